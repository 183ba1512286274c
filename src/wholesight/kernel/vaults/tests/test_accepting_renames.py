"""A file that was moved and edited is proposed as one page, and becomes one when a person says so."""

from __future__ import annotations

import pytest

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.jobs.tests.crates import do_next
from wholesight.kernel.pages.actions import edit_page
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.people.models import Person
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.models import BroughtVault
from wholesight.kernel.vaults.tests.brought import BrowserOf, imported

BEFORE = "The seal froze.\n\nThe crew came.\n\nThey left.\n"
AFTER = "The seal froze.\n\nThe crew came.\n\nThey left at noon.\n"


@pytest.fixture
def seal(ada: Person, handbook: Space, browser_of: BrowserOf) -> Page:
    imported(browser_of(ada), {"Seal.md": BEFORE, "Diary.md": "See [[Seal]]."}, space=handbook.name)
    return Page.objects.select_related("space", "revision").get(path="Seal.md")


def moved_and_edited(ada: Person, page: Page, browser_of: BrowserOf) -> BroughtVault:
    vault = {"Winter/Gasket.md": AFTER, "Diary.md": "See [[Seal]]."}
    return imported(browser_of(ada), vault, space=page.space.name)


def accept(ada: Person, brought: BroughtVault, browser_of: BrowserOf) -> int:
    pair = {"from": "Seal.md", "to": "Winter/Gasket.md"}
    return browser_of(ada).post(f"/imports/{brought.pk}/rename", pair).status_code


def test_the_page_keeps_its_history_at_its_new_place(ada: Person, seal: Page, browser_of: BrowserOf) -> None:
    brought = moved_and_edited(ada, seal, browser_of)
    assert "It is one page" in browser_of(ada).get(f"/imports/{brought.pk}/").content.decode()
    assert accept(ada, brought, browser_of) == 302
    page = Page.objects.select_related("revision").get(path="Winter/Gasket.md", trashed_at=None)
    assert page.pk == seal.pk
    assert page.revision is not None
    assert page.revision.text == AFTER
    assert Revision.objects.filter(page=page, text=BEFORE).exists()


def test_links_to_the_page_follow(ada: Person, seal: Page, browser_of: BrowserOf) -> None:
    accept(ada, moved_and_edited(ada, seal, browser_of), browser_of)
    assert do_next().kind == "follow-move"
    diary = Page.objects.select_related("revision").get(path="Diary.md")
    assert diary.revision is not None
    assert diary.revision.text == "See [[Gasket]]."


def test_importing_the_vault_again_finds_nothing_to_do(
    ada: Person, seal: Page, browser_of: BrowserOf
) -> None:
    accept(ada, moved_and_edited(ada, seal, browser_of), browser_of)
    vault = {"Winter/Gasket.md": AFTER, "Diary.md": "See [[Seal]]."}
    again = imported_after_links(ada, seal, browser_of, vault)
    assert (again.report["created"], again.report["updated"], again.report["missing"]) == (0, 0, [])


def imported_after_links(
    ada: Person, page: Page, browser_of: BrowserOf, vault: dict[str, str]
) -> BroughtVault:
    assert do_next().kind == "follow-move"
    return imported(browser_of(ada), vault, space=page.space.name)


def test_a_page_that_was_edited_here_too_keeps_its_text_and_says_so(
    ada: Person, seal: Page, browser_of: BrowserOf
) -> None:
    edit_page(ada, seal, BEFORE + "\nWritten here.\n")
    accept(ada, moved_and_edited(ada, seal, browser_of), browser_of)
    page = Page.objects.select_related("revision").get(path="Winter/Gasket.md", trashed_at=None)
    assert page.revision is not None
    assert page.revision.text == BEFORE + "\nWritten here.\n"
    assert Concern.objects.get(page=page, settled_at=None).reason == "import-conflict"


def test_a_pair_that_was_not_proposed_is_none(ada: Person, seal: Page, browser_of: BrowserOf) -> None:
    brought = moved_and_edited(ada, seal, browser_of)
    pair = {"from": "Diary.md", "to": "Winter/Gasket.md"}
    assert browser_of(ada).post(f"/imports/{brought.pk}/rename", pair).status_code == 404


def test_a_new_page_that_somebody_has_edited_is_left_alone(
    ada: Person, seal: Page, browser_of: BrowserOf
) -> None:
    brought = moved_and_edited(ada, seal, browser_of)
    double = Page.objects.select_related("space").get(path="Winter/Gasket.md")
    edit_page(ada, double, AFTER + "\nMore.\n")
    accept(ada, brought, browser_of)
    assert Page.objects.filter(path="Winter/Gasket.md", trashed_at=None).get() == double
    assert Page.objects.get(pk=seal.pk).path == "Seal.md"
