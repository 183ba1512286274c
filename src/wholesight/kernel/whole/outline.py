"""The whole as an outline: spaces, folders, pages, and under each page its relations in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.kinds.registry import Words, kind_named
from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.addresses import folder_url, page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.whole.queries import (
    Narrowing,
    narrowed,
    relation_key,
    relation_words,
    relations_between,
)

PAGES_A_SCREEN = 100
RELATED_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Related:
    """A page at the other end of a relation; `path` and `space` are how the map asks for it."""

    title: str
    url: str
    space: str
    path: str


@dataclass(frozen=True, slots=True)
class RelatedBy:
    """The pages of one relation, from the page (`forward`) or towards it. No words: links in the text.
    `more` counts those that are not listed."""

    words: str
    forward: bool
    pages: tuple[Related, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class OutlinePage:
    title: str
    url: str
    kind: Words
    accent: str
    space: str
    folder: str
    updated_at: datetime
    relations: tuple[RelatedBy, ...]


@dataclass(frozen=True, slots=True)
class OutlineFolder:
    """A folder with its pages; the name "" is the space itself."""

    path: str
    url: str
    pages: tuple[OutlinePage, ...]


@dataclass(frozen=True, slots=True)
class OutlineSpace:
    name: str
    url: str
    folders: tuple[OutlineFolder, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A stretch of the outline, and of how many pages it is a stretch."""

    spaces: tuple[OutlineSpace, ...]
    total: int
    first: int
    last: int


@dataclass(slots=True)
class _Gathered:
    """The relations of one page, as they are found."""

    ends: dict[tuple[str, bool], dict[int, Related]] = field(default_factory=dict)


def outline(sight: Sight, narrowing: Narrowing, start: int = 0) -> Outline:
    """As many pages as a screen shows, from `start`, with their relations. Three queries, and one
    more where it is narrowed to a relation."""
    found = narrowed(sight, narrowing)
    total = found.count()
    pages = list(found.select_related("space")[start : start + PAGES_A_SCREEN])
    shown = outline_pages(pages, sight, narrowing.relation)
    spaces = []
    for name, in_space in groupby(shown, key=lambda page: page.space):
        folders = [
            OutlineFolder(folder, folder_url(name, folder), tuple(in_folder))
            for folder, in_folder in groupby(in_space, key=lambda page: page.folder)
        ]
        spaces.append(OutlineSpace(name, folder_url(name), tuple(folders)))
    return Outline(tuple(spaces), total, start + 1 if pages else 0, start + len(pages))


def outline_pages(pages: Sequence[Page], sight: Sight, relation: str = "") -> list[OutlinePage]:
    """Pages with the relations that the reader can see, or those of one relation only. One query."""
    gathered = gather(relations_between((page.pk for page in pages), sight), fold(relation))
    return [
        OutlinePage(
            page.title,
            page_url(page.space.name, page.path),
            kind_named(page.kind).label,
            kind_named(page.kind).accent,
            page.space.name,
            page.folder,
            page.updated_at,
            relations_of(gathered.get(page.pk, _Gathered())),
        )
        for page in pages
    ]


def gather(links: Sequence[Link], relation: str) -> dict[int, _Gathered]:
    found: dict[int, _Gathered] = {}
    for link in links:
        name = relation_key(link.property)
        if link.page is None or (relation and name != relation):
            continue
        for page, other, forward in ((link.source, link.page, True), (link.page, link.source, False)):
            ends = found.setdefault(page.pk, _Gathered()).ends.setdefault((name, forward), {})
            address = page_url(other.space.name, other.path)
            ends.setdefault(other.pk, Related(other.title, address, other.space.name, other.path))
    return found


def relations_of(gathered: _Gathered) -> tuple[RelatedBy, ...]:
    """Named relations first, those from the page before those towards it."""
    rows = sorted(gathered.ends.items(), key=lambda row: (not row[0][0], row[0][0], not row[0][1]))
    return tuple(
        RelatedBy(
            relation_words(name),
            forward,
            tuple(sorted(ends.values(), key=lambda end: (end.title, end.url))[:RELATED_SHOWN]),
            max(len(ends) - RELATED_SHOWN, 0),
        )
        for (name, forward), ends in rows
    )
