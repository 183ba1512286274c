"""Writing in a browser: without any markup, together with others, through a lost connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from wholesight.kernel.drafts.models import Draft
from wholesight.kernel.pages.actions import edit_page
from wholesight.kernel.pages.models import Page as WrittenPage
from wholesight.kernel.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/edit/Handbook/Docks.md"
Opened = Callable[[Person], Page]


@pytest.fixture
def opened(transactional_db: None, chromium: Page, live_server: LiveServer) -> Iterator[Opened]:
    """Opens an address as a person, in a browser window of their own."""
    browser = chromium.context.browser
    assert isinstance(browser, Browser)
    contexts = []

    def window(person: Person) -> Page:
        client = Client()
        client.force_login(person)
        context = browser.new_context(reduced_motion="reduce")
        contexts.append(context)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.goto(live_server.url + HERE)
        return page

    yield window
    for context in contexts:
        context.close()


def text_of(page: WrittenPage) -> str:
    revision = WrittenPage.objects.select_related("revision").get(pk=page.pk).revision
    assert revision is not None
    return revision.text


def write_at_the_end(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Text").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def test_what_is_typed_is_saved_and_writing_goes_on(opened: Opened, ada: Person, docks: WrittenPage) -> None:
    page = opened(ada)
    write_at_the_end(page, "It thawed.")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-kept]")).to_have_text("Saved")
    assert text_of(docks).endswith("The crew came.\nIt thawed.")
    page.keyboard.type(" At last.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("At last.")).to_be_visible()
    assert text_of(docks).endswith("It thawed. At last.")


def test_undo_reaches_behind_a_save(opened: Opened, ada: Person, docks: WrittenPage) -> None:
    page = opened(ada)
    before = text_of(docks)
    write_at_the_end(page, "Nonsense.")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-kept]")).to_have_text("Saved")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+s")
    page.wait_for_function("document.querySelector('[name=body]').value.indexOf('Nonsense') < 0")
    expect(page.locator("[data-kept]")).to_have_text("Saved")
    page.wait_for_timeout(500)
    assert text_of(docks) == before


def test_what_others_saved_comes_in_with_the_next_save(
    opened: Opened, ada: Person, ben: Person, docks: WrittenPage
) -> None:
    page = opened(ada)
    edit_page(ben, docks, text_of(docks).replace("The seal froze.", "The seal froze hard."))
    write_at_the_end(page, "\nIt thawed.")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-kept]")).to_contain_text("together with what others")
    expect(page.get_by_role("textbox", name="Text")).to_contain_text("froze hard")
    assert "froze hard" in text_of(docks)
    assert "It thawed." in text_of(docks)


def test_two_versions_are_shown_to_choose_from(
    opened: Opened, ada: Person, ben: Person, docks: WrittenPage, barriers: Callable[[Page], list[str]]
) -> None:
    page = opened(ada)
    edit_page(ben, docks, text_of(docks).replace("The crew came.", "Nobody arrived."))
    write_at_the_end(page, "")
    page.keyboard.press("Backspace")
    page.keyboard.type(" late.")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Docks")
    expect(page.get_by_text("Nobody arrived.")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("radio", name="Ben").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nobody arrived.")).to_be_visible()
    assert "late" not in text_of(docks)


def test_a_killed_browser_loses_nothing(opened: Opened, ada: Person, docks: WrittenPage) -> None:
    page = opened(ada)
    write_at_the_end(page, "Half a sen")
    expect(page.locator("[data-kept]")).to_have_text("Draft kept")
    page.context.close()
    assert Draft.objects.get().text.endswith("Half a sen")
    expect(opened(ada).get_by_role("textbox", name="Text")).to_contain_text("Half a sen")


def test_a_lost_connection_loses_nothing(opened: Opened, ada: Person, docks: WrittenPage) -> None:
    page = opened(ada)
    page.context.set_offline(True)
    write_at_the_end(page, "Written in a tunnel.")
    expect(page.locator("[data-kept]")).to_contain_text("No connection")
    page.context.set_offline(False)
    expect(page.locator("[data-kept]")).to_have_text("Draft kept", timeout=15_000)
    assert Draft.objects.get().text.endswith("Written in a tunnel.")


def test_who_else_is_there_is_said(opened: Opened, ada: Person, ben: Person, docks: WrittenPage) -> None:
    opened(ben)
    expect(opened(ada).get_by_text("Ben is editing this page too.")).to_be_visible(timeout=15_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_kept_out(
    opened: Opened, ada: Person, docks: WrittenPage, barriers: Callable[[Page], list[str]], theme: str
) -> None:
    page = opened(ada)
    expect(page.get_by_role("toolbar")).to_be_visible()
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    page.get_by_text("Properties", exact=False).first.click()
    assert barriers(page) == []


def test_without_scripts_a_plain_form_does_it(
    transactional_db: None, chromium: Page, live_server: LiveServer, ada: Person, docks: WrittenPage
) -> None:
    browser = chromium.context.browser
    assert isinstance(browser, Browser)
    client = Client()
    client.force_login(ada)
    context = browser.new_context(java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(live_server.url + HERE)
    page.get_by_label("Text", exact=True).fill("Plain words.\n")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Plain words.")).to_be_visible()
    context.close()
    assert text_of(docks).endswith("---\nPlain words.\n")
