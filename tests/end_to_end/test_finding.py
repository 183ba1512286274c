"""Finding: by keyboard from anywhere, by words on the search page, by what was probably meant."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_ada_finds_a_page_by_keyboard_alone(ada: Page) -> None:
    ada.goto("/")
    ada.keyboard.press("Control+k")
    expect(ada.get_by_role("combobox")).to_be_focused()
    ada.keyboard.type("keeping docks")
    chosen = ada.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Keeping docks alive below zero")
    ada.keyboard.press("Enter")
    title(ada, "Keeping docks alive below zero")


def test_the_arrow_keys_choose_among_what_was_found(ada: Page) -> None:
    ada.goto("/")
    ada.keyboard.press("Control+k")
    ada.keyboard.type("team")
    options = ada.get_by_role("option")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    ada.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(ada.get_by_role("combobox")).to_have_attribute(
        "aria-activedescendant", str(options.nth(1).get_attribute("id"))
    )
    ada.keyboard.press("ArrowUp")
    ada.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")


def test_escape_puts_the_palette_away_and_returns_to_where_one_was(ada: Page) -> None:
    ada.goto("/recent")
    link = ada.get_by_role("main").get_by_role("link").first
    link.focus()
    ada.keyboard.press("/")
    expect(ada.get_by_role("combobox")).to_be_focused()
    ada.keyboard.press("Escape")
    expect(ada.get_by_role("combobox")).to_be_hidden()
    expect(link).to_be_focused()


def test_with_nothing_typed_the_palette_offers_what_changed_last_and_the_spaces(oskar: Page) -> None:
    oskar.goto("/")
    oskar.get_by_role("link", name="Find").click()
    expect(oskar.get_by_role("group", name="Changed last").get_by_role("option")).not_to_have_count(0)
    oskar.get_by_role("group", name="Spaces").get_by_role("option", name="Handbook").click()
    title(oskar, "Handbook")


def test_words_that_no_title_has_lead_from_the_palette_to_the_search(oskar: Page) -> None:
    oskar.goto("/")
    oskar.keyboard.press("Control+k")
    oskar.keyboard.type("peanut butter on the mole")
    oskar.get_by_role("option", name="Search all texts").click()
    expect(oskar.get_by_role("searchbox", name="Search all pages")).to_have_value("peanut butter on the mole")


def test_search_shows_results_while_one_types_and_keeps_the_address(oskar: Page) -> None:
    oskar.goto("/search")
    field = oskar.get_by_role("searchbox", name="Search all pages")
    expect(field).to_be_focused()
    field.press_sequentially("frozen latch")
    results = oskar.get_by_role("main").get_by_role("article")
    expect(results.first.locator("mark").first).to_be_visible()
    expect(oskar).to_have_url(re.compile(r"/search\?q=frozen(\+|%20)latch$"))
    expect(field).to_be_focused()
    results.filter(has_text="Keeping docks alive below zero").get_by_role("link").first.click()
    title(oskar, "Keeping docks alive below zero")
    oskar.go_back()
    expect(oskar.get_by_role("searchbox", name="Search all pages")).to_have_value("frozen latch")


def test_words_typed_a_moment_ago_are_kept_when_one_narrows_them(oskar: Page) -> None:
    oskar.goto("/search")
    oskar.get_by_role("searchbox", name="Search all pages").press_sequentially("seal")
    expect(oskar.get_by_role("main").get_by_role("article")).not_to_have_count(0)
    expect(oskar).to_have_title("seal – search · Wholesight")
    oskar.get_by_role("region", name="Where").get_by_role("link", name="Handbook").click()
    expect(oskar.get_by_role("searchbox", name="Search all pages")).to_have_value("seal")
    expect(oskar.get_by_role("main").get_by_role("article")).not_to_have_count(0)


def test_a_typing_error_is_corrected_and_the_correction_is_said(oskar: Page) -> None:
    oskar.goto("/search?q=greese")
    expect(oskar.get_by_role("status").filter(has_text="Showing results for")).to_contain_text("grease")
    expect(oskar.get_by_role("main").get_by_role("article")).not_to_have_count(0)


def test_search_is_narrowed_to_a_space(oskar: Page) -> None:
    oskar.goto("/search?q=seal")
    oskar.get_by_role("region", name="Where").get_by_role("link", name="Handbook").click()
    places = oskar.locator(".hit-where")
    expect(places).not_to_have_count(0)
    assert all("Handbook" in place for place in places.all_inner_texts())


def test_a_page_that_does_not_exist_offers_what_was_probably_meant(ada: Page) -> None:
    answer = ada.goto("/pages/Handbook/The%20ice%20weak")
    assert answer is not None
    assert answer.status == 404
    title(ada, "The ice weak")
    ada.get_by_role("main").get_by_role("link", name="The ice week", exact=True).click()
    title(ada, "The ice week")


def test_a_link_to_an_unwritten_page_says_who_asks_for_it(ada: Page) -> None:
    ada.goto("/pages/Workshop%20floor/Docks/Keeping%20docks%20alive%20below%20zero")
    ada.get_by_role("link", name="latch thawing kit").click()
    title(ada, "Latch thawing kit")
    wanted_by = ada.get_by_role("region", name="Wanted by")
    expect(wanted_by).to_contain_text("Silicone grease, two spare seals")


def test_wanted_pages_name_what_is_missing_and_where_it_is_asked_for(oskar: Page) -> None:
    oskar.goto("/")
    oskar.get_by_role("link", name="Knowledge").click()
    title(oskar, "Wanted pages")
    wanted = oskar.get_by_role("listitem").filter(has_text="When a bike is frozen in")
    expect(wanted).to_contain_text("asked for in")
    wanted.get_by_role("link", name="When a bike is frozen in").click()
    expect(oskar.get_by_role("region", name="Wanted by").get_by_role("listitem")).not_to_have_count(0)
