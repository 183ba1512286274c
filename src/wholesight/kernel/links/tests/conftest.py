"""A space to write in, and a short way to ask where the links of a page lead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space

Write = Callable[..., Page]


@pytest.fixture
def handbook(db: None) -> Space:
    return make_space(OPERATOR, "Handbook")


@pytest.fixture
def write(handbook: Space) -> Write:
    return lambda path, text="", space=handbook: create_page(OPERATOR, space, path, text)


def leads(source: Page) -> list[tuple[str, str | None]]:
    """(status, path of the target) of each link of a page."""
    return list(Link.objects.filter(source=source).order_by("ordinal").values_list("status", "page__path"))
