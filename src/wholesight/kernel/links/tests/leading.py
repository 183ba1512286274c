"""How a test writes a page into any space, and says where its links lead."""

from __future__ import annotations

from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.models import Space


def write(space: Space, path: str, text: str = "") -> Page:
    """A new page, written by the operator."""
    return create_page(OPERATOR, space, path, text)


def leads(page: Page) -> list[str]:
    """Where the links of a page lead, in their order: `space: path`, or nothing."""
    links = (
        Link.objects.filter(source=page)
        .order_by("ordinal")
        .select_related("page__space", "attachment__space")
    )
    places = [link.page or link.attachment for link in links]
    return ["" if place is None else f"{place.space.name}: {place.path}" for place in places]


def statuses(page: Page) -> list[str]:
    return list(Link.objects.filter(source=page).order_by("ordinal").values_list("status", flat=True))
