"""The screens in a browser: nobody is kept out, nothing runs over, the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from wholesight.kernel.reading.tests.test_screens import DOCKS, SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_of_ada(transactional_db: None, ada: Client, chromium: Page, live_server: LiveServer) -> Page:
    session = ada.cookies["sessionid"].value
    chromium.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    chromium.emulate_media(reduced_motion="reduce")
    chromium.goto(live_server.url)
    return chromium


def visit(page: Page, address: str) -> None:
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + address)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_kept_out(browser_of_ada: Page, barriers: Callable[[Page], list[str]], theme: str) -> None:
    page = browser_of_ada
    found: dict[str, list[str]] = {}
    for address in [*SCREENS, "/pages/Harbour/Latch%20thawing%20kit"]:
        if address.startswith("/find"):
            continue
        visit(page, address)
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        found[address] = barriers(page)
    assert {address: each for address, each in found.items() if each} == {}


def test_nothing_runs_over_the_edge_of_a_phone(browser_of_ada: Page) -> None:
    page = browser_of_ada
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for address in SCREENS:
        visit(page, address)
        wide[address] = page.evaluate("document.documentElement.scrollWidth")
    assert {address: width for address, width in wide.items() if width > 320} == {}


def test_ctrl_k_finds_a_page_by_keyboard_alone(browser_of_ada: Page) -> None:
    page = browser_of_ada
    page.keyboard.press("Control+k")
    page.keyboard.type("seal ch")
    expect(page.get_by_role("option", name="Seal check")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Seal check", level=1)).to_be_visible()


def test_the_palette_keeps_nobody_out(browser_of_ada: Page, barriers: Callable[[Page], list[str]]) -> None:
    page = browser_of_ada
    page.keyboard.press("/")
    expect(page.get_by_role("option").first).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox")).to_be_hidden()


def test_without_an_answer_enter_searches(browser_of_ada: Page) -> None:
    page = browser_of_ada
    page.route("**/find*", lambda route: route.fulfill(status=500, body=""))
    page.keyboard.press("Control+k")
    page.keyboard.type("seal")
    expect(page.get_by_text("The server did not answer.")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=seal")


def test_results_follow_the_typing(browser_of_ada: Page) -> None:
    page = browser_of_ada
    visit(page, "/search")
    page.wait_for_load_state("networkidle")
    box = page.get_by_role("searchbox", name="Search all pages")
    box.press_sequentially("seal", delay=20)
    expect(page.get_by_role("heading", name="Seal check")).to_be_visible()
    expect(box).to_be_focused()
    expect(page).to_have_url(page.url.split("?")[0] + "?q=seal")


def test_a_lost_server_is_said_and_the_words_are_kept(browser_of_ada: Page) -> None:
    page = browser_of_ada
    visit(page, "/search")
    page.wait_for_load_state("networkidle")
    page.route("**/search?*", lambda route: route.abort())
    box = page.get_by_role("searchbox", name="Search all pages")
    box.press_sequentially("seal", delay=20)
    expect(page.get_by_text("The server could not be reached.")).to_be_visible()
    expect(box).to_have_value("seal")


def test_the_contents_mark_what_is_read(browser_of_ada: Page) -> None:
    page = browser_of_ada
    page.set_viewport_size({"width": 1440, "height": 500})
    visit(page, DOCKS)
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="The book").click()
    expect(contents.get_by_role("link", name="The book")).to_have_attribute("aria-current", "true")


def test_on_a_phone_the_contents_come_as_a_sheet_and_go_again(browser_of_ada: Page) -> None:
    page = browser_of_ada
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, DOCKS)
    entry = page.get_by_role("link", name="Afterwards")
    expect(entry).to_be_hidden()
    page.get_by_role("button", name="Contents").click()
    entry.click()
    expect(entry).to_be_hidden()
    assert page.url.endswith("#afterwards")


def test_reading_needs_no_script(browser_of_ada: Page, live_server: LiveServer) -> None:
    page = browser_of_ada
    page.route("**/*.js", lambda route: route.abort())
    visit(page, DOCKS)
    expect(page.get_by_role("heading", name="Keeping docks alive", level=1)).to_be_visible()
    page.get_by_role("link", name="Find").first.click()
    expect(page.get_by_role("searchbox", name="Search all pages")).to_be_visible()
