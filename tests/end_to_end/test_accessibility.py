"""No screen keeps anybody out: axe finds nothing, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.screens import Screen, screens

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390)
COLOUR_RULES = ("color-contrast", "link-in-text-block")
Barriers = Callable[..., list[str]]


def barriers_in_every_look(page: Page, barriers: Barriers) -> dict[str, list[str]]:
    """What axe finds wide and narrow, light and dark. In the dark only colours are different."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        found[f"{width} light"] = barriers(page)
        page.emulate_media(color_scheme="dark")
        found[f"{width} dark"] = barriers(page, *COLOUR_RULES)
    return {look: violations for look, violations in found.items() if violations}


@pytest.mark.parametrize("screen", [screen for screen in screens() if screen.signed_in], ids=str)
def test_a_screen_keeps_nobody_out(ada: Page, barriers: Barriers, screen: Screen) -> None:
    ada.goto(screen.address)
    assert barriers_in_every_look(ada, barriers) == {}


@pytest.mark.parametrize("screen", [screen for screen in screens() if not screen.signed_in], ids=str)
def test_a_door_keeps_nobody_out(chromium: Page, barriers: Barriers, screen: Screen) -> None:
    chromium.goto(screen.address)
    assert barriers_in_every_look(chromium, barriers) == {}


def test_the_palette_keeps_nobody_out(ada: Page, barriers: Barriers) -> None:
    ada.goto("/")
    ada.keyboard.press("Control+k")
    ada.keyboard.type("dock")
    expect(ada.get_by_role("option")).not_to_have_count(0)
    assert barriers_in_every_look(ada, barriers) == {}


def test_the_sheets_of_the_phone_keep_nobody_out(ada: Page, barriers: Barriers) -> None:
    ada.set_viewport_size({"width": 390, "height": 844})
    ada.goto("/pages/Handbook/Docks/How%20a%20dock%20works")
    for button in ("Contents", "Menu"):
        ada.get_by_role("button", name=button).click()
        assert barriers(ada) == []
        ada.keyboard.press("Escape")


def test_a_refused_form_keeps_nobody_out(chromium: Page, barriers: Barriers) -> None:
    chromium.goto("/account/login/")
    chromium.get_by_label("User name or e-mail address").fill("ada")
    chromium.get_by_label("Password", exact=True).fill("wrong, and known to be")
    chromium.get_by_role("button", name="Sign in").click()
    expect(chromium.get_by_role("alert")).to_be_visible()
    assert barriers_in_every_look(chromium, barriers) == {}
