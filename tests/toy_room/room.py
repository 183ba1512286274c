"""All that the toy room adds."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import path
from django.utils.html import format_html

from tests.toy_room.models import ToyFields, Winding
from tests.toy_room.queries import turns_of
from tests.toy_room.views import shelf
from wholesight.kernel.activity.events import PageCreated
from wholesight.kernel.kinds.properties import PropertyType
from wholesight.kernel.kinds.registry import Kind
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.rooms.registry import Panel, Place, Room, open_room


def turns(page: Page, sight: Sight) -> Mapping[str, object] | None:
    """What the panel shows beside a toy; nothing beside one that was never wound."""
    total = turns_of(page)
    return {"turns": total} if total else None


def wind(page: Page, text: str, sight: Sight) -> str:
    """A fenced block of the language `wind`: its words, as often as the toy was turned."""
    return str(format_html('<p class="wind">{}</p>', " ".join([text.strip()] * (turns_of(page) or 1))))


def wind_new_toy(event: PageCreated) -> None:
    """Whoever makes a toy winds it up once to see whether it runs."""
    toy = ToyFields.objects.filter(page=event.page).select_related("page").first()
    if toy is not None:
        Winding.objects.create(page=toy.page, turns=1)


TOY_ROOM = Room(
    name="toy_room",
    title="Toys",
    accent="knowledge",
    places=(Place("Shelf", "toy_shelf"),),
    prefix="toys/",
    routes=(path("shelf", shelf, name="toy_shelf"),),
    kinds=(
        Kind(
            "toy",
            "Toy",
            properties=(
                PropertyType("springs", "number"),
                PropertyType("maker", "relation", kinds=("person",)),
            ),
            companion=ToyFields,
        ),
    ),
    panels=(Panel("toy_room/turns.html", turns, kinds=("toy",)),),
    fenced_blocks={"wind": wind},
    subscribers=((PageCreated, wind_new_toy),),
)
open_room(TOY_ROOM)
