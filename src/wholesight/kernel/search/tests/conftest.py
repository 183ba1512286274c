"""A harbour in which people write pages and look for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.search.queries import search
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space

Write = Callable[..., Page]
Find = Callable[..., list[str]]


@pytest.fixture
def harbour(db: None) -> Space:
    return make_space(OPERATOR, "Harbour", language="en")


@pytest.fixture
def vault_of_secrets(db: None) -> Space:
    return make_space(OPERATOR, "Secrets", language="en", access="private")


@pytest.fixture
def write(harbour: Space) -> Write:
    """Write a page: its path, its text, and its space where it is not the harbour."""

    def write_page(path: str, text: str, space: Space = harbour) -> Page:
        return create_page(OPERATOR, space, path, text)

    return write_page


@pytest.fixture
def find(harbour: Space) -> Find:
    """The paths that a reader of these spaces (the harbour alone where none is named) finds, best first."""

    def paths(query: str, *spaces: Space, limit: int = 10, offset: int = 0) -> list[str]:
        ids = [space.pk for space in spaces or (harbour,)]
        return [hit.path for hit in search(query, space_ids=ids, limit=limit, offset=offset).hits]

    return paths
