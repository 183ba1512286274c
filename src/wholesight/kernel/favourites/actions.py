"""Starring a page, and no longer."""

from __future__ import annotations

from wholesight.kernel.favourites.models import Favourite
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Act, require


def star(person: Person, page: Page) -> None:
    """Keep a page among the person's favourites. No event is recorded: it concerns nobody else. Raises
    NotAllowed for who may not read it."""
    require(person, Act.READ, page)
    Favourite.objects.get_or_create(person=person, page=page)


def unstar(person: Person, page: Page) -> None:
    Favourite.objects.filter(person=person, page=page).delete()
