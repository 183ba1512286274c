"""A page is rendered once, at its first reading; what each reader may see is filled in for them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wholesight.kernel.pages import rendering
from wholesight.kernel.pages.actions import create_page, edit_page, move_page
from wholesight.kernel.pages.models import Page, Rendering
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.reading.tests.conftest import browser_of
from wholesight.kernel.spaces.actions import add_member, make_space

DIARY = "At [[Night shift/Rota|the rota]] it says who comes.\n\n![[Night shift/Rota]]\n"
ADDRESS = "/pages/Harbour/Diary"
ROTA = "/pages/Night%20shift/Rota"


@pytest.fixture
def diary(db: None) -> Page:
    """A page of the open space Harbour, which links to one of the private space Night shift."""
    night = make_space(OPERATOR, "Night shift", access="private")
    create_page(OPERATOR, night, "Rota.md", "Maren, then Yusuf.\n")
    return create_page(OPERATOR, make_space(OPERATOR, "Harbour"), "Diary.md", DIARY)


@pytest.fixture
def maren(diary: Page) -> Client:
    """The browser of Maren, who belongs to the night shift."""
    person = Person.objects.create_user("maren", name="Maren Solheim")
    rota = Page.objects.select_related("space").get(path="Rota.md")
    add_member(OPERATOR, rota.space, person)
    return browser_of(person)


@pytest.fixture
def oskar(diary: Page) -> Client:
    """The browser of Oskar, who does not."""
    return browser_of(Person.objects.create_user("oskar", name="Oskar Nyberg"))


def read(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_reader_gets_the_links_that_they_may_follow(maren: Client, oskar: Client) -> None:
    assert f'<a href="{ROTA}">the rota</a>' in read(maren)
    hidden = read(oskar)
    assert f'<a class="wanted" href="/pages/Harbour{ROTA.removeprefix("/pages")}"' in hidden
    assert f'"{ROTA}"' not in hidden


def test_each_reader_gets_the_embeds_that_they_may_read(maren: Client, oskar: Client) -> None:
    assert "Maren, then Yusuf." in read(maren)
    assert "Maren, then Yusuf." not in read(oskar)
    assert "Maren, then Yusuf." in read(maren)


def test_what_is_stored_is_the_same_whoever_read_first(diary: Page, maren: Client, oskar: Client) -> None:
    read(oskar)
    stored = Rendering.objects.get(page=diary).html
    assert "wanted" not in stored
    Rendering.objects.all().delete()
    read(maren)
    assert Rendering.objects.get(page=diary).html == stored


def test_the_first_reading_makes_it_and_later_ones_leave_it(diary: Page, oskar: Client) -> None:
    assert not Rendering.objects.filter(page=diary).exists()
    read(oskar)
    assert Rendering.objects.get(page=diary).revision == diary.revision
    with CaptureQueriesContext(connection) as captured:
        read(oskar)
    assert [query["sql"] for query in captured if "SELECT" not in query["sql"].upper()] == []


def test_an_edit_makes_it_anew(diary: Page, oskar: Client) -> None:
    read(oskar)
    edit_page(OPERATOR, diary, "# Tuesday\n\nNobody came.\n\n# Wednesday\n\nEverybody did.\n")
    shown = read(oskar)
    assert "Nobody came." in shown
    assert "who comes" not in shown
    assert '<a href="#tuesday">Tuesday</a>' in shown
    diary.refresh_from_db()
    assert Rendering.objects.get(page=diary).revision == diary.revision


def test_a_new_way_of_rendering_makes_it_anew(
    diary: Page, oskar: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(oskar)
    Rendering.objects.filter(page=diary).update(html="<p>As it was rendered in old times.</p>")
    assert "in old times" in read(oskar)
    monkeypatch.setattr(rendering, "RENDERER", rendering.RENDERER + 1)
    assert "in old times" not in read(oskar)


def test_a_page_that_moves_is_found_without_rendering_anything_again(
    diary: Page, maren: Client, oskar: Client
) -> None:
    read(maren)
    made = Rendering.objects.get(page=diary)
    rota = Page.objects.select_related("space", "revision").get(path="Rota.md")
    move_page(OPERATOR, rota, "Lists/Rota.md")
    assert '<a href="/pages/Night%20shift/Lists/Rota">the rota</a>' in read(maren)
    assert Rendering.objects.get(page=diary).html == made.html
