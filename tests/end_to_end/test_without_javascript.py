"""With JavaScript switched off everything can still be read, found and settled."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.saltwheel import Organization

pytestmark = [pytest.mark.browser, pytest.mark.browser_context_args(java_script_enabled=False)]


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_linh_signs_in_and_reads(chromium: Page, saltwheel: Organization) -> None:
    chromium.goto("/pages/Workshop%20floor/Seal%20check")
    chromium.get_by_label("User name or e-mail address").fill("linh")
    chromium.get_by_label("Password", exact=True).fill(saltwheel.password)
    chromium.get_by_role("button", name="Sign in").click()
    title(chromium, "Seal check")
    expect(chromium.get_by_text("Six minutes, one person, one dock.")).to_be_visible()


def test_folders_open_and_pages_are_reached(ada: Page) -> None:
    ada.goto("/pages/Workshop%20floor/")
    contents = ada.get_by_role("navigation", name="All pages")
    page = contents.get_by_role("link", name="Short hex set")
    contents.locator("summary", has_text="Tools").click()
    expect(page).to_be_hidden()
    contents.locator("summary", has_text="Tools").click()
    page.click()
    title(ada, "Short hex set")


def test_find_leads_to_a_search_that_works_as_a_form(ada: Page) -> None:
    ada.goto("/")
    ada.get_by_role("link", name="Find").click()
    ada.get_by_role("searchbox", name="Search all pages").fill("frozen latch")
    ada.get_by_role("button", name="Search").click()
    ada.get_by_role("article").get_by_role("link", name="Keeping docks alive below zero").click()
    title(ada, "Keeping docks alive below zero")


def test_a_search_in_one_space_stays_in_it(ada: Page) -> None:
    ada.goto("/search?q=seal&space=Handbook")
    ada.get_by_role("searchbox", name="Search all pages").fill("winter")
    ada.get_by_role("button", name="Search").click()
    places = ada.locator(".hit-where").all_inner_texts()
    assert places
    assert all("Handbook" in place for place in places)


def test_ada_settles_a_concern(ada: Page) -> None:
    ada.goto("/pages/Attic/Broken%2C%20and%20settled%20without%20a%20script")
    ada.locator(".concern").get_by_role("button", name="Settled").click()
    title(ada, "Broken, and settled without a script")
    expect(ada.locator(".concern")).to_have_count(0)


def test_the_phone_has_its_menu_and_its_contents(ada: Page) -> None:
    ada.set_viewport_size({"width": 390, "height": 844})
    ada.goto("/pages/Workshop%20floor/Docks/Keeping%20docks%20alive%20below%20zero")
    ada.get_by_role("button", name="Contents").click()
    ada.get_by_role("navigation", name="Contents").get_by_role("link", name="What to carry").click()
    expect(ada.get_by_role("heading", name="What to carry")).to_be_in_viewport()
