"""Nothing is followed out of a vault, and what is no ordinary file is skipped with its reason."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from wholesight.kernel.pages.models import Page
from wholesight.kernel.vaults.imports import import_vault
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]

OUT = "it is a link that leads out of the vault"
BROKEN = "it is a broken link or cannot be read"


def skipped(report: Report) -> dict[str, str]:
    return {entry["path"]: entry["reason"] for entry in report.skipped_files}


def paths() -> list[str]:
    return list(Page.objects.filter(trashed_at=None).order_by("path").values_list("path", flat=True))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of Ada's that lies beside the vault, not in it."""
    file = tmp_path / "wages.md"
    file.write_text("What everyone earns.")
    return file


def test_a_link_out_of_the_vault_is_skipped(vault: Vault, take_over: TakeOver, secret: Path) -> None:
    root = vault({"Diary.md": "Cold."})
    (root / "Absolute.md").symlink_to(secret)
    (root / "Relative.md").symlink_to("../wages.md")
    (root / "Device.md").symlink_to("/dev/zero")
    (root / "Elsewhere").symlink_to(secret.parent, target_is_directory=True)
    assert skipped(take_over(root)) == dict.fromkeys(
        ["Absolute.md", "Device.md", "Elsewhere", "Relative.md"], OUT
    )
    assert paths() == ["Diary.md"]


def test_a_link_by_way_of_another_link_is_skipped_too(
    vault: Vault, take_over: TakeOver, secret: Path
) -> None:
    root = vault({"Diary.md": "Cold."})
    (root / "First.md").symlink_to("Second.md")
    (root / "Second.md").symlink_to(secret)
    assert skipped(take_over(root)) == {"First.md": OUT, "Second.md": OUT}


def test_loops_and_broken_links_are_skipped(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"Docks/Diary.md": "Cold."})
    (root / "Gone.md").symlink_to("Nowhere.md")
    (root / "Self.md").symlink_to("Self.md")
    (root / "Ping.md").symlink_to("Pong.md")
    (root / "Pong.md").symlink_to("Ping.md")
    (root / "Docks" / "Up").symlink_to("..", target_is_directory=True)
    assert skipped(take_over(root)) == {
        **dict.fromkeys(["Gone.md", "Self.md", "Ping.md", "Pong.md"], BROKEN),
        "Docks/Up": "it is a link to a folder",
    }
    assert paths() == ["Docks/Diary.md"]


def test_a_link_to_a_file_of_the_vault_is_a_page(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"Docks/Diary.md": "Cold."})
    (root / "Today.md").symlink_to("Docks/Diary.md")
    assert take_over(root).skipped == 0
    assert paths() == ["Docks/Diary.md", "Today.md"]


def test_a_vault_behind_a_link_is_a_vault(vault: Vault, take_over: TakeOver, tmp_path: Path) -> None:
    vault({"Diary.md": "Cold."})
    (tmp_path / "shortcut").symlink_to("vault", target_is_directory=True)
    assert take_over(tmp_path / "shortcut").pages == 1


def test_a_pipe_is_skipped_and_not_waited_for(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"Diary.md": "Cold."})
    os.mkfifo(root / "Pipe.md")
    assert skipped(take_over(root)) == {"Pipe.md": "it is no ordinary file"}
    assert paths() == ["Diary.md"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every folder")
def test_an_unreadable_folder_is_skipped_and_its_pages_stay(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"Diary.md": "Cold.", "Docks/Seals.md": "Grease."})
    take_over(root)
    (root / "Docks").chmod(0)
    try:
        report = import_vault(root, "Harbour", prune=True)
    finally:
        (root / "Docks").chmod(0o700)
    assert skipped(report) == {"Docks": "the folder cannot be read: Permission denied"}
    assert (report.missing, report.pruned) == ([], [])
    assert paths() == ["Diary.md", "Docks/Seals.md"]


def test_prune_spares_what_could_not_be_looked_at(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"Diary.md": "Cold.", "Seals.md": "Grease."})
    take_over(root)
    (root / "Seals.md").unlink()
    (root / "Seals.md").symlink_to("Nowhere.md")
    report = import_vault(root, "Harbour", prune=True)
    assert (skipped(report), report.pruned) == ({"Seals.md": BROKEN}, [])
    assert paths() == ["Diary.md", "Seals.md"]


def test_a_folder_that_cannot_be_read_now_loses_nothing_to_prune(
    vault: Vault, take_over: TakeOver, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = vault({"Diary.md": "Cold.", "Docks/Deep/Seals.md": "Grease."})
    take_over(root)
    scan = os.scandir

    def scan_but_docks(folder: Path) -> object:
        if str(folder).endswith("Docks"):
            raise OSError(5, "Input/output error")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", scan_but_docks)
    report = import_vault(root, "Harbour", prune=True)
    assert skipped(report) == {"Docks": "the folder cannot be read: Input/output error"}
    assert (report.missing, report.pruned, len(paths())) == ([], [], 2)
