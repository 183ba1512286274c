"""Saltwheel, served by a process of its own: what a newcomer gets who types `make run`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WHOLESIGHT = (sys.executable, "-m", "wholesight")
ADDRESS = re.compile(r"Wholesight is at (http://[^/]+)/")
ACCOUNT = re.compile(r"sign in as (\S+) with the password (\S+)")


@dataclass(frozen=True)
class Organization:
    """A served organization: where it answers, where its data lie, and the password of everybody in it."""

    url: str
    environment: dict[str, str]
    password: str

    def take_over(self, vault: Path, space: str) -> None:
        """Import a vault as its operator would."""
        command = [*WHOLESIGHT, "import", str(vault), "--space", space]
        subprocess.run(command, env=self.environment, check=True, capture_output=True)


@contextmanager
def served_demo(folder: Path) -> Iterator[Organization]:
    """Serve the demo organization on a free port from a data directory below `folder`."""
    # With the settings of the tests it would not be the product that is served.
    ours = ("WHOLESIGHT_", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment = kept | {"WHOLESIGHT_HOME": str(folder / "saltwheel-demo"), "WHOLESIGHT_WORKERS": "1"}
    said = folder / "server.log"
    with said.open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*WHOLESIGHT, "demo", "--port", "0"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            yield organization(server, environment, said)
        finally:
            server.terminate()
            server.wait(timeout=20)


def organization(server: subprocess.Popen[str], environment: dict[str, str], said: Path) -> Organization:
    """Read from what the server prints where it is and who can sign in."""
    url = ""
    assert server.stdout is not None
    for line in server.stdout:
        if found := ADDRESS.search(line):
            url = found[1]
        if account := ACCOUNT.search(line):
            return Organization(url, environment, account[2])
    raise AssertionError(f"The demo did not start: {said.read_text(encoding='utf-8')}")
