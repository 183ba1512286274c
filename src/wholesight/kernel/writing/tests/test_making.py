from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.writing.making import path_for
from wholesight.kernel.writing.tests.a_form import open_form, send

Browser = Callable[[Person], Client]


def test_a_new_page_is_made_and_opened(browser_of: Browser, ada: Person, handbook: Space) -> None:
    browser = browser_of(ada)
    answer = browser.post("/new/Handbook/", {"title": "Ice week", "folder": "Winter", "kind": "lesson"})
    assert answer["Location"] == "/edit/Handbook/Winter/Ice%20week.md"
    page = Page.objects.get(path="Winter/Ice week.md")
    assert page.kind == "lesson"


def test_a_name_that_is_taken_is_said(browser_of: Browser, ada: Person, docks: Page) -> None:
    answer = browser_of(ada).post("/new/Handbook/", {"title": "Docks"})
    assert answer.status_code == 422
    assert "There is a page at Docks.md already." in answer.content.decode()


def test_a_new_page_begins_with_its_template(browser_of: Browser, ada: Person, handbook: Space) -> None:
    create_page(OPERATOR, handbook, "Templates/Minutes.md", "# {{title}}\n\nWho was there?\n")
    browser_of(ada).post("/new/Handbook/", {"title": "Monday", "template": "Templates/Minutes.md"})
    revision = Page.objects.get(path="Monday.md").revision
    assert revision is not None
    assert revision.text == "# Monday\n\nWho was there?\n"


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("A/B: what?", "A-B- what.md"),
        ("  x [y] #z|w ", "x -y- -z-w.md"),
        ("Ünïcode", "Ünïcode.md"),
    ],
)
def test_a_title_becomes_a_name_that_links_can_have(title: str, path: str) -> None:
    assert path_for(title, "") == path


def test_a_title_without_any_letter_is_refused(browser_of: Browser, ada: Person, handbook: Space) -> None:
    assert browser_of(ada).post("/new/Handbook/", {"title": "???"}).status_code == 422


def test_a_page_goes_to_the_trash_and_comes_back(browser_of: Browser, ada: Person, docks: Page) -> None:
    browser = browser_of(ada)
    assert browser.post("/trash/Handbook/Docks.md").status_code == 302
    assert browser.get("/pages/Handbook/Docks.md").status_code == 404
    assert "Docks.md" in browser.get("/trash/Handbook/").content.decode()
    assert send(browser, "/restore/Handbook/", open_form(browser, "/trash/Handbook/")).status_code == 302
    assert "The seal froze." in browser.get("/pages/Handbook/Docks.md").content.decode()


def test_an_earlier_text_is_brought_back(browser_of: Browser, ada: Person, docks: Page) -> None:
    from wholesight.kernel.pages.actions import edit_page

    edit_page(ada, docks, "Something else.\n")
    browser = browser_of(ada)
    changes = browser.get("/compare/Handbook/Docks.md").content.decode()
    assert "Something else." in changes
    assert "The seal froze." in changes
    browser.post("/restore-revision/Handbook/Docks.md", {"revision": 1})
    assert "The seal froze." in browser.get("/pages/Handbook/Docks.md").content.decode()
    assert Page.objects.get(pk=docks.pk).revisions.count() == 3
