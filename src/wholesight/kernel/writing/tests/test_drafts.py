from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from wholesight.kernel.drafts.models import Draft
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.writing.tests.a_form import open_form, send

Browser = Callable[[Person], Client]
HERE, DRAFT = "/edit/Handbook/Docks.md", "/draft/Handbook/Docks.md"


def test_a_draft_is_there_on_another_machine(browser_of: Browser, ada: Person, docks: Page) -> None:
    at_work = browser_of(ada)
    fields = open_form(at_work, HERE)
    assert send(at_work, DRAFT, fields, body="Half a sen").status_code == 200
    assert open_form(browser_of(ada), HERE)["body"] == "Half a sen"


def test_nobody_else_sees_a_draft(browser_of: Browser, ada: Person, ben: Person, docks: Page) -> None:
    of_ada = browser_of(ada)
    send(of_ada, DRAFT, open_form(of_ada, HERE), body="A secret half")
    of_ben = browser_of(ben)
    for address in (HERE, "/pages/Handbook/Docks.md", "/merge/Handbook/Docks.md", "/recent"):
        assert "A secret half" not in of_ben.get(address, follow=True).content.decode()


def test_a_saved_draft_is_gone(browser_of: Browser, ada: Person, docks: Page) -> None:
    browser = browser_of(ada)
    fields = open_form(browser, HERE)
    send(browser, DRAFT, fields, body="A whole sentence.\n")
    send(browser, HERE, open_form(browser, HERE))
    assert not Draft.objects.exists()
    assert open_form(browser, HERE)["body"] == "A whole sentence.\n"


def test_a_discarded_draft_leaves_the_page(browser_of: Browser, ada: Person, docks: Page) -> None:
    browser = browser_of(ada)
    send(browser, DRAFT, open_form(browser, HERE), body="Nonsense\n")
    assert browser.post("/discard/Handbook/Docks.md").status_code == 302
    assert open_form(browser, HERE)["body"] == "The seal froze.\n\nThe crew came.\n"


def test_the_other_at_the_page_is_named(browser_of: Browser, ada: Person, ben: Person, docks: Page) -> None:
    of_ben = browser_of(ben)
    of_ben.get(HERE)
    assert browser_of(ada).post(DRAFT).json()["others"] == ["Ben"]
    assert of_ben.post(DRAFT).json()["others"] == ["Ada"]
