"""A page that was edited here since its import is never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.concerns.actions import settle_concern
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.actions import edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]


def ada_edits(path: str, text: str) -> Page:
    page = Page.objects.select_related("space", "revision").get(path=path)
    edit_page(OPERATOR, page, text)
    return page


def test_the_page_stays_and_the_file_is_kept_beside_it(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"A.md": "one"}))
    page = ada_edits("A.md", "Ada's words")
    report = take_over(vault({"A.md": "two"}))
    concern = Concern.objects.get(page=page, reason="import-conflict")
    assert report.conflicts == ["A.md"]
    page.refresh_from_db()
    assert page.revision is not None
    assert page.revision.text == "Ada's words"
    assert stored_path(concern.details["kept"]).read_text() == "two"


def test_a_conflict_is_raised_once_for_each_text(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"A.md": "one"}))
    page = ada_edits("A.md", "Ada's words")
    root = vault({"A.md": "two"})
    take_over(root)
    settle_concern(OPERATOR, Concern.objects.get(page=page))
    assert take_over(root).conflicts == ["A.md"]
    assert not Concern.objects.filter(page=page, settled_at=None).exists()


def test_an_edit_here_with_an_unchanged_file_is_no_conflict(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"A.md": "one"})
    take_over(root)
    ada_edits("A.md", "Ada's words")
    report = take_over(root)
    assert (report.conflicts, report.unchanged) == ([], 1)


def test_the_same_edit_in_both_places_is_no_conflict(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"A.md": "one"}))
    ada_edits("A.md", "two")
    assert take_over(vault({"A.md": "two"})).conflicts == []
    assert take_over(vault({"A.md": "three"})).updated == 1


def test_a_page_made_here_is_not_taken_over_by_a_file(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"A.md": "one"}))
    ada_edits("A.md", "Ada's words")
    report = take_over(vault({"A.md": b"\xff not text"}))
    assert report.conflicts == ["A.md"]
    assert Page.objects.get().trashed_at is None
