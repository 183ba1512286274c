"""Tags, recent changes, histories, files and concerns."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEAL_CHECK = "/pages/Workshop%20floor/Seal%20check"


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_oskar_goes_from_a_tag_to_the_tags_below_it_and_to_a_page(oskar: Page) -> None:
    oskar.goto("/pages/Workshop%20floor/")
    oskar.get_by_role("navigation", name="Parts of this space").get_by_role("link", name="Tags").click()
    oskar.get_by_role("link", name="winter", exact=True).click()
    title(oskar, "winter")
    oskar.get_by_role("main").get_by_role("link", name="winter/practice").click()
    title(oskar, "winter/practice")
    oskar.get_by_role("link", name="Seal check").click()
    title(oskar, "Seal check")


def test_recent_changes_begin_with_the_newest_and_stand_under_their_days(ada: Page) -> None:
    ada.goto("/recent?space=Handbook")
    first = ada.get_by_role("main").get_by_role("listitem").first
    expect(first).to_contain_text("Start here")
    expect(first).to_contain_text("Josephine Okafor")
    days = [day.get_attribute("datetime") or "" for day in ada.locator("h2 time").all()]
    assert days[0] == "2025-04-14"
    assert days == sorted(days, reverse=True)


def test_recent_changes_of_one_space_are_of_no_other(ada: Page) -> None:
    ada.goto("/recent")
    ada.get_by_role("navigation", name="Which spaces").get_by_role("link", name="Workshop floor").click()
    main = ada.get_by_role("main")
    expect(main.get_by_text("in Workshop floor")).not_to_have_count(0)
    expect(main.get_by_text("in Handbook")).to_have_count(0)


def test_the_history_of_a_page_says_who_wrote_it_and_when(ada: Page) -> None:
    ada.goto(SEAL_CHECK)
    ada.locator("details.menu > summary").click()
    ada.get_by_role("link", name="History").click()
    row = ada.get_by_role("row").nth(1)
    expect(row).to_contain_text("Ada Lindqvist")
    expect(row).to_contain_text("as it stands")
    expect(row.locator("time")).to_have_attribute("datetime", re.compile("2025-02-07"))
    ada.get_by_role("link", name="Seal check").last.click()
    expect(ada).to_have_url(re.compile("/pages/.*Seal%20check$"))


def test_a_file_of_a_space_is_seen_small_in_the_list_and_large_by_itself(ada: Page) -> None:
    ada.goto("/pages/Handbook/")
    ada.get_by_role("navigation", name="Parts of this space").get_by_role("link", name="Files").click()
    row = ada.get_by_role("row").filter(has_text="harbour.svg")
    expect(row.locator("img")).to_have_js_property("complete", True)
    assert row.locator("img").evaluate("image => image.naturalWidth") > 0
    row.get_by_role("link", name="harbour.svg", exact=True).click()
    expect(ada).to_have_url(re.compile("/files/Handbook/Docks/harbour.svg$"))
    assert ada.evaluate("document.documentElement.tagName") == "svg"


def test_ada_settles_a_concern_and_it_is_gone(ada: Page) -> None:
    ada.goto("/pages/Attic/Broken%2C%20and%20settled%20in%20a%20hurry")
    concern = ada.locator(".concern")
    expect(concern).to_contain_text("line")
    expect(ada.get_by_text("Nobody closed the bracket above.")).to_be_visible()
    concern.get_by_role("button", name="Settled").click()
    title(ada, "Broken, and settled in a hurry")
    expect(concern).to_have_count(0)
