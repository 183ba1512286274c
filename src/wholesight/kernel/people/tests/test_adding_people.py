"""Accounts are made by the operator; the first one looks after the organization."""

from __future__ import annotations

import pytest

from wholesight.kernel.people.actions import PersonRefused, add_person
from wholesight.kernel.permissions.actors import OPERATOR

pytestmark = pytest.mark.django_db


def test_a_username_and_a_password_are_made_up() -> None:
    tomas, password = add_person(OPERATOR, "Tomás Rey")
    assert tomas.username == "tomas.rey"
    assert tomas.check_password(password)
    assert len(password) >= 12


def test_the_first_person_is_a_steward_and_the_second_is_not() -> None:
    ada, _ = add_person(OPERATOR, "Ada Lindqvist")
    tomas, _ = add_person(OPERATOR, "Tomás Rey")
    assert (ada.is_steward, tomas.is_steward) == (True, False)


def test_a_taken_username_is_refused_in_any_case() -> None:
    add_person(OPERATOR, "Ada Lindqvist", username="ada")
    with pytest.raises(PersonRefused, match="taken"):
        add_person(OPERATOR, "Ada Berg", username="ADA")


@pytest.mark.parametrize("password", ["short", "password123", "ada.lindqvist"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(PersonRefused):
        add_person(OPERATOR, "Ada Lindqvist", password=password)


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(PersonRefused, match="at least one letter"):
        add_person(OPERATOR, " ?! ")
