"""Every component in a real browser: nobody is kept out, nothing runs over the edge, islands answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("wholesight.design.tests.routes"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def gallery(chromium: Page, live_server: LiveServer, settings: Settings) -> Page:
    """The gallery, open before Ada."""
    settings.DEBUG = True
    client = Client()
    client.force_login(get_user_model().objects.create_user(username="ada", name="Ada Lindqvist"))
    session = client.cookies["sessionid"].value
    chromium.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    chromium.emulate_media(reduced_motion="reduce")
    chromium.goto(f"{live_server.url}/gallery/")
    return chromium


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_kept_out(
    gallery: Page, barriers: Callable[[Page], list[str]], theme: str, width: int
) -> None:
    gallery.set_viewport_size({"width": width, "height": 900})
    gallery.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    assert barriers(gallery) == []


@pytest.mark.parametrize("width", [1440, 768, 320])
def test_nothing_runs_over_the_edge(gallery: Page, width: int) -> None:
    gallery.set_viewport_size({"width": width, "height": 900})
    assert gallery.evaluate("document.documentElement.scrollWidth") <= width


def test_the_chosen_theme_is_kept(gallery: Page) -> None:
    gallery.emulate_media(color_scheme="light")
    light = ground(gallery)
    gallery.locator("main").get_by_label("Dark").check()
    dark = ground(gallery)
    assert dark != light
    gallery.reload()
    assert ground(gallery) == dark
    gallery.locator("main").get_by_label("System").check()
    assert ground(gallery) == light


def test_arrow_keys_walk_the_tree(gallery: Page) -> None:
    tree = gallery.locator("folder-tree")
    tree.locator("summary", has_text="Latches").focus()
    gallery.keyboard.press("ArrowRight")
    expect(tree.get_by_text("How a latch freezes")).to_be_visible()
    gallery.keyboard.press("ArrowRight")
    expect(tree.get_by_text("How a latch freezes")).to_be_focused()
    gallery.keyboard.press("ArrowLeft")
    gallery.keyboard.press("ArrowLeft")
    expect(tree.get_by_text("How a latch freezes")).to_be_hidden()


def test_a_notice_is_put_away(gallery: Page) -> None:
    notices = gallery.locator(".messages .notice")
    before = notices.count()
    notices.get_by_role("button", name="Put away").first.click()
    expect(notices).to_have_count(before - 1)


def test_code_is_copied_as_it_was_written(gallery: Page) -> None:
    gallery.context.grant_permissions(["clipboard-read", "clipboard-write"])
    gallery.get_by_role("button", name="Copy", exact=True).first.click()
    expect(gallery.get_by_role("button", name="Copied")).to_be_visible()
    assert "group by 1;  -- the ice week" in gallery.evaluate("navigator.clipboard.readText()")


def test_on_a_phone_the_places_come_as_a_sheet(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 390, "height": 844})
    place = gallery.locator(".rail").get_by_text("Recent changes")
    expect(place).to_be_hidden()
    gallery.get_by_role("button", name="Menu").click()
    expect(place).to_be_visible()
    gallery.keyboard.press("Escape")
    expect(place).to_be_hidden()
