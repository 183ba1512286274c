"""What is over a limit stops an import before anything is written, and the message names the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.attachments.store import store_directory
from wholesight.kernel.pages.models import Page
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.imports import import_vault
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files
from wholesight.kernel.vaults.walk import VaultRefused

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]


def rows() -> tuple[int, int, int, list[Path]]:
    kept = sorted(store_directory().rglob("*")) if store_directory().exists() else []
    return Space.objects.count(), Page.objects.count(), Activity.objects.count(), kept


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_page_over_the_limit_is_named_and_nothing_is_written(
    dry_run: bool, vault: Vault, db: None, settings: LazySettings
) -> None:
    settings.PAGE_SIZE_LIMIT = 1000
    root = vault({"Diary.md": "Cold.", "Docks/Ice week.md": "x" * 1001, "map.png": "x" * 2000})
    before = rows()
    with pytest.raises(VaultRefused) as refused:
        import_vault(root, "Harbour", dry_run=dry_run)
    assert str(refused.value) == (
        "Docks/Ice week.md has 1,001 bytes; the limit is 1,000 (WHOLESIGHT_PAGE_SIZE_LIMIT). "
        "Nothing was imported."
    )
    assert rows() == before


def test_an_attachment_over_the_limit_is_named(vault: Vault, db: None, settings: LazySettings) -> None:
    settings.ATTACHMENT_SIZE_LIMIT = 1000
    before = rows()
    with pytest.raises(VaultRefused, match=r"^map\.png has 1,001 bytes.*WHOLESIGHT_ATTACHMENT_SIZE_LIMIT"):
        import_vault(vault({"Diary.md": "Cold.", "map.png": "x" * 1001}), "Harbour")
    assert rows() == before


def test_a_space_that_stands_keeps_what_it_has(
    vault: Vault, take_over: TakeOver, settings: LazySettings
) -> None:
    settings.PAGE_SIZE_LIMIT = 1000
    take_over(vault({"Diary.md": "Cold."}))
    before = rows()
    with pytest.raises(VaultRefused, match=r"^Ice week\.md"):
        take_over(vault({"Diary.md": "Colder.", "Ice week.md": "x" * 1001}))
    assert rows() == before
    assert Page.objects.get().revision_id is not None


def test_exactly_the_limit_is_taken(vault: Vault, take_over: TakeOver, settings: LazySettings) -> None:
    settings.PAGE_SIZE_LIMIT = settings.ATTACHMENT_SIZE_LIMIT = 1000
    report = take_over(vault({"Diary.md": "x" * 1000, "map.png": "x" * 1000}))
    assert (report.pages, report.attachments) == (1, 1)


def test_too_many_files_are_refused(vault: Vault, db: None, settings: LazySettings) -> None:
    settings.VAULT_FILE_LIMIT = 3
    root = vault({f"{name}/{name}.md": name for name in ("Ada", "Linh", "Oskar", "Samira")})
    before = rows()
    with pytest.raises(VaultRefused, match=r"holds more than 3 files.*WHOLESIGHT_VAULT_FILE_LIMIT"):
        import_vault(root, "Harbour")
    assert rows() == before


@pytest.mark.slow
def test_a_page_of_fifty_megabytes_is_refused_by_default(vault: Vault, db: None) -> None:
    with pytest.raises(VaultRefused, match=r"^Ice week\.md has 50,000,000 bytes; the limit is 5,242,880"):
        import_vault(vault({"Ice week.md": b"ice " * 12_500_000}), "Harbour")
    assert not Space.objects.exists()


@pytest.mark.parametrize("place", ["nowhere", "file.md"])
def test_what_is_no_folder_is_refused(place: str, vault: Vault, db: None) -> None:
    root = vault({"file.md": "Cold."})
    with pytest.raises(VaultRefused, match="is not a folder"):
        import_vault(root / place, "Harbour")
    assert not Space.objects.exists()
