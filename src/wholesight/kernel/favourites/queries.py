"""A person's favourites, and the pages that they read lately, as far as they can still see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from wholesight.kernel.favourites.models import Favourite
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import PageEntry, entries, visible_pages
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.prepared import PreparedQuery


@PreparedQuery
def stars(person_id: int, page_id: int) -> QuerySet[Favourite, tuple[Any, ...]]:
    return Favourite.objects.filter(person_id=person_id, page_id=page_id).values_list("id")


def is_starred(person: Person, page: Page) -> bool:
    """One query."""
    return bool(stars(person.pk, page.pk))


def favourites_of(person: Person, sight: Sight, limit: int = 60) -> list[PageEntry]:
    """The starred pages, by title. One query."""
    starred = visible_pages(sight).filter(favourites__person=person).select_related("space")
    return entries(starred.order_by("title", "pk")[:limit])


def pages_in_order(page_ids: Sequence[int], sight: Sight) -> list[PageEntry]:
    """Those of these pages that the reader can see, in the order given. One query."""
    asked = visible_pages(sight).filter(pk__in=page_ids or [0]).select_related("space")
    found = {page.pk: page for page in asked}
    return entries(found[page_id] for page_id in page_ids if page_id in found)
