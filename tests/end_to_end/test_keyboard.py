"""Everything is reached by keyboard, in the order in which it is read, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

KEEPING_DOCKS = "/pages/Workshop%20floor/Docks/Keeping%20docks%20alive%20below%20zero"
STOP = """
    () => {
        const stop = document.activeElement;
        if (!stop || stop === document.body) return null;
        const look = getComputedStyle(stop), box = stop.getBoundingClientRect();
        const shown = (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 1) ||
            stop.closest(":has(:focus-visible)") !== null && stop.matches("input");
        const all = [...document.querySelectorAll("*")];
        return {
            name: (stop.getAttribute("aria-label") ?? stop.textContent ?? "").trim().slice(0, 40),
            place: all.indexOf(stop),
            shown: shown,
            seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        };
    }
"""


def stops(page: Page, limit: int = 400) -> list[dict[str, object]]:
    """Where Tab stops, from the beginning of the page to its end."""
    found: list[dict[str, object]] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError("Tab never left the page.")


def test_the_first_stop_leads_past_the_navigation_to_the_text(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    ada.keyboard.press("Tab")
    skip = ada.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    ada.keyboard.press("Enter")
    ada.keyboard.press("Tab")
    expect(ada.get_by_role("main").locator(":focus")).to_have_count(1)


@pytest.mark.parametrize(
    "address", ["/", KEEPING_DOCKS, "/pages/Workshop%20floor/", "/search?q=seal", "/account/logout/"]
)
def test_every_stop_is_seen_and_they_come_in_the_order_of_reading(ada: Page, address: str) -> None:
    ada.goto(address)
    found = stops(ada)
    assert len(found) > 3
    assert [stop["name"] for stop in found if not (stop["shown"] and stop["seen"])] == []
    places = [stop["place"] for stop in found]
    assert places == sorted(places)  # type: ignore[type-var]


def test_the_arrow_keys_walk_through_the_tree_of_a_space(ada: Page) -> None:
    ada.goto("/pages/Workshop%20floor/")
    folder = ada.locator("folder-tree summary").first
    folder.focus()
    ada.keyboard.press("ArrowLeft")
    expect(ada.locator("folder-tree details").first).not_to_have_attribute("open", "")
    ada.keyboard.press("ArrowRight")
    expect(ada.locator("folder-tree details").first).to_have_attribute("open", "")
    ada.keyboard.press("ArrowDown")
    expect(ada.locator("folder-tree .leaf-link").first).to_be_focused()


def test_a_wide_table_is_scrolled_by_keyboard(ada: Page) -> None:
    ada.goto("/pages/Attic/Inventory")
    region = ada.locator(".prose [tabindex='0']").first
    region.focus()
    ada.keyboard.press("ArrowRight")
    ada.wait_for_function("document.activeElement.scrollLeft > 0")
