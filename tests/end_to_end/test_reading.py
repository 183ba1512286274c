"""Walking through the spaces and reading: folders, links, embeds, pictures, what surrounds a page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

KEEPING_DOCKS = "/pages/Workshop%20floor/Docks/Keeping%20docks%20alive%20below%20zero"


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_oskar_walks_from_the_start_through_a_folder_to_a_page(oskar: Page) -> None:
    oskar.goto("/")
    oskar.get_by_role("main").get_by_role("link", name="Workshop floor").first.click()
    title(oskar, "Workshop floor")
    oskar.get_by_role("link", name="Open the folder Docks").click()
    title(oskar, "Docks")
    oskar.get_by_role("link", name="Seals fail before batteries do").click()
    title(oskar, "Seals fail before batteries do")
    oskar.get_by_role("navigation", name="Where this is").get_by_role("link", name="Docks").click()
    title(oskar, "Docks")


def test_oskar_opens_and_shuts_a_folder_in_the_contents_of_a_space(oskar: Page) -> None:
    oskar.goto("/pages/Workshop%20floor/")
    contents = oskar.get_by_role("navigation", name="All pages")
    page = contents.get_by_role("link", name="Four dark docks are one feeder")
    expect(page).to_be_visible()
    contents.locator("summary", has_text="Docks").click()
    expect(page).to_be_hidden()
    contents.locator("summary", has_text="Docks").click()
    page.click()
    title(oskar, "Four dark docks are one feeder")


def test_ada_follows_a_link_and_finds_where_she_came_from_among_the_backlinks(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    ada.get_by_role("article").get_by_role("link", name="short hex set").click()
    title(ada, "Short hex set")
    backlinks = ada.get_by_role("region", name="Linked from")
    backlink = backlinks.get_by_role("listitem").filter(has_text="Keeping docks alive below zero")
    expect(backlink).to_contain_text("Silicone grease, two spare seals")
    backlink.get_by_role("link").click()
    title(ada, "Keeping docks alive below zero")


def test_a_link_to_a_section_arrives_at_its_heading(oskar: Page) -> None:
    oskar.goto("/pages/Handbook/First%20winter/The%20first%20winter")
    oskar.get_by_role("link", name="ten-hour rule").click()
    title(oskar, "Safety")
    expect(oskar.get_by_role("heading", name="When you are tired")).to_be_in_viewport()
    assert "#" in oskar.url


def test_a_link_to_a_block_in_another_space_arrives_at_the_sentence(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    ada.get_by_role("link", name="Why this order").click()
    title(ada, "How a dock works")
    expect(ada.get_by_text("First the seal goes stiff, then water gets past it")).to_be_in_viewport()


def test_an_embedded_page_is_read_in_place_and_names_its_source(oskar: Page) -> None:
    oskar.goto("/pages/Workshop%20floor/Welcome%20to%20the%20floor")
    embedded = oskar.get_by_role("region", name="Short hex set")
    expect(embedded).to_contain_text("ground down to 18 millimetres")
    embedded.get_by_role("link", name="Short hex set").first.click()
    title(oskar, "Short hex set")


def test_an_embedded_block_is_that_sentence_alone(oskar: Page) -> None:
    oskar.goto("/pages/Handbook/Meetings/After-action%20review%2C%20the%20ice%20week")
    embedded = oskar.get_by_role("region", name="How a dock works")
    expect(embedded).to_contain_text("First the seal goes stiff")
    expect(embedded).not_to_contain_text("steel post")


def test_the_pictures_of_a_page_are_there(ada: Page) -> None:
    ada.goto("/pages/Handbook/Docks/How%20a%20dock%20works")
    pictures = ada.locator(".prose img")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0
        assert picture.get_attribute("alt")


def test_properties_lead_to_the_pages_that_they_name(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    properties = ada.locator("dl.properties").first
    expect(properties).to_contain_text("Rests on")
    properties.get_by_role("link", name="Seals fail before batteries do").click()
    title(ada, "Seals fail before batteries do")


def test_contents_lead_to_a_section_and_mark_where_one_reads(ada: Page) -> None:
    ada.goto(KEEPING_DOCKS)
    contents = ada.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="The afternoon before").click()
    expect(ada.get_by_role("heading", name="The afternoon before")).to_be_in_viewport()
    expect(contents.locator("[aria-current]")).to_have_text("The afternoon before")


def test_neighbours_lead_through_a_folder_in_both_directions(oskar: Page) -> None:
    oskar.goto("/pages/Workshop%20floor/Docks/Four%20dark%20docks%20are%20one%20feeder")
    around = oskar.get_by_role("navigation", name="Neighbours in this folder")
    around.get_by_role("link", name=re.compile("After")).click()
    title(oskar, "Keeping docks alive below zero")
    around.get_by_role("link", name=re.compile("Before")).click()
    title(oskar, "Four dark docks are one feeder")
