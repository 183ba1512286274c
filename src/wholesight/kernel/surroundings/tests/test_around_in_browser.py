"""What lies around a page, in a browser: it comes when it is opened, and a mention is linked at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page as WrittenPage
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "Seals.md": "---\nrests_on: '[[Salt]]'\ntags: [winter]\n---\nThree clicks.\n",
    "Salt.md": "Out of the [[Sea]].\n",
    "Sea.md": "Water.\n",
    "Ice.md": "Cold. #winter\n",
    "Diary.md": "The seals froze.\n\nWe greased the seals.\n",
}


@pytest.fixture
def ada(transactional_db: None, chromium: Page, live_server: LiveServer) -> Page:
    """Ada's browser, at the page on seals."""
    harbour = make_space(OPERATOR, "Harbour")
    for path, text in PAGES.items():
        create_page(OPERATOR, harbour, path, text)
    client = Client()
    client.force_login(Person.objects.create_user("ada", name="Ada"))
    session = client.cookies["sessionid"].value
    chromium.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    chromium.emulate_media(reduced_motion="reduce")
    chromium.goto(f"{live_server.url}/pages/Harbour/Seals")
    return chromium


def opened(page: Page, name: str) -> Locator:
    """The part of this name, opened by keyboard."""
    part = page.locator("around-page details", has=page.locator("summary", has_text=name)).first
    part.locator("summary").first.press("Enter")
    return part


def test_the_map_is_drawn_when_it_is_opened(ada: Page) -> None:
    part = opened(ada, "Map")
    expect(part.locator("svg a")).to_have_count(3)
    expect(part.locator("svg .relation-name")).to_have_text("rests on")
    part.get_by_text("The same in words").click()
    expect(part.get_by_role("link", name="Sea", exact=True).last).to_be_visible()


def test_a_page_of_the_map_is_a_link(ada: Page) -> None:
    opened(ada, "Map").locator("svg a", has_text="Sea").last.press("Enter")
    expect(ada.get_by_role("heading", name="Sea", level=1)).to_be_visible()


def test_related_pages_come_with_their_reasons(ada: Page) -> None:
    expect(opened(ada, "Related pages")).to_contain_text("Both have the tags: winter")


def test_a_mention_is_linked_with_one_click_and_the_page_stays(ada: Page) -> None:
    address = ada.url
    part = opened(ada, "Mentioned without a link")
    buttons = part.get_by_role("button", name="Link “seals”")
    expect(buttons).to_have_count(2)
    buttons.first.click()
    expect(buttons).to_have_count(1)
    assert ada.url == address
    revision = WrittenPage.objects.select_related("revision").get(path="Diary.md").revision
    assert revision is not None
    assert revision.text == "The [[seals]] froze.\n\nWe greased the seals.\n"


def test_where_a_part_does_not_come_its_link_stays(ada: Page) -> None:
    ada.context.set_offline(True)
    part = opened(ada, "Related pages")
    expect(part.get_by_role("alert")).to_be_visible()
    expect(part.get_by_role("link")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_kept_out(ada: Page, barriers: Callable[[Page], list[str]], theme: str) -> None:
    ada.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    for name in ("Map", "Related pages", "Mentioned without a link"):
        opened(ada, name)
    expect(ada.get_by_role("button", name="Link “seals”")).to_have_count(2)
    expect(ada.locator("svg a")).to_have_count(3)
    assert barriers(ada) == []
    ada.goto(ada.url.replace("/pages/", "/around/"))
    assert barriers(ada) == []


def test_nothing_runs_over_the_edge_of_a_phone(ada: Page) -> None:
    ada.set_viewport_size({"width": 320, "height": 640})
    for name in ("Map", "Related pages", "Mentioned without a link"):
        opened(ada, name)
    expect(ada.locator("svg a")).to_have_count(3)
    assert ada.evaluate("document.documentElement.scrollWidth") <= 320
