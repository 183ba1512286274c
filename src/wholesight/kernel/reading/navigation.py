"""Crumbs, tabs and the tree of a space: small records that the templates walk through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.pages.addresses import folder_url, page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import Change, PageEntry
from wholesight.kernel.spaces.models import Space

PAGES_A_SCREEN = 200
DEEPEST_HEADING = 3


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Tab:
    title: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A step through a tree in reading order: a folder begins, a page, or a folder ends (`closes`)."""

    title: str
    url: str
    folder: bool = False
    closes: bool = False
    count: int = 0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """As much of a long list as a screen shows: how long the list is, and where the rest stands ("" for
    none)."""

    entries: list[PageEntry]
    total: int
    earlier_url: str
    later_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of a page's contents."""

    depth: int
    text: str
    slug: str


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    changes: list[Change]


def crumbs_of(space: Space, folder: str) -> list[Crumb]:
    """The space and the folders above, outermost first."""
    crumbs = [Crumb(space.name, folder_url(space.name))]
    above = ""
    for name in folder.split("/") if folder else []:
        above = f"{above}/{name}" if above else name
        crumbs.append(Crumb(name, folder_url(space.name, above)))
    return crumbs


def tabs_of(space: Space, current: str) -> list[Tab]:
    """The parts of a space's home."""
    return [
        Tab(_("Contents"), folder_url(space.name), current == "contents"),
        Tab(_("Tags"), reverse("tags", args=[space.name]), current == "tags"),
        Tab(_("Files"), reverse("attachments", args=[space.name]), current == "files"),
    ]


def tree_of(space: Space) -> list[Node]:
    """The pages of a space as a tree."""
    rows = Page.objects.filter(space=space, trashed_at=None).values_list("folder", "title", "path")
    nodes: list[Node] = []
    add_branch(nodes, space, "", sorted(rows, key=lambda row: fold(row[1])))
    return nodes


def stretch_of(read: Callable[[int, int], tuple[list[PageEntry], int]], start: int) -> Stretch:
    """The stretch that begins at `start` of what `read(start, limit)` gives, with the length of it all."""
    entries, total = read(start, PAGES_A_SCREEN)
    if start and not entries:
        return stretch_of(read, 0)
    earlier, later = max(0, start - PAGES_A_SCREEN), start + PAGES_A_SCREEN
    return Stretch(
        entries,
        total,
        earlier_url=f"?start={earlier}" if start else "",
        later_url=f"?start={later}" if later < total else "",
    )


def add_branch(nodes: list[Node], space: Space, folder: str, rows: list[tuple[str, str, str]]) -> None:
    """Append a folder's subfolders, each with all below it, and then its own pages."""
    prefix = f"{folder}/" if folder else ""
    below: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        if row[0] != folder:
            below.setdefault(row[0][len(prefix) :].partition("/")[0], []).append(row)
    for name in sorted(below, key=lambda name: (name.startswith((".", "_")), fold(name))):
        path = prefix + name
        url = folder_url(space.name, path)
        nodes.append(Node(name, url, folder=True, count=len(below[name]), open=len(below) == 1))
        add_branch(nodes, space, path, below[name])
        nodes.append(Node(name, url, closes=True))
    nodes += [Node(title, page_url(space.name, path)) for own, title, path in rows if own == folder]


def contents_of(headings: Sequence[tuple[int, str, str]]) -> list[Section]:
    """The contents of a page down to three levels, out of its headings; nothing for a page with a single
    one."""
    if len(headings) < 2:
        return []
    top = min(level for level, _text, _slug in headings)
    return [
        Section(level - top + 1, text, slug)
        for level, text, slug in headings
        if level - top < DEEPEST_HEADING and text
    ]


def by_day(changes: Iterable[Change]) -> list[Day]:
    """Changes, newest first, under their days."""
    days: list[Day] = []
    for change in changes:
        day = change.at.date()
        if not days or days[-1].day != day:
            days.append(Day(day, []))
        days[-1].changes.append(change)
    return days
