"""On a phone: the bar, the menu, the contents of a page, and no scrolling sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.screens import screens

pytestmark = [
    pytest.mark.browser,
    pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, has_touch=True),
]

KEEPING_DOCKS = "/pages/Workshop%20floor/Docks/Keeping%20docks%20alive%20below%20zero"
WIDTHS = (390, 320)
TOO_WIDE = """
    () => [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.outerHTML.slice(0, 80)).slice(0, 3)
"""


def test_maren_reaches_another_space_through_the_menu(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    menu = ada.get_by_role("complementary", name="Places")
    expect(menu).to_be_hidden()
    ada.get_by_role("button", name="Menu").tap()
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="Handbook").tap()
    expect(ada.get_by_role("heading", level=1)).to_have_text("Handbook")
    expect(menu).to_be_hidden()


def test_the_menu_is_put_away_by_a_tap_beside_it(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    ada.get_by_role("button", name="Menu").tap()
    expect(ada.get_by_role("complementary", name="Places")).to_be_visible()
    ada.touchscreen.tap(195, 40)
    expect(ada.get_by_role("complementary", name="Places")).to_be_hidden()


def test_escape_puts_the_menu_away_and_returns_to_its_button(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    ada.get_by_role("button", name="Menu").focus()
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("complementary", name="Places")).to_be_visible()
    ada.keyboard.press("Escape")
    expect(ada.get_by_role("complementary", name="Places")).to_be_hidden()
    expect(ada.get_by_role("button", name="Menu")).to_be_focused()


def test_the_contents_of_a_page_are_a_sheet_that_closes_after_a_choice(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    ada.get_by_role("button", name="Contents").tap()
    sheet = ada.get_by_role("navigation", name="Contents")
    sheet.get_by_role("link", name="Only then the cell").tap()
    expect(sheet).to_be_hidden()
    expect(ada.get_by_role("heading", name="Only then the cell")).to_be_in_viewport()


def test_the_bar_is_always_there_and_covers_nothing_at_the_end_of_a_page(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    bar = ada.locator(".bar")
    expect(bar).to_be_in_viewport()
    ada.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(bar).to_be_in_viewport()
    bottom = ada.locator("main > :last-child").evaluate("element => element.getBoundingClientRect().bottom")
    assert bottom <= bar.evaluate("element => element.getBoundingClientRect().top")


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "signed out"])
def test_no_screen_scrolls_sideways(chromium: Page, request: pytest.FixtureRequest, signed_in: bool) -> None:
    page: Page = request.getfixturevalue("ada") if signed_in else chromium
    sideways = {}
    for screen in screens():
        if screen.signed_in is signed_in:
            page.goto(screen.address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 844})
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    sideways[screen.address, width] = page.evaluate(TOO_WIDE)
    assert sideways == {}
