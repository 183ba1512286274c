from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space

TEXT = "---\ntags: [dock]\nsince: 2026-01-05\n---\nThe seal froze.\n\nThe crew came.\n"


@pytest.fixture
def handbook(db: None) -> Space:
    return make_space(OPERATOR, "Handbook")


@pytest.fixture
def ada(db: None) -> Person:
    return Person.objects.create_user("ada", name="Ada")


@pytest.fixture
def ben(db: None) -> Person:
    return Person.objects.create_user("ben", name="Ben")


@pytest.fixture
def docks(handbook: Space) -> Page:
    return create_page(OPERATOR, handbook, "Docks.md", TEXT)


@pytest.fixture
def browser_of() -> Callable[[Person], Client]:
    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
