"""For whoever may not see a space it does not exist: not on any screen, in any count, guess or answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from wholesight.kernel.people.models import Person
from wholesight.kernel.reading.tests.conftest import browser_of
from wholesight.kernel.reading.tests.hidden_space import (
    HIDDEN,
    SECRETS,
    SPACES,
    TOKEN,
    addresses,
    answers,
    any_concern,
    found_organization,
)

Answers = dict[str, tuple[int, str, bytes]]


@pytest.fixture
def people(db: None, tmp_path: Path) -> tuple[Person, Person]:
    return found_organization(tmp_path, with_hidden=True)


@pytest.fixture
def without_it(db: None, tmp_path: Path) -> Answers:
    """What Oskar gets where there is no hidden space at all."""
    with transaction.atomic():
        oskar, _ = found_organization(tmp_path, with_hidden=False)
        found = answers(browser_of(oskar))
        transaction.set_rollback(True)
    return found


@pytest.mark.slow
def test_every_answer_is_as_if_it_did_not_exist(without_it: Answers, people: tuple[Person, Person]) -> None:
    found = answers(browser_of(people[0]))
    assert len(found) > 150
    assert [address for address in found if found[address] != without_it[address]] == []


@pytest.mark.slow
def test_one_who_belongs_to_it_sees_all_of_it(people: tuple[Person, Person]) -> None:
    everything = b"".join(body for _, _, body in answers(browser_of(people[1])).values()).lower()
    assert [secret for secret in SECRETS if secret.encode() not in everything] == []


def test_a_second_reading_by_oskar_after_maren_shows_no_more(people: tuple[Person, Person]) -> None:
    oskar, maren = (browser_of(person) for person in people)
    for address in ("/pages/Harbour/README", "/pages/Harbour/Winter/Diary", "/pages/Harbour/"):
        before = TOKEN.sub(b"", oskar.get(address).content)
        assert b"Zanzibar" in maren.get("/pages/Night%20shift/Payroll").content
        maren.get(address)
        assert TOKEN.sub(b"", oskar.get(address).content) == before


def test_a_concern_in_it_cannot_be_settled_from_outside(people: tuple[Person, Person]) -> None:
    oskar, maren = (browser_of(person) for person in people)
    hidden, missing = oskar.post(f"/concerns/{any_concern()}/settle"), oskar.post("/concerns/999999/settle")
    assert (
        (hidden.status_code, hidden.content)
        == (missing.status_code, missing.content)
        == (404, missing.content)
    )
    assert maren.post(f"/concerns/{any_concern()}/settle").status_code == 302


def test_one_who_left_sees_nothing_more(people: tuple[Person, Person]) -> None:
    maren = browser_of(people[1])
    assert maren.get("/pages/Night%20shift/Payroll").status_code == 200
    Person.objects.filter(username="maren").update(is_active=False)
    assert maren.get("/pages/Night%20shift/Payroll").status_code == 302


def test_without_an_account_every_address_leads_to_the_door(people: tuple[Person, Person]) -> None:
    stranger = Client()
    for address in addresses():
        answer = stranger.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/login/?next=")
        assert answer.content == b""


def test_the_hidden_space_has_something_to_hide() -> None:
    told = " ".join([*HIDDEN, *HIDDEN.values(), "payroll.png", "The ibex"]).lower()
    assert [secret for secret in SECRETS if secret not in told] == []
    assert "Night shift" in SPACES
