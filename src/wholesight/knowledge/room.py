"""What the room of knowledge adds."""

from __future__ import annotations

from pathlib import Path

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wholesight.kernel.rooms.registry import Place, Room, open_room
from wholesight.knowledge import views

open_room(
    Room(
        name="knowledge",
        title=_("Knowledge"),
        accent="knowledge",
        prefix="knowledge/",
        places=(Place(_("Wanted pages"), "wanted"),),
        routes=(path("wanted", views.wanted, name="wanted"),),
        demo=Path(__file__).parent / "demo",
    )
)
