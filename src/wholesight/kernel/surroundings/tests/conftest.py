from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.permissions.queries import Sight, visible_to
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Access, Space

Write = Callable[..., Page]


@pytest.fixture
def handbook(db: None) -> Space:
    return make_space(OPERATOR, "Handbook")


@pytest.fixture
def vault(db: None) -> Space:
    """A space that Ada does not see."""
    return make_space(OPERATOR, "Vault", access=Access.PRIVATE)


@pytest.fixture
def ada(db: None) -> Person:
    return Person.objects.create_user("ada", name="Ada")


@pytest.fixture
def sight(ada: Person, handbook: Space, vault: Space) -> Sight:
    """What Ada sees, once the spaces are there."""
    return visible_to(ada)


@pytest.fixture
def reader(ada: Person) -> Client:
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def write(handbook: Space) -> Write:
    """Writes a page of the handbook, or of another space."""

    def written(path: str, text: str, space: Space = handbook) -> Page:
        return create_page(OPERATOR, space, path, text)

    return written


def around(page: Page, part: str = "") -> str:
    address = f"/around/{quote(page.space.name)}/{quote(page.path)}"
    return f"{address}?part={part}" if part else address
