"""A concern is raised on a page, shown there, and settled by one who may; each act is written down."""

from __future__ import annotations

import pytest
from django.test import Client

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.concerns.actions import Raised, raise_and_settle, raise_concern, settle_concern
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.actions import create_page, edit_page, restore_page, trash_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.permissions.queries import NotAllowed
from wholesight.kernel.spaces.actions import add_member, make_space

OVERDUE = Raised("review", "", "Its review is overdue since Thursday.")
ADDRESS = "/pages/Rules/Seals"


@pytest.fixture
def seals(db: None) -> Page:
    """A page of a closed space: everyone reads it, its members write."""
    return create_page(OPERATOR, make_space(OPERATOR, "Rules", access="closed"), "Seals.md", "Grease them.")


@pytest.fixture
def ada(seals: Page) -> Person:
    """Ada, who contributes to the space."""
    person = Person.objects.create_user("ada", name="Ada Lindqvist")
    add_member(OPERATOR, seals.space, person)
    return person


@pytest.fixture
def oskar(db: None) -> Person:
    """Oskar, who only reads it."""
    return Person.objects.create_user("oskar", name="Oskar Nyberg")


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_ada_reads_it_and_settles_it(seals: Page, ada: Person) -> None:
    concern = raise_concern(seals, OVERDUE)
    shown = browser(ada).get(ADDRESS).content.decode()
    assert OVERDUE.message in shown
    assert f'action="/concerns/{concern.pk}/settle"' in shown
    answer = browser(ada).post(f"/concerns/{concern.pk}/settle")
    assert (answer.status_code, answer.headers["Location"]) == (302, ADDRESS)
    concern.refresh_from_db()
    assert concern.settled_by == ada
    assert OVERDUE.message not in browser(ada).get(ADDRESS).content.decode()


def test_the_act_is_written_down_once(seals: Page, ada: Person) -> None:
    concern = raise_concern(seals, OVERDUE)
    for _ in range(2):
        browser(ada).post(f"/concerns/{concern.pk}/settle")
    event = Activity.objects.get(verb="ConcernSettled")
    assert (event.person, event.page, event.space) == (ada, seals, seals.space)
    assert event.details == {"concern": concern.pk}


def test_oskar_reads_it_and_may_not_settle_it(seals: Page, oskar: Person) -> None:
    concern = raise_concern(seals, OVERDUE)
    shown = browser(oskar).get(ADDRESS).content.decode()
    assert OVERDUE.message in shown
    assert "/settle" not in shown
    assert browser(oskar).post(f"/concerns/{concern.pk}/settle").status_code == 403
    with pytest.raises(NotAllowed):
        settle_concern(oskar, concern)
    assert Concern.objects.get().settled_at is None
    assert not Activity.objects.filter(verb="ConcernSettled").exists()


def test_without_an_account_nothing_is_settled(seals: Page) -> None:
    concern = raise_concern(seals, OVERDUE)
    answer = Client().post(f"/concerns/{concern.pk}/settle")
    assert answer.headers["Location"].startswith("/account/login/")
    assert Concern.objects.get().settled_at is None


def test_the_same_concern_is_not_raised_twice_while_it_is_open(seals: Page) -> None:
    first = raise_concern(seals, OVERDUE)
    again = raise_concern(seals, Raised("review", "", "Its review is overdue since Friday."))
    assert again.pk == first.pk
    assert Concern.objects.get().message.endswith("Friday.")
    settle_concern(OPERATOR, again)
    assert raise_concern(seals, OVERDUE).pk != first.pk
    assert Concern.objects.count() == 2


def test_what_no_longer_holds_settles_itself(seals: Page) -> None:
    wrong = [Raised("front-matter", line, f"line {line}") for line in ("2", "3")]
    raise_and_settle(["front-matter"], [(seals, wrong)])
    raise_concern(seals, OVERDUE)
    raise_and_settle(["front-matter"], [(seals, wrong[1:])])
    still_open = Concern.objects.filter(settled_at=None).order_by("pk")
    assert [concern.message for concern in still_open] == ["line 3", OVERDUE.message]


def test_a_mended_text_takes_its_concern_off_the_page(seals: Page, ada: Person) -> None:
    edit_page(ada, seals, "---\ntags: [winter\n---\n")
    assert "Seals.md, line 2: The properties cannot be read" in browser(ada).get(ADDRESS).content.decode()
    edit_page(ada, seals, "---\ntags: [winter]\n---\n")
    assert "cannot be read" not in browser(ada).get(ADDRESS).content.decode()


def test_a_concern_outlives_the_trash(seals: Page, ada: Person) -> None:
    raise_concern(seals, OVERDUE)
    trash_page(OPERATOR, seals)
    assert browser(ada).get(ADDRESS).status_code == 404
    restore_page(OPERATOR, seals)
    assert OVERDUE.message in browser(ada).get(ADDRESS).content.decode()
