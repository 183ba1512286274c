"""A second import takes over what changed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.vaults.imports import import_vault
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]


def test_nothing_changes_where_nothing_changed(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"A.md": "[[B]]", "B.md": "b", "x.png": b"\x89PNG\r\n\x1a\n", "bad.md": b"\xff"})
    first = take_over(root)
    rows = Revision.objects.count(), Activity.objects.count(), list(Page.objects.values())
    second = take_over(root)
    assert (Revision.objects.count(), Activity.objects.count(), list(Page.objects.values())) == rows
    assert (second.created, second.updated, second.unchanged) == (0, 0, 4)
    assert second.links == first.links == 1
    assert second.pages == first.pages == 2


def test_a_changed_file_gives_a_revision(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"A.md": "one"}))
    report = take_over(vault({"A.md": "two"}))
    page = Page.objects.get()
    assert report.updated == 1
    assert page.revision is not None
    assert page.revision.text == "two"
    assert [revision.text for revision in page.revisions.order_by("pk")] == ["one", "two"]


def test_a_vanished_file_is_reported_and_kept(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"A.md": "a", "B.md": "b"})
    take_over(root)
    (root / "B.md").unlink()
    assert take_over(root).missing == ["B.md"]
    assert Page.objects.filter(trashed_at=None).count() == 2


def test_prune_puts_it_in_the_trash(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"A.md": "[[B]]", "B.md": "b"})
    take_over(root)
    (root / "B.md").unlink()
    report = import_vault(root, "Harbour", prune=True)
    assert report.pruned == ["B.md"]
    assert report.unresolved == 1
    assert Page.objects.get(path="B.md").trashed_at is not None


def test_a_dry_run_counts_the_same_and_writes_nothing(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"A.md": "[[B]] [[C]] ![[B#Nothing]]", "B.md": "---\nrelated: '[[A]]'\n---\n[a](A.md)"})
    dry = import_vault(root, "Harbour", dry_run=True)
    assert not Page.objects.exists()
    real = take_over(root)
    counts = (
        "pages",
        "links",
        "resolved",
        "unresolved",
        "embeds",
        "property_links",
        "markdown_links",
        "broken_fragments",
    )
    assert (
        [getattr(dry, name) for name in counts]
        == [getattr(real, name) for name in counts]
        == [2, 3, 2, 1, 1, 1, 1, 1]
    )


def test_a_file_that_stops_being_text_becomes_an_attachment_and_back(
    vault: Vault, take_over: TakeOver
) -> None:
    take_over(vault({"A.md": "fine"}))
    take_over(vault({"A.md": b"\xff\xfe"}))
    assert not Page.objects.filter(trashed_at=None).exists()
    report = take_over(vault({"A.md": "fine again"}))
    assert (report.pages, report.attachments) == (1, 0)
    assert Page.objects.filter(trashed_at=None).get().path == "A.md"
