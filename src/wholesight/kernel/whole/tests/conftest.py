"""Two spaces that everyone reads, one that Ada alone reads, and browsers of Ada and Ben."""

from __future__ import annotations

import pytest
from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import add_member, make_space
from wholesight.kernel.spaces.models import Access, Space

SEALS = """\
---
kind: lesson
owner: "[[Docks team]]"
rests_on: "[[Ice week]]"
tags: [winter/maintenance]
---
See [[Ice week]] and [[Night shift/Wages]].
"""
PAGES = {
    "Docks/Seal check.md": SEALS,
    "Docks/Latches.md": "---\ntags: [docks]\n---\nAlone here.\n",
    "Teams/Docks team.md": "---\nkind: team\n---\nSix people and a van.\n",
    "Ice week.md": "Forty docks out.\n",
}


@pytest.fixture
def handbook(db: None) -> Space:
    """Everyone reads it. Its first page was made before the space that is hidden, the others after."""
    space = make_space(OPERATOR, "Handbook")
    create_page(OPERATOR, space, "Start.md", "See [[Seal check]].\n")
    return space


@pytest.fixture
def night_shift(handbook: Space) -> Space:
    """Ada is its only member."""
    space = make_space(OPERATOR, "Night shift", access=Access.PRIVATE)
    create_page(
        OPERATOR,
        space,
        "Wages.md",
        '---\nkind: metric\npaid_by: "[[Handbook/Ice week]]"\ntags: [money]\n---\nMuch.\n',
    )
    return space


@pytest.fixture
def harbour(handbook: Space, night_shift: Space) -> Space:
    """The handbook with all its pages."""
    for path, text in PAGES.items():
        create_page(OPERATOR, handbook, path, text)
    return handbook


@pytest.fixture
def ada(night_shift: Space) -> Person:
    person = Person.objects.create_user("ada", name="Ada")
    add_member(OPERATOR, night_shift, person)
    return person


@pytest.fixture
def ben(db: None) -> Person:
    return Person.objects.create_user("ben", name="Ben")


def browser_of(person: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client
