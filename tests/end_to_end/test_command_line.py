"""The commands that scripts rely on: JSON alone on stdout, words on stderr, exit codes 0, 1 and 2."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
REPORT = (
    "pages links resolved unresolved ambiguous aliased embeds property_links markdown_links broken_fragments "
    "attachments skipped seconds"
).split()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("WHOLESIGHT_", "DJANGO_"))
    }
    return kept | {"WHOLESIGHT_HOME": str(tmp_path / "home"), "NO_COLOR": "1"}


@pytest.fixture
def wholesight(environment: dict[str, str]) -> Run:
    """Runs a command as a script would: without a terminal, with nothing to read unless `given`."""

    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "wholesight", *arguments]
        return subprocess.run(
            command, env=environment, input=given, capture_output=True, text=True, timeout=120
        )

    return run


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "Harbour"
    (root / "Docks").mkdir(parents=True)
    (root / "Docks" / "Seal check.md").write_text("Grease the [[Seal]] before [[Nowhere]].\n")
    (root / "Seal.md").write_text("---\naliases: [Gasket]\n---\n# Seal\nSeals stiffen in the cold.\n")
    return root


def answer(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


def test_a_vault_goes_in_is_found_and_comes_out(wholesight: Run, vault: Path, tmp_path: Path) -> None:
    assert answer(wholesight("init", "--json"))["database"] == "sqlite"
    assert answer(wholesight("init", "--json"))["database"] == "sqlite"
    report = answer(wholesight("import", str(vault), "--json"))
    assert list(report)[: len(REPORT)] == REPORT
    assert [report[name] for name in ("pages", "links", "resolved", "unresolved")] == [2, 2, 1, 1]
    assert answer(wholesight("import", str(vault), "--space", "Harbour", "--json"))["unchanged"] == 2
    hits = answer(wholesight("search", "stiffens", "--space", "Harbour", "--limit", "5", "--json"))
    assert [hit["path"] for hit in hits] == ["Seal.md"]
    assert set(hits[0]) >= {"path", "title", "kind", "score", "snippet"}
    answer(wholesight("export", str(tmp_path / "out"), "--space", "Harbour", "--json"))
    for file in vault.rglob("*.md"):
        assert (tmp_path / "out" / file.relative_to(vault)).read_bytes() == file.read_bytes()
    assert answer(wholesight("reproject", "--json")) == {"reprojected": 0}
    assert answer(wholesight("reproject", "--all", "--json")) == {"reprojected": 2}


def test_many_searches_come_from_one_process(wholesight: Run, vault: Path) -> None:
    wholesight("import", str(vault))
    done = wholesight("search", "-", given="seals\nnothing at all like it zzz\ngrease\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(hits) > 0 for hits in lines] == [True, False, True]


def test_a_dry_run_makes_no_space(wholesight: Run, vault: Path) -> None:
    assert answer(wholesight("import", str(vault), "--dry-run", "--json"))["created"] == 2
    missing = wholesight("search", "seal", "--space", "Harbour")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "no space named 'Harbour'" in missing.stderr


def test_people_sign_in_with_what_the_command_prints(wholesight: Run) -> None:
    ada = answer(wholesight("person", "add", "Ada Lindqvist", "--json"))
    assert (ada["username"], ada["steward"]) == ("ada.lindqvist", True)
    again = wholesight("person", "add", "Ada Lindqvist")
    assert again.returncode == 1
    assert "taken" in again.stderr
    assert again.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "/nowhere/at/all"], "is not a folder"),
        (["export", "/tmp"], "not an empty folder"),
        (["search", "x", "--space", "Nope"], "no space named"),
    ],
)
def test_what_fails_says_so_in_one_sentence(wholesight: Run, arguments: list[str], words: str) -> None:
    done = wholesight(*arguments, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [["import"], ["search"], ["nonsense"], ["export", "a", "--wrong"], ["search", "x", "--limit", "0"]],
)
def test_wrong_usage_is_2(wholesight: Run, arguments: list[str]) -> None:
    done = wholesight(*arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_bad_setting_is_named(wholesight: Run, environment: dict[str, str]) -> None:
    environment["WHOLESIGHT_DATABASE_URL"] = "oracle://x"
    done = wholesight("init")
    assert done.returncode == 1
    assert "WHOLESIGHT_DATABASE_URL starts with 'oracle'" in done.stderr


def test_serve_steps_over_a_busy_port_and_ends_when_told(environment: dict[str, str]) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        command = [sys.executable, "-m", "wholesight", "serve", "--port", str(port)]
        server = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[3]
            assert not address.endswith(f":{port}/")
            assert b"Sign in" in fetch(address)
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(timeout=30) in {0, -signal.SIGTERM}


def fetch(address: str) -> bytes:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                content: bytes = response.read()
                return content
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer")
