"""Light, dark, and paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

KEEPING_DOCKS = "/pages/Workshop%20floor/Docks/Keeping%20docks%20alive%20below%20zero"
BRIGHTNESS = """
    (image) => {
        const colour = getComputedStyle(document.body).backgroundColor;
        const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
        return (red + green + blue) / 3;
    }
"""


def test_the_screen_is_as_dark_as_the_system(ada: Page) -> None:
    ada.emulate_media(color_scheme="light")
    ada.goto(KEEPING_DOCKS)
    assert ada.evaluate(BRIGHTNESS) > 230
    ada.emulate_media(color_scheme="dark")
    assert ada.evaluate(BRIGHTNESS) < 40


def test_what_oskar_chose_is_there_on_the_next_page_from_the_first_moment(oskar: Page) -> None:
    oskar.emulate_media(color_scheme="light")
    oskar.goto("/")
    oskar.locator(".person summary").click()
    oskar.get_by_role("radio", name="Dark").check(force=True)
    assert oskar.evaluate(BRIGHTNESS) < 40
    oskar.add_init_script(
        "new MutationObserver((_, watch) => { if (document.body) {"
        " window.first = document.documentElement.dataset.theme; watch.disconnect(); } })"
        ".observe(document, {childList: true, subtree: true})"
    )
    oskar.goto(KEEPING_DOCKS)
    assert oskar.evaluate("window.first") == "dark"
    oskar.locator(".person summary").click()
    expect(oskar.get_by_role("radio", name="Dark")).to_be_checked()


def test_a_drawing_of_black_lines_is_seen_in_the_dark(ada: Page) -> None:
    ada.emulate_media(color_scheme="dark")
    ada.goto(KEEPING_DOCKS)
    assert ada.locator(".prose img").first.evaluate(BRIGHTNESS.replace("document.body", "image")) > 200


def test_paper_gets_the_text_and_none_of_what_can_only_be_clicked(ada: Page) -> None:
    ada.emulate_media(color_scheme="dark")
    ada.goto(KEEPING_DOCKS)
    ada.emulate_media(media="print", color_scheme="dark")
    expect(ada.get_by_role("heading", level=1)).to_be_visible()
    expect(ada.get_by_text("Hold the flask against the brass below the slot.")).to_be_visible()
    for clickable in (".rail", ".bar", ".acts", ".around", ".code-frame .button"):
        assert ada.locator(clickable).filter(visible=True).count() == 0, clickable
    assert ada.evaluate(BRIGHTNESS) == 255


def test_a_page_is_printed_on_as_many_sheets_as_its_text_needs(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    sheets = ada.pdf(format="A4").count(b"/Type /Page\n")
    assert 2 <= sheets <= 5
