"""The one door by which a room adds everything that it has. The kernel goes through it too.

An app that is a room has a `room.py` which calls `open_room(Room(...))`; Django's app registry finds it at
the start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver

from wholesight.kernel.activity.actions import Subscriber, subscribe
from wholesight.kernel.activity.events import Event
from wholesight.kernel.jobs.registry import JobKind, register_job
from wholesight.kernel.kinds.registry import Kind, Words, register_kind

if TYPE_CHECKING:
    from wholesight.kernel.pages.models import Page
    from wholesight.kernel.permissions.queries import Sight

PanelContent = Callable[["Page", "Sight"], Mapping[str, object] | None]
FencedBlockRenderer = Callable[["Page", str, "Sight"], str]


@dataclass(frozen=True)
class Panel:
    """A section in the margin of a page: a template of the room and what fills it (None: nothing to show).
    `kinds` empty: all."""

    template: str
    content: PanelContent
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """An entry of the room's navigation: its words and the name of its route."""

    title: Words
    route: str


@dataclass(frozen=True)
class Room:
    """What one room adds. `fenced_blocks` maps a language to the function which gives the HTML (already
    safe) of such a block."""

    name: str
    title: Words
    accent: str = ""
    places: tuple[Place, ...] = ()
    kinds: tuple[Kind, ...] = ()
    prefix: str = ""
    routes: tuple[URLPattern | URLResolver, ...] = ()
    panels: tuple[Panel, ...] = ()
    fenced_blocks: Mapping[str, FencedBlockRenderer] = field(default_factory=dict)
    subscribers: tuple[tuple[type[Event], Subscriber], ...] = ()
    jobs: tuple[JobKind, ...] = ()
    demo: Path | None = None


_rooms: dict[str, Room] = {}


def open_room(room: Room) -> None:
    """Register a room and everything it brings. Opening it again changes nothing."""
    _rooms[room.name] = room
    for kind in room.kinds:
        register_kind(kind)
    for event, subscriber in room.subscribers:
        subscribe(event, subscriber)
    for job in room.jobs:
        register_job(job)


def rooms() -> tuple[Room, ...]:
    return tuple(_rooms.values())


def fenced_block_renderers() -> dict[str, FencedBlockRenderer]:
    return {language: render for room in rooms() for language, render in room.fenced_blocks.items()}
