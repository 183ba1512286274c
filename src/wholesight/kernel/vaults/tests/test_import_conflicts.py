"""A page was edited here and in its vault: the person decides, and nothing is lost."""

from __future__ import annotations

import pytest

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.actions import edit_page, trash_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Access, Space
from wholesight.kernel.vaults.tests.brought import BrowserOf, imported

FIRST = "The seal froze.\n\nThe crew came.\n"
HERE = "The seal froze at dusk.\n\nThe crew came.\n"
FILE = "The seal froze.\n\nThe crew came by boat.\n"
SAME_PASSAGE = "The seal froze at dawn.\n\nThe crew came.\n"


@pytest.fixture
def seal(ada: Person, handbook: Space, browser_of: BrowserOf) -> Page:
    """Imported, then edited here."""
    imported(browser_of(ada), {"Seal.md": FIRST}, space=handbook.name)
    page = Page.objects.select_related("space", "revision").get(path="Seal.md")
    edit_page(ada, page, HERE)
    return page


def conflict_with(file: str, ada: Person, page: Page, browser_of: BrowserOf) -> Concern:
    imported(browser_of(ada), {"Seal.md": file}, space=page.space.name)
    return Concern.objects.get(page=page, settled_at=None)


def decide(browser_of: BrowserOf, ada: Person, concern: Concern, **choices: object) -> Page:
    onto = Page.objects.get(pk=concern.page_id or 0).revision_id
    answer = browser_of(ada).post(f"/conflicts/{concern.pk}/", {"onto": onto, **choices})
    assert answer.status_code == 302
    return Page.objects.select_related("revision").get(pk=concern.page_id or 0)


def text_now(page: Page) -> str:
    assert page.revision is not None
    return page.revision.text


def test_both_texts_are_shown_side_by_side(ada: Person, seal: Page, browser_of: BrowserOf) -> None:
    concern = conflict_with(FILE, ada, seal, browser_of)
    shown = browser_of(ada).get(f"/conflicts/{concern.pk}/").content.decode()
    assert HERE.strip() in shown
    assert FILE.strip() in shown


@pytest.mark.parametrize(
    ("stand", "text"),
    [("here", HERE), ("file", FILE), ("merged", HERE.replace("came.", "came by boat."))],
)
def test_what_is_chosen_stands_and_the_concern_is_settled(
    stand: str, text: str, ada: Person, seal: Page, browser_of: BrowserOf
) -> None:
    concern = conflict_with(FILE, ada, seal, browser_of)
    assert text_now(decide(browser_of, ada, concern, stand=stand)) == text
    concern.refresh_from_db()
    assert concern.settled_by == ada


def test_a_passage_that_both_changed_is_chosen_by_itself(
    ada: Person, seal: Page, browser_of: BrowserOf
) -> None:
    concern = conflict_with(SAME_PASSAGE.replace("came.", "came by boat."), ada, seal, browser_of)
    page = decide(browser_of, ada, concern, stand="merged", **{"choice-0": "mine"})
    assert text_now(page) == HERE.replace("came.", "came by boat.")


def test_the_same_file_is_no_conflict_a_second_time(ada: Person, seal: Page, browser_of: BrowserOf) -> None:
    decide(browser_of, ada, conflict_with(FILE, ada, seal, browser_of), stand="here")
    again = imported(browser_of(ada), {"Seal.md": FILE}, space=seal.space.name)
    assert again.report["conflicts"] == []
    assert text_now(Page.objects.select_related("revision").get(pk=seal.pk)) == HERE


def test_the_next_conflict_starts_from_the_file_that_was_decided(
    ada: Person, seal: Page, browser_of: BrowserOf
) -> None:
    decide(browser_of, ada, conflict_with(FILE, ada, seal, browser_of), stand="merged")
    later = conflict_with(FILE + "\nThey left at noon.\n", ada, seal, browser_of)
    page = decide(browser_of, ada, later, stand="merged")
    assert text_now(page) == HERE.replace("came.", "came by boat.") + "\nThey left at noon.\n"


def test_a_page_saved_meanwhile_is_looked_at_again(ada: Person, seal: Page, browser_of: BrowserOf) -> None:
    concern = conflict_with(FILE, ada, seal, browser_of)
    browser_of(ada).post(f"/conflicts/{concern.pk}/", {"onto": 0, "stand": "file"})
    concern.refresh_from_db()
    assert concern.settled_at is None


def test_a_page_in_the_trash_comes_back_with_the_files_text(
    ada: Person, handbook: Space, browser_of: BrowserOf
) -> None:
    imported(browser_of(ada), {"Seal.md": FIRST}, space=handbook.name)
    page = Page.objects.select_related("space", "revision").get(path="Seal.md")
    trash_page(ada, page)
    concern = conflict_with(FILE, ada, page, browser_of)
    back = decide(browser_of, ada, concern, stand="file")
    assert (back.trashed_at, text_now(back)) == (None, FILE)


def test_a_conflict_in_a_space_of_others_does_not_exist(
    ada: Person, ben: Person, browser_of: BrowserOf
) -> None:
    attic = make_space(ada_as_steward(ada), "Attic", access=Access.PRIVATE)
    imported(browser_of(ada), {"Seal.md": FIRST}, space=attic.name)
    page = Page.objects.select_related("space", "revision").get(path="Seal.md")
    edit_page(OPERATOR, page, HERE)
    concern = conflict_with(FILE, ada, page, browser_of)
    assert browser_of(ada).get(f"/conflicts/{concern.pk}/").status_code == 200
    assert browser_of(ben).get(f"/conflicts/{concern.pk}/").status_code == 404


def ada_as_steward(ada: Person) -> Person:
    ada.is_steward = True
    ada.save()
    return ada
