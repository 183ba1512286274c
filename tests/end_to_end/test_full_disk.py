"""A full disk stops an import with one clear sentence; a second run completes what was begun."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wholesight.cli import application
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import store_directory, stored_path
from wholesight.kernel.pages.models import Page
from wholesight.kernel.vaults.exports import export_spaces
from wholesight.kernel.vaults.imports import silent
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files, take_over, vault, write_files

__all__ = ["take_over", "vault"]  # fixtures of the tests of vaults
Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]

VAULT: Files = {
    "map.png": b"\x89PNG\r\n\x1a\n" + b"x" * 5000,
    "plan.pdf": b"%PDF-1.7 " + b"y" * 5000,
    **{
        f"Dock {number}.md": f"[[Dock {number + 1}]] " + f"cold seals {number} " * 200
        for number in range(150)
    },
}
WHOLE = "What was imported until then is whole; run the same command again to complete it."
IMPORT_WITH_LITTLE_ROOM = """
import sys
from wholesight.cli.django_start import open_data
open_data()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("PRAGMA page_count")
    cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0] + int(sys.argv.pop())}")
from wholesight.cli import main
main()
"""


def wholesight(operator: dict[str, str], *words: str) -> dict[str, object]:
    call = [sys.executable, "-m", "wholesight", *words, "--json"]
    answer = subprocess.run(call, env=operator, capture_output=True, text=True, timeout=120)
    assert answer.returncode == 0, answer.stderr
    told: dict[str, object] = json.loads(answer.stdout)
    return told


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 6, 60, 200])
def test_a_full_database_is_completed_when_there_is_room(
    room: int, sqlite: None, operator: dict[str, str], tmp_path: Path
) -> None:
    root = write_files(tmp_path / "Harbour", VAULT)
    call = [sys.executable, "-c", IMPORT_WITH_LITTLE_ROOM, "import", str(root), str(room)]
    answer = subprocess.run(call, env=operator, capture_output=True, text=True, timeout=120)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == f"The import stopped: database or disk is full. {WHOLE}\n"
    report = wholesight(operator, "import", str(root))
    assert (report["pages"], report["resolved"], report["attachments"]) == (150, 149, 2)
    again = wholesight(operator, "import", str(root))
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 152)
    wrong = {entry["name"] for entry in doctor(operator) if entry["bad"]}
    assert wrong.isdisjoint({"database", "projections", "search index", "names", "attachments"})


def doctor(operator: dict[str, str]) -> list[dict[str, object]]:
    """The findings, whatever the front end and the free space of this machine say."""
    call = [sys.executable, "-m", "wholesight", "doctor", "--json"]
    answer = subprocess.run(call, env=operator, capture_output=True, text=True, timeout=120)
    findings: list[dict[str, object]] = json.loads(answer.stdout)["findings"]
    return findings


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the disk run full when a number of files have been brought onto it."""
    room = [0]

    def flush(descriptor: int) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fill(files: int) -> None:
        room[0] = files
        monkeypatch.setattr(os, "fsync", flush)

    return fill


@pytest.mark.parametrize("copied", [0, 1])
def test_a_disk_that_fills_while_attachments_are_copied(
    copied: int, vault: Vault, db: None, full_disk: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({"Diary.md": "Cold.", "map.png": VAULT["map.png"], "plan.pdf": VAULT["plan.pdf"]})
    full_disk(copied)
    answer = CliRunner().invoke(application, ["import", str(root), "--space", "Harbour"])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == f"The import stopped: [Errno 28] No space left on device. {WHOLE}\n"
    assert Attachment.objects.count() == copied
    assert all(stored_path(kept.digest).stat().st_size == kept.size for kept in Attachment.objects.all())
    assert not list(store_directory().glob("unfinished-*"))
    monkeypatch.undo()
    assert CliRunner().invoke(application, ["import", str(root), "--space", "Harbour"]).exit_code == 0
    assert (Attachment.objects.count(), Page.objects.count()) == (2, 1)


@pytest.mark.parametrize("name", ["Dock 1.md", "map.png"])
def test_a_disk_that_fills_while_files_are_exported(
    name: str, vault: Vault, take_over: TakeOver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_over(vault({"Dock 1.md": "Cold.", "map.png": "x"}))
    replace = Path.replace

    def replace_or_fail(unfinished: Path, place: Path) -> Path:
        if place.name == name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(unfinished, place)

    monkeypatch.setattr(Path, "replace", replace_or_fail)
    out = tmp_path / "out"
    answer = CliRunner().invoke(application, ["export", str(out)])
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert (
        answer.stderr == f"The export stopped: [Errno 28] No space left on device. {out} is not complete.\n"
    )
    monkeypatch.undo()
    assert not [file for file in out.rglob("*") if file.is_file() and "unfinished" in file.name]
    assert export_spaces(out, None, overwrite=True, progress=silent)["pages"] == 1
