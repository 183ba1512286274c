"""Wholesight as a program of its own: a data directory, its commands, its server, and a signed-in reader."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from measuring.processes import Finished, ProgramFailed, free_port, run, stop, wait_for_port

SIGN_IN = "/account/login/"
PASSWORD = "a long enough password for a bench"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class WholesightSite:
    """One data directory, and what is done with it."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        self.home = home
        self.database_url = database_url
        self.port = 0
        self.process_ids: list[int] = []

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands: ours, without what an operator may have set for another site."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("WHOLESIGHT_")}
        database = {"WHOLESIGHT_DATABASE_URL": self.database_url} if self.database_url else {}
        return inherited | database | {"WHOLESIGHT_HOME": str(self.home)}

    @property
    def database_file(self) -> Path:
        return self.home / "wholesight.sqlite3"

    def command(self, *words: str, spoken: str = "") -> Finished:
        """Run `wholesight WORDS`. Raises ProgramFailed where it fails."""
        return run([sys.executable, "-m", "wholesight", *words], self.environment, spoken)

    def answer(self, *words: str, spoken: str = "") -> Any:
        """What `wholesight WORDS --json` prints."""
        return json.loads(self.command(*words, "--json", spoken=spoken).output)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve it on a free port while the block runs."""
        self.port = free_port()
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "wholesight", "serve", "--port", str(self.port)],
                env=self.environment,
                text=True,
                start_new_session=True,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            try:
                wait_for_port(self.port, process)
                self.process_ids = [process.pid]
                yield
            finally:
                stop(process)

    def add_reader(self) -> None:
        self.answer(
            "person",
            "add",
            "Bench Reader",
            "--username",
            "reader",
            "--password-stdin",
            spoken=f"{PASSWORD}\n",
        )

    def sign_in(self) -> str:
        """Sign the reader in through the form that everyone uses; the Cookie header of their session."""
        connection = HTTPConnection("localhost", self.port, timeout=30)
        connection.request("GET", SIGN_IN)
        form = connection.getresponse()
        cookies = SimpleCookie(form.getheader("Set-Cookie", ""))
        token = TOKEN.search(form.read().decode())
        if token is None:
            raise ProgramFailed(f"{SIGN_IN} shows no form to sign in with (status {form.status})")
        fields = {"csrfmiddlewaretoken": html.unescape(token[1]), "login": "reader", "password": PASSWORD}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items()),
            "Referer": f"http://localhost:{self.port}{SIGN_IN}",
        }
        connection.request("POST", SIGN_IN, urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        for line in answer.headers.get_all("Set-Cookie", []):
            cookies.load(line)
        connection.close()
        if "sessionid" not in cookies:
            raise ProgramFailed(f"signing in was refused (status {answer.status})")
        return "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())


def page_path(space: str, page: str) -> str:
    """The address of a page below the site; `page` has no suffix."""
    return f"/pages/{quote(space)}/{quote(page)}"


def search_path(words: str) -> str:
    return f"/search?{urlencode({'q': words})}"
