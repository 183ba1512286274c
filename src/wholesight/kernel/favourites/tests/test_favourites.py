from __future__ import annotations

import pytest
from django.test import Client

from wholesight.kernel.favourites.models import Favourite
from wholesight.kernel.pages.actions import create_page, trash_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import add_member, make_space
from wholesight.kernel.spaces.models import Access, Membership, Space

DOCKS = "/pages/Handbook/Docks"


@pytest.fixture
def handbook(db: None) -> Space:
    return make_space(OPERATOR, "Handbook")


@pytest.fixture
def docks(handbook: Space) -> Page:
    return create_page(OPERATOR, handbook, "Docks.md", "The seal froze.\n")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Person.objects.create_user(name.lower(), name=name))
    return client


@pytest.fixture
def ada(db: None) -> Client:
    return signed_in("Ada")


def favourites(browser: Client) -> str:
    """What stands under Favourites at hand."""
    return (
        browser.get("/favourites").content.decode().partition('id="favourites"')[2].partition("</section>")[0]
    )


def visited(browser: Client) -> list[str]:
    part = browser.get("/favourites").content.decode().partition('id="visited"')[2].partition("</section>")[0]
    return [
        piece.partition("<")[0] for piece in part.split('">') if piece.partition("<")[0].startswith("Page ")
    ]


def test_a_star_puts_a_page_on_home_and_off_again(ada: Client, docks: Page) -> None:
    assert 'aria-pressed="false"' in ada.get(DOCKS).content.decode()
    ada.post("/favourites/Handbook/Docks.md")
    assert 'aria-pressed="true"' in ada.get(DOCKS).content.decode()
    assert 'id="favourites"' in ada.get("/").content.decode()
    assert DOCKS in favourites(ada)
    ada.post("/favourites/Handbook/Docks.md", {"off": "1"})
    assert DOCKS not in favourites(ada)


def test_to_star_twice_is_to_star_once(ada: Client, docks: Page) -> None:
    ada.post("/favourites/Handbook/Docks.md")
    ada.post("/favourites/Handbook/Docks.md")
    assert Favourite.objects.count() == 1


def test_nobody_else_sees_a_favourite(ada: Client, docks: Page) -> None:
    ada.post("/favourites/Handbook/Docks.md")
    ben = signed_in("Ben")
    assert DOCKS not in favourites(ben)
    assert 'aria-pressed="false"' in ben.get(DOCKS).content.decode()


def test_a_favourite_follows_its_page_and_goes_to_the_trash_with_it(ada: Client, docks: Page) -> None:
    ada.post("/favourites/Handbook/Docks.md")
    Page.objects.filter(pk=docks.pk).update(path="Quays.md", title="Quays")
    assert "/pages/Handbook/Quays" in favourites(ada)
    trash_page(OPERATOR, Page.objects.get(pk=docks.pk))
    assert "Quays" not in favourites(ada)


def test_who_may_only_read_may_star(ada: Client) -> None:
    create_page(OPERATOR, make_space(OPERATOR, "Rules", access=Access.CLOSED), "Fire.md", "Walk.\n")
    assert ada.post("/favourites/Rules/Fire").status_code == 302
    assert "/pages/Rules/Fire" in favourites(ada)


def test_a_page_that_became_hidden_is_no_favourite_any_more(ada: Client) -> None:
    night = make_space(OPERATOR, "Night", access=Access.PRIVATE)
    create_page(OPERATOR, night, "Pay.md", "Much.\n")
    person = Person.objects.get(username="ada")
    add_member(OPERATOR, night, person)
    ada.post("/favourites/Night/Pay")
    ada.get("/pages/Night/Pay")
    assert ada.get("/favourites").content.decode().count("/pages/Night/Pay") == 2
    Membership.objects.filter(person=person).delete()
    assert "/pages/Night/Pay" not in ada.get("/favourites").content.decode()
    assert ada.post("/favourites/Night/Pay").status_code == 404


def test_what_one_read_lately_stands_in_the_order_of_reading(ada: Client, handbook: Space) -> None:
    for number in range(3):
        create_page(OPERATOR, handbook, f"Page {number}.md", "Text.\n")
    for number in (0, 1, 2, 0):
        ada.get(f"/pages/Handbook/Page%20{number}")
    assert visited(ada) == ["Page 0", "Page 2", "Page 1"]


def test_fifty_pages_are_kept(ada: Client, handbook: Space) -> None:
    for number in range(52):
        create_page(OPERATOR, handbook, f"Page {number}.md", "Text.\n")
        ada.get(f"/pages/Handbook/Page%20{number}")
    kept = visited(ada)
    assert (len(kept), kept[0], kept[-1]) == (50, "Page 51", "Page 2")


def test_what_one_read_can_be_forgotten(ada: Client, docks: Page) -> None:
    ada.get(DOCKS)
    ada.post("/favourites")
    assert DOCKS not in ada.get("/favourites").content.decode()


def test_the_next_person_at_the_same_browser_does_not_see_it(ada: Client, docks: Page) -> None:
    ada.get(DOCKS)
    ada.force_login(Person.objects.create_user("ben", name="Ben"))
    assert DOCKS not in ada.get("/favourites").content.decode()


def test_a_forged_list_is_no_list(ada: Client, docks: Page) -> None:
    ada.cookies["visited"] = f"{docks.pk}:forged"
    assert DOCKS not in ada.get("/favourites").content.decode()
