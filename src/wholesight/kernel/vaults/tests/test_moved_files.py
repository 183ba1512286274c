"""A moved file is recognized by its content; one both moved and edited is proposed, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.models import Page
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]
LONG = "\n".join(f"Line {number} about docks and the cold." for number in range(10))


def move(root: Path, before: str, after: str) -> None:
    (root / after).parent.mkdir(parents=True, exist_ok=True)
    (root / before).rename(root / after)


def test_the_page_keeps_its_identity(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"A.md": LONG, "B.md": "[[A]]"})
    take_over(root)
    page = Page.objects.get(path="A.md")
    move(root, "A.md", "Docks/Cold.md")
    report = take_over(root)
    page.refresh_from_db()
    assert report.moved == [{"from": "A.md", "to": "Docks/Cold.md"}]
    assert (page.path, page.title, page.folder) == ("Docks/Cold.md", "Cold", "Docks")
    assert Link.objects.get(source__path="B.md").status == "unresolved"


def test_two_files_of_the_same_content_are_not_guessed(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"A.md": LONG})
    take_over(root)
    (root / "A.md").unlink()
    report = take_over(vault({"B.md": LONG, "C.md": LONG}))
    assert (report.moved, report.created, report.missing) == ([], 2, ["A.md"])


def test_a_file_moved_and_edited_is_proposed(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"A.md": LONG, "B.md": "other"})
    take_over(root)
    (root / "A.md").unlink()
    report = take_over(vault({"New.md": LONG + "\nOne more line."}))
    assert [(rename["from"], rename["to"]) for rename in report.proposed_renames] == [("A.md", "New.md")]
    assert report.missing == ["A.md"]
