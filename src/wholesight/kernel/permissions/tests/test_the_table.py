"""The table in docs/reference/permissions.md says exactly what the code allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.permissions.queries import Act, can, visible_to
from wholesight.kernel.spaces.actions import add_member, make_space
from wholesight.kernel.spaces.models import Access, Role, Space

TABLE = Path(__file__).parents[5] / "docs" / "reference" / "permissions.md"
pytestmark = pytest.mark.django_db


def rows() -> list[list[str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


ACTS, *RULES = [rows()[0][2:], *rows()[2:]]
CASES = [
    (access, role, act, allowed)
    for access, role, *cells in RULES
    for act, allowed in zip(ACTS, cells, strict=True)
]


def space_with(access: str, role: str) -> tuple[Space, Person]:
    space = make_space(OPERATOR, "Winter plans", access=access)
    tomas = Person.objects.create_user("tomas", name="Tomás Rey")
    if role != "none":
        add_member(OPERATOR, space, tomas, role)
    return space, tomas


def test_it_names_every_act_every_access_and_every_role() -> None:
    assert [act.value for act in Act] == ACTS
    assert {(access, role) for access, role, *_ in RULES} == {
        (access, role) for access in Access.values for role in ["none", *Role.values]
    }


@pytest.mark.parametrize(("access", "role", "act", "allowed"), CASES, ids=lambda value: value)
def test_it_says_what_is_allowed(access: str, role: str, act: str, allowed: str) -> None:
    space, tomas = space_with(access, role)
    assert can(tomas, Act(act), space) == (allowed == "yes")


@pytest.mark.parametrize(("access", "role"), [(row[0], row[1]) for row in RULES])
def test_whoever_may_read_sees_the_space_in_lists_and_nobody_else(access: str, role: str) -> None:
    space, tomas = space_with(access, role)
    assert visible_to(tomas).shows(space.pk) == can(tomas, Act.READ, space)


@pytest.mark.parametrize("access", Access.values)
def test_the_operator_may_do_everything_and_a_left_person_nothing(access: str) -> None:
    space, tomas = space_with(access, Role.STEWARD)
    tomas.is_active = False
    assert all(can(OPERATOR, act, space) and not can(tomas, act, space) for act in Act)
    assert not visible_to(tomas).spaces
