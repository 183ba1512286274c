from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from wholesight.kernel.pages.actions import create_page, edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import add_member, make_space
from wholesight.kernel.spaces.models import Access, Role, Space
from wholesight.kernel.writing.tests.a_form import open_form, send

Browser = Callable[[Person], Client]
HERE = "/edit/Handbook/Docks.md"


def text_of(page: Page) -> str:
    revision = Page.objects.select_related("revision").get(pk=page.pk).revision
    assert revision is not None
    return revision.text


def test_a_text_is_saved_and_shown(browser_of: Browser, ada: Person, docks: Page) -> None:
    browser = browser_of(ada)
    answer = send(
        browser, HERE, open_form(browser, HERE), body="The latch froze.\n", summary="It was the latch"
    )
    assert answer.status_code == 302
    assert text_of(docks) == "---\ntags: [dock]\nsince: 2026-01-05\n---\nThe latch froze.\n"
    page = browser.get(answer["Location"]).content.decode()
    assert "The latch froze." in page
    assert "It was the latch" in browser.get("/history/Handbook/Docks.md").content.decode()


def test_a_property_is_changed_and_no_other_byte(browser_of: Browser, ada: Person, handbook: Space) -> None:
    text = "---\r\ntags:   [dock]  # two\r\nsince: 2026-01-05\r\nweird:   'x'\r\n---\r\nBody\r\nand more"
    page = create_page(OPERATOR, handbook, "Docks.md", text)
    browser = browser_of(ada)
    fields = open_form(browser, HERE)
    number = next(name for name, value in fields.items() if value == "2026-01-05")
    assert send(browser, HERE, fields, **{number: "2026-02-01"}).status_code == 302
    assert text_of(page) == text.replace("2026-01-05", "2026-02-01")


def test_two_who_write_in_different_places_are_both_kept(
    browser_of: Browser, ada: Person, ben: Person, docks: Page
) -> None:
    of_ada, of_ben = browser_of(ada), browser_of(ben)
    form_of_ada, form_of_ben = open_form(of_ada, HERE), open_form(of_ben, HERE)
    send(of_ada, HERE, form_of_ada, body="The seal froze at night.\n\nThe crew came.\n")
    answer = send(of_ben, HERE, form_of_ben, body="The seal froze.\n\nThe crew came late.\n")
    assert answer.status_code == 302
    assert text_of(docks).endswith("The seal froze at night.\n\nThe crew came late.\n")
    assert "together with what others" in of_ben.get(answer["Location"]).content.decode()


def test_two_versions_of_one_passage_are_both_shown(
    browser_of: Browser, ada: Person, ben: Person, docks: Page
) -> None:
    of_ada, of_ben = browser_of(ada), browser_of(ben)
    form_of_ada, form_of_ben = open_form(of_ada, HERE), open_form(of_ben, HERE)
    send(of_ada, HERE, form_of_ada, body="The latch froze.\n\nThe crew came.\n")
    answer = send(of_ben, HERE, form_of_ben, body="The hinge froze.\n\nThe crew came.\n")
    assert answer["Location"] == "/merge/Handbook/Docks.md"
    screen = of_ben.get(answer["Location"]).content.decode()
    assert "The latch froze." in screen
    assert "The hinge froze." in screen
    assert text_of(docks).endswith("The latch froze.\n\nThe crew came.\n")


@pytest.mark.parametrize(
    ("choice", "stands"),
    [
        ("mine", "The hinge froze.\n\nThe crew came.\n"),
        ("theirs", "The latch froze.\n\nThe crew came.\n"),
        ("both", "The hinge froze.\n\nThe latch froze.\n\nThe crew came.\n"),
    ],
)
def test_the_choice_stands(
    browser_of: Browser, ada: Person, ben: Person, docks: Page, choice: str, stands: str
) -> None:
    of_ben = browser_of(ben)
    form_of_ben = open_form(of_ben, HERE)
    edit_page(ada, docks, text_of(docks).replace("seal", "latch"))
    answer = send(of_ben, HERE, form_of_ben, body="The hinge froze.\n\nThe crew came.\n")
    fields = open_form(of_ben, answer["Location"])
    assert send(of_ben, answer["Location"], fields, **{"choice-0": choice}).status_code == 302
    assert text_of(docks).endswith(f"---\n{stands}")


def test_what_is_refused_is_shown_again_as_typed(browser_of: Browser, ada: Person, docks: Page) -> None:
    browser = browser_of(ada)
    fields = open_form(browser, HERE) | {"new-name-0": "tags", "new-value-0": "winter"}
    answer = send(browser, HERE, fields, body="A long new text.\n")
    screen = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a property tags already." in screen
    assert "A long new text." in screen
    assert "winter" in screen


def test_a_reader_of_a_closed_space_cannot_write(browser_of: Browser, ada: Person, db: None) -> None:
    closed = make_space(OPERATOR, "Rules", access=Access.CLOSED)
    create_page(OPERATOR, closed, "One.md", "Text\n")
    browser = browser_of(ada)
    assert browser.get("/edit/Rules/One.md").status_code == 403
    assert browser.post("/edit/Rules/One.md", {"base": "1", "body": "x"}).status_code == 403
    add_member(OPERATOR, closed, ada, Role.CONTRIBUTOR)
    assert browser.get("/edit/Rules/One.md").status_code == 200


def test_a_hidden_page_cannot_be_written(browser_of: Browser, ada: Person, db: None) -> None:
    hidden = make_space(OPERATOR, "Board", access=Access.PRIVATE)
    create_page(OPERATOR, hidden, "One.md", "Text\n")
    browser = browser_of(ada)
    for address in (
        "/edit/Board/One.md",
        "/merge/Board/One.md",
        "/compare/Board/One.md",
        "/new/Board/",
        "/trash/Board/",
    ):
        assert browser.get(address).status_code == 404
        assert browser.post(address).status_code in {404, 405}


class WhatIsNotTyped(TestCase):
    @settings(max_examples=40)
    @given(st.text(alphabet="a-:[]'\"# \r\n\t\ufeff\u2028é", max_size=60))
    def test_a_form_saved_untouched_changes_nothing(self, text: str) -> None:
        ada = Person.objects.create_user("ada", name="Ada")
        space = make_space(OPERATOR, "Handbook")
        page = create_page(OPERATOR, space, "Docks.md", text)
        browser = Client()
        browser.force_login(ada)
        answer = send(browser, HERE, open_form(browser, HERE))
        assert answer.status_code == 302
        assert text_of(page) == text
