"""An export writes below its folder and nowhere else, and over nothing that it was not told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.pages.models import Page
from wholesight.kernel.vaults.exports import ExportRefused, export_spaces
from wholesight.kernel.vaults.imports import silent
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]


@pytest.mark.parametrize("path", ["../out.md", "a/../../out.md", "/etc/out.md"])
@pytest.mark.parametrize("model", [Page, Attachment])
def test_a_row_that_was_tampered_with_leads_nowhere(
    model: type[Page] | type[Attachment], path: str, vault: Vault, take_over: TakeOver, tmp_path: Path
) -> None:
    take_over(vault({"Seals.md": "Grease.", "map.png": "x"}))
    model._default_manager.update(path=path)
    with pytest.raises(ExportRefused, match="leads out of"):
        export_spaces(tmp_path / "deep" / "out", "Harbour", progress=silent)
    assert not list(tmp_path.glob("**/out.md"))


def test_a_link_in_the_target_is_not_followed(vault: Vault, take_over: TakeOver, tmp_path: Path) -> None:
    take_over(vault({"Docks/Seals.md": "Grease."}))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Docks").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(ExportRefused, match="leads out of"):
        export_spaces(tmp_path / "out", "Harbour", overwrite=True, progress=silent)
    assert list(elsewhere.iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_written_through(
    vault: Vault, take_over: TakeOver, tmp_path: Path
) -> None:
    take_over(vault({"Seals.md": "Grease."}))
    (tmp_path / "precious.txt").write_text("Keep me.")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "Seals.md").symlink_to(tmp_path / "precious.txt")
    export_spaces(tmp_path / "out", "Harbour", overwrite=True, progress=silent)
    assert (tmp_path / "precious.txt").read_text() == "Keep me."
    assert (tmp_path / "out" / "Seals.md").read_text() == "Grease."


def test_what_lies_in_the_trash_stays_there(vault: Vault, take_over: TakeOver, tmp_path: Path) -> None:
    root = vault({"Seals.md": "Grease.", "Diary.md": "Cold."})
    take_over(root)
    Page.objects.filter(path="Diary.md").update(trashed_at="2026-01-31T09:30Z")
    export_spaces(tmp_path / "out", "Harbour", progress=silent)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["Seals.md"]
