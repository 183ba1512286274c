"""The map in a browser: it is drawn, found in, narrowed and steered by keys, and keeps nobody out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import add_member, make_space
from wholesight.kernel.spaces.models import Access
from wholesight.kernel.whole.tests.conftest import PAGES, browser_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COLOURS = """() => { const canvas = document.querySelector('[data-part=map] canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const found = new Set(); for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 255) found.add(data.slice(at, at + 3).join());
  return [...found]; }"""
CAMERA = """() => { const { x, y, scale } = document.querySelector('the-whole').canvas.camera;
  return [x, y, scale]; }"""
BLUE, ROSE = "63,87,198", "168,58,103"  # the accents of knowledge and of innovation, by day


@pytest.fixture
def whole(transactional_db: None, chromium: Page, live_server: LiveServer) -> Page:
    """Ada looks at the whole, of which a part is hidden from others."""
    handbook = make_space(OPERATOR, "Handbook")
    for path, text in PAGES.items():
        create_page(OPERATOR, handbook, path, text)
    night_shift = make_space(OPERATOR, "Night shift", access=Access.PRIVATE)
    create_page(OPERATOR, night_shift, "Wages.md", "Much. See [[Handbook/Ice week]].\n")
    ada = Person.objects.create_user("ada", name="Ada")
    add_member(OPERATOR, night_shift, ada)
    session = browser_of(ada).cookies["sessionid"].value
    chromium.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    chromium.emulate_media(reduced_motion="reduce", color_scheme="light")
    chromium.set_viewport_size({"width": 1440, "height": 900})
    chromium.goto(f"{live_server.url}/whole")
    expect(chromium.locator("the-whole[drawn]")).to_be_attached()
    return chromium


def press_at(page: Page, title: str, times: int = 1) -> None:
    spot = page.evaluate("title => document.querySelector('the-whole').spotOf(title)", title)
    page.locator("[data-part=map]").click(position=spot, click_count=times)


def wait_for_colour(page: Page, colour: str, there: bool) -> None:
    page.wait_for_function(
        f"([colour, there]) => ({COLOURS})().includes(colour) === there", arg=[colour, there]
    )


def test_pages_are_drawn_in_the_accents_of_their_kinds(whole: Page) -> None:
    wait_for_colour(whole, BLUE, there=True)
    wait_for_colour(whole, ROSE, there=True)
    expect(whole.get_by_text("5 pages, all of them shown")).to_be_visible()


def test_a_filter_hides_what_is_not_like_it(whole: Page) -> None:
    whole.get_by_text("Filters", exact=True).click()
    whole.get_by_label("Kind").select_option("team")
    wait_for_colour(whole, ROSE, there=False)
    expect(whole.get_by_text("1 of 5 pages shown")).to_be_visible()
    expect(whole.get_by_role("link", name="As an outline").first).to_have_attribute(
        "href", "/whole/outline?kind=team"
    )
    assert whole.url.endswith("/whole?kind=team")


def test_search_finds_and_chooses_by_keys_alone(whole: Page) -> None:
    whole.get_by_label("Find a page on the map").focus()
    whole.keyboard.type("seal")
    expect(whole.get_by_text("1 page found")).to_be_visible()
    whole.keyboard.press("Tab")
    whole.keyboard.press("Enter")
    card = whole.get_by_role("complementary", name="The chosen page")
    expect(card.get_by_role("heading", name="Seal check")).to_be_visible()
    expect(card.get_by_role("heading", name="rests on")).to_be_visible()
    whole.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_press_chooses_and_two_open(whole: Page) -> None:
    press_at(whole, "Latches")
    expect(whole.get_by_role("heading", name="Latches")).to_be_visible()
    press_at(whole, "Docks team", times=2)
    whole.wait_for_url("**/pages/Handbook/Teams/Docks%20team")


def test_the_card_leads_from_page_to_page_and_enter_opens(whole: Page) -> None:
    press_at(whole, "Seal check")
    whole.get_by_role("link", name="Ice week").first.click()
    expect(whole.get_by_role("heading", name="Ice week")).to_be_visible()
    expect(whole.get_by_role("link", name="Wages")).to_be_visible()
    whole.get_by_role("application").focus()
    whole.keyboard.press("Enter")
    whole.wait_for_url("**/pages/Handbook/Ice%20week")


def test_arrows_move_plus_and_minus_zoom_and_nought_shows_all(whole: Page) -> None:
    whole.get_by_role("application").focus()
    began = whole.evaluate(CAMERA)
    whole.keyboard.press("ArrowRight")
    whole.keyboard.press("ArrowDown")
    right, down, _scale = whole.evaluate(CAMERA)
    assert right > began[0]
    assert down > began[1]
    whole.keyboard.press("+")
    assert whole.evaluate(CAMERA)[2] > began[2]
    whole.keyboard.press("0")
    assert whole.evaluate(CAMERA) == began


def test_dragging_takes_the_map_along(whole: Page) -> None:
    before = whole.evaluate("document.querySelector('the-whole').spotOf('Latches')")
    box = whole.locator("[data-part=map]").bounding_box()
    assert box is not None
    whole.mouse.move(box["x"] + 20, box["y"] + 20)
    whole.mouse.down()
    whole.mouse.move(box["x"] + 90, box["y"] + 60, steps=4)
    whole.mouse.up()
    after = whole.evaluate("document.querySelector('the-whole').spotOf('Latches')")
    assert (after["x"] - before["x"], after["y"] - before["y"]) == (pytest.approx(70), pytest.approx(40))


def test_the_colours_follow_the_theme(whole: Page) -> None:
    wait_for_colour(whole, BLUE, there=True)
    whole.evaluate("document.documentElement.dataset.theme = 'dark'")
    wait_for_colour(whole, "155,173,255", there=True)


def test_a_map_that_cannot_be_drawn_leads_to_the_outline(whole: Page) -> None:
    whole.route("**/whole/picture", lambda route: route.abort())
    whole.reload()
    problem = whole.get_by_role("alert")
    expect(problem).to_contain_text("The map could not be drawn")
    expect(problem.get_by_role("link", name="As an outline")).to_have_attribute("href", "/whole/outline")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_map_card_and_outline_keep_nobody_out(
    whole: Page, live_server: LiveServer, barriers: Callable[[Page], list[str]], theme: str
) -> None:
    whole.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    whole.get_by_text("Filters", exact=True).click()
    press_at(whole, "Seal check")
    expect(whole.get_by_role("heading", name="Seal check")).to_be_visible()
    assert barriers(whole) == []
    whole.set_viewport_size({"width": 390, "height": 844})
    assert barriers(whole) == []
    assert whole.evaluate("document.documentElement.scrollWidth") <= 390
    whole.goto(f"{live_server.url}/whole/outline")
    whole.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    assert barriers(whole) == []
    assert whole.evaluate("document.documentElement.scrollWidth") <= 390
