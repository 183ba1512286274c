"""What surrounds every screen: the reader's spaces, the rooms, the places to go. Computed once a request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse as look_up_route
from django.utils.translation import gettext as _

from wholesight.kernel.pages.addresses import folder_url
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Sight, visible_to
from wholesight.kernel.rooms.registry import rooms

reverse = lru_cache(maxsize=64)(look_up_route)
SIGHT = "wholesight_sight"


@dataclass(frozen=True, slots=True)
class ShellLink:
    """An entry of the navigation. `name` is the title of a space; `count` says what waits in a room."""

    title: str
    url: str
    current: bool = False
    icon: str = ""
    accent: str = ""
    count: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    name: str
    username: str


@dataclass(frozen=True, slots=True)
class Shell:
    """All of it can be hashed: what is the same for a reader at the same place is rendered once."""

    home_url: str
    search_url: str
    find_url: str
    places: tuple[ShellLink, ...]
    rooms: tuple[ShellLink, ...]
    spaces: tuple[ShellLink, ...]
    person: Reader
    account: tuple[ShellLink, ...]


def sight_of(request: HttpRequest) -> Sight:
    """What this request's reader can see; asked of the database once."""
    sight: Sight | None = getattr(request, SIGHT, None)
    if sight is None:
        sight = visible_to(request.user) if isinstance(request.user, Person) else Sight(())
        setattr(request, SIGHT, sight)
    return sight


def start_of(request: HttpRequest) -> int:
    """Where a long list is to begin: `start` of the address, if that is a sensible number."""
    asked = request.GET.get("start", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 0


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for who is signed in, None for everyone else."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"shell": None}
    return {"shell": build_shell(request)}


def build_shell(request: HttpRequest) -> Shell:
    assert isinstance(request.user, Person)
    return Shell(
        home_url=reverse("home"),
        search_url=reverse("search"),
        find_url=reverse("find"),
        places=tuple(places(request.path)),
        rooms=tuple(room_links(request.path)),
        spaces=tuple(space_links(request)),
        person=Reader(request.user.name, request.user.username),
        account=(
            *([ShellLink(_("Jobs"), reverse("jobs"))] if request.user.is_steward else []),
            ShellLink(_("Change password"), reverse("account_change_password")),
            ShellLink(_("Sign out"), reverse("account_logout")),
        ),
    )


def places(path: str) -> Iterator[ShellLink]:
    for title, name, icon in (
        (_("Home"), "home", "home"),
        (_("Search"), "search", "search"),
        (_("Recent changes"), "recent", "recent"),
        (_("The whole"), "whole", "whole"),
    ):
        url = reverse(name)
        yield ShellLink(title, url, current=path == url, icon=icon)


def room_links(path: str) -> Iterator[ShellLink]:
    for room in rooms():
        if room.places:
            current = bool(room.prefix) and path.startswith(f"/{room.prefix}")
            yield ShellLink(str(room.title), reverse(room.places[0].route), current, accent=room.accent)


def space_links(request: HttpRequest) -> Iterator[ShellLink]:
    asked = request.resolver_match.kwargs.get("space") if request.resolver_match else None
    for space in sight_of(request).spaces:
        yield ShellLink(space.name, folder_url(space.name), space.name == asked, name=space.name)
