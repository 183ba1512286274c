"""Reading pages: one by its address, a folder, what changed last, tags, properties. All for one reader's
sight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.links.models import Name
from wholesight.kernel.links.queries import Destination, Key
from wholesight.kernel.pages.addresses import file_url, folder_url, page_url, tag_url
from wholesight.kernel.pages.models import Page, Property, Rendering, Revision, Tag
from wholesight.kernel.pages.prepare import name_key
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.prepared import PreparedQuery
from wholesight.kernel.spaces.models import Space

WIKILINK = re.compile(r"\[\[([^\]|]+?)(?:\|([^\]]*))?\]\]")
LISTED = ("title", "path", "kind", "updated_at")
SMALL_FOLDER = 60
OPENING_NAMES = ("readme", "index", "home", "start here", "welcome")
ALIASES = frozenset({"aliases", "alias"})
UNSHOWN_PROPERTIES = ALIASES | {"title", "tags", "tag", "kind", "cssclass", "cssclasses"}


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in a list."""

    title: str
    url: str
    kind: str
    space: str
    path: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A page beside another one in its folder."""

    title: str
    url: str
    path: str


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A folder in a list, with how many pages lie in it and below."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class FileEntry:
    name: str
    path: str
    url: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Change:
    """One saved revision in a list of changes; no author means that it was imported."""

    title: str
    url: str
    space: str
    author: str
    at: datetime
    summary: str
    first: bool
    act: int | None


@dataclass(frozen=True, slots=True)
class TagEntry:
    name: str
    url: str
    count: int
    depth: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a property's value: plain words, or a link (`url`)."""

    text: str
    url: str = ""
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class PropertyEntry:
    """A property as it is shown: each value in pieces."""

    name: str
    type: str
    values: tuple[tuple[Piece, ...], ...]


PAGE_FIELDS = [field.attname for field in Page._meta.concrete_fields]
PATH_COLUMN = PAGE_FIELDS.index("path")
RENDERING_FIELDS = [field.attname for field in Rendering._meta.concrete_fields]


WHOLE = (
    *PAGE_FIELDS,
    *(f"rendering__{name}" for name in RENDERING_FIELDS),
    *("revision__author_id", "revision__author__name"),
)


@PreparedQuery
def pages_at(space_id: int, path: str, other_path: str) -> QuerySet[Page, tuple[Any, ...]]:
    return Page.objects.filter(space_id=space_id, path__in=[path, other_path], trashed_at=None).values_list(
        *WHOLE
    )


@PreparedQuery
def pages_numbered(page_ids: list[int]) -> QuerySet[Page, tuple[Any, ...]]:
    return Page.objects.filter(pk__in=page_ids, trashed_at=None).values_list(*WHOLE)


@PreparedQuery
def pages_beside(space_id: int, folder: str) -> QuerySet[Page, tuple[Any, ...]]:
    pages = Page.objects.filter(space_id=space_id, folder=folder, trashed_at=None)
    return pages.order_by("title", "path").values_list("title", "path")[: SMALL_FOLDER + 1]


@PreparedQuery
def tags_on(page_id: int) -> QuerySet[Tag, tuple[Any, ...]]:
    return Tag.objects.filter(page_id=page_id).order_by("pk").values_list("name")


@PreparedQuery
def values_on(page_id: int) -> QuerySet[Property, tuple[Any, ...]]:
    return (
        Property.objects.filter(page_id=page_id)
        .order_by("ordinal")
        .values_list("name", "key", "type", "text")
    )


def visible_pages(sight: Sight) -> QuerySet[Page]:
    return Page.objects.filter(space_id__in=sight.space_ids, trashed_at=None)


def find_page(sight: Sight, space: Space, address: str) -> Page | None:
    """The page at an address below its space: its path, with or without `.md`."""
    paths = [f"{address}.md", address] if not address.lower().endswith(".md") else [address, f"{address}.md"]
    if not sight.shows(space.pk):
        return None
    found = {row[PATH_COLUMN]: row for row in pages_at(space.pk, *paths)}
    row = next((found[path] for path in paths if path in found), None)
    return None if row is None else page_from(row, sight)


def page_moved_from(sight: Sight, space: Space, address: str) -> Page | None:
    """The page that was moved away from this address last, where this reader can see it now."""
    names = [address, f"{address}.md"]
    moves = Activity.objects.filter(verb="PageMoved", space=space, details__before__in=names)
    last = moves.order_by("-pk").values_list("page_id", flat=True).first()
    return visible_pages(sight).select_related("space").filter(pk=last or 0).first()


def pages_with(page_ids: Sequence[int], sight: Sight) -> list[Page]:
    """The pages with these ids that this reader may see, each with its rendering. One query."""
    pages = (page_from(row, sight) for row in pages_numbered(page_ids))
    return [page for page in pages if sight.shows(page.space_id)]


def page_from(row: tuple[Any, ...], sight: Sight) -> Page:
    """A page out of a row of WHOLE: with its space, rendering and author; its text is left out."""
    database, pages = connection.alias, len(PAGE_FIELDS)
    page = Page.from_db(database, PAGE_FIELDS, row[:pages])
    space = next((space for space in sight.spaces if space.pk == page.space_id), None)
    if space is not None:
        page.space = space
    if row[pages] is not None:
        page.rendering = Rendering.from_db(
            database, RENDERING_FIELDS, row[pages : pages + len(RENDERING_FIELDS)]
        )
    author, name = row[-2:]
    if page.revision_id is not None:
        page.revision = Revision.from_db(database, ("id", "author_id"), (page.revision_id, author))
        page.revision.author = (
            None if author is None else Person.from_db(database, ("id", "name"), (author, name))
        )
    return page


def find_by_name(sight: Sight, space: Space, name: str) -> list[PageEntry]:
    """Pages of the reader's spaces whose file, alias or title is this name; those of this space first."""
    rows = Name.objects.filter(
        key=name_key(name), space_id__in=sight.space_ids, page__trashed_at=None
    ).exclude(page=None)
    pages = {row.page_id: row.page for row in rows.select_related("page", "page__space")}
    found = [page for page in pages.values() if page is not None]
    return entries(sorted(found, key=lambda page: (page.space_id != space.pk, page.path)))


def entries(pages: Iterable[Page]) -> list[PageEntry]:
    return [
        PageEntry(
            page.title,
            page_url(page.space.name, page.path),
            page.kind,
            page.space.name,
            page.path,
            page.updated_at,
        )
        for page in pages
    ]


def pages_in(space: Space, folder: str, start: int, limit: int) -> tuple[list[PageEntry], int]:
    """The pages that lie directly in a folder, by title, from `start` on; and how many there are in all."""
    pages = Page.objects.filter(space=space, folder=folder, trashed_at=None).order_by("title", "path")
    return listed(space, pages.values_list(*LISTED)[start : start + limit]), pages.count()


def neighbours(page: Page, each_side: int = 6) -> tuple[list[Neighbour], list[Neighbour], int]:
    """The pages before and after a page in its folder, by title, and how many the folder holds.

    One query; in a folder of more than SMALL_FOLDER pages three, so that none of them reads it all.
    """
    rows = pages_beside(page.space_id, page.folder)
    if len(rows) <= SMALL_FOLDER:
        own = next((number for number, row in enumerate(rows) if row[1] == page.path), 0)
        before, after, count = (
            rows[max(0, own - each_side) : own],
            rows[own + 1 : own + 1 + each_side],
            len(rows),
        )
    else:
        beside = Page.objects.filter(space=page.space, folder=page.folder, trashed_at=None)
        order = Q(title__lt=page.title) | Q(title=page.title, path__lt=page.path)
        earlier = beside.filter(order).order_by("-title", "-path").values_list("title", "path")[:each_side]
        later = (
            beside.exclude(order).exclude(pk=page.pk).order_by("title", "path").values_list("title", "path")
        )
        before, after, count = list(reversed(earlier)), list(later[:each_side]), beside.count()
    return besides(page.space, before), besides(page.space, after), count


def besides(space: Space, rows: Iterable[tuple[Any, ...]]) -> list[Neighbour]:
    return [Neighbour(title, page_url(space.name, path), path) for title, path in rows]


def listed(space: Space, rows: Iterable[tuple[str, str, str, datetime]]) -> list[PageEntry]:
    return [
        PageEntry(title, page_url(space.name, path), kind, space.name, path, updated_at)
        for title, path, kind, updated_at in rows
    ]


def folders_in(space: Space, folder: str) -> list[FolderEntry]:
    """The folders that lie directly in a folder. One query over the folders of the space."""
    below = Page.objects.filter(space=space, trashed_at=None)
    prefix = f"{folder}/" if folder else ""
    if prefix:
        below = below.filter(folder__startswith=prefix)
    counts: dict[str, int] = {}
    for path, count in (
        below.exclude(folder=folder).values_list("folder").annotate(Count("id")).order_by("folder")
    ):
        name = path[len(prefix) :].partition("/")[0]
        counts[name] = counts.get(name, 0) + count
    hidden_last = sorted(counts, key=lambda name: (name.startswith((".", "_")), fold(name)))
    return [FolderEntry(name, folder_url(space.name, prefix + name), counts[name]) for name in hidden_last]


def folder_exists(space: Space, folder: str) -> bool:
    inside = Q(folder=folder) | Q(folder__startswith=f"{folder}/")
    return Page.objects.filter(inside, space=space, trashed_at=None).exists()


def files_in(space: Space, folder: str | None = None, limit: int = 500) -> list[FileEntry]:
    """The attachments of a space, or those directly in one folder."""
    files = Attachment.objects.filter(space=space, trashed_at=None).order_by("path")
    if folder is not None:
        prefix = f"{folder}/" if folder else ""
        files = files.filter(path__startswith=prefix)
        rows = [file for file in files if "/" not in file.path[len(prefix) :]]
    else:
        rows = list(files[:limit])
    return [
        FileEntry(
            file.path.rpartition("/")[2],
            file.path,
            file_url(space.name, file.path),
            file.size,
            file.media_type,
        )
        for file in rows[:limit]
    ]


def opening_page(space: Space, folder: str) -> Page | None:
    """The page that opens a folder: the one in it that is named README, index or the like."""
    prefix = f"{folder}/" if folder else ""
    names = Q(*(Q(path__iexact=f"{prefix}{name}.md") for name in OPENING_NAMES), _connector=Q.OR)
    page = (
        Page.objects.filter(names, space=space, trashed_at=None)
        .select_related("rendering")
        .order_by("path")
        .first()
    )
    if page is not None:
        page.space = space
    return page


def recent_changes(
    sight: Sight, *, space: Space | None = None, page: Page | None = None, start: int = 0, limit: int = 50
) -> list[Change]:
    """The newest revisions that this reader may see. One query."""
    revisions = Revision.objects.filter(page__trashed_at=None, page__space_id__in=sight.space_ids)
    if space is not None:
        revisions = revisions.filter(page__space=space)
    if page is not None:
        revisions = revisions.filter(page=page)
    page_fields = ("page__title", "page__space__name", "page__path", "page__created_at")
    rows = revisions.order_by("-at", "-id").values_list(
        *page_fields, "author__name", "at", "summary", "act_id"
    )[start : start + limit]
    return [
        Change(title, page_url(name, path), name, author or "", at, summary, at == created_at, act)
        for title, name, path, created_at, author, at, summary, act in rows
    ]


def tags_of(page: Page) -> list[TagEntry]:
    """The tags of a page in the order of its text. One query."""
    return [TagEntry(name, tag_url(page.space.name, name), 0, 0) for (name,) in tags_on(page.pk)]


def tags_in(space: Space) -> list[TagEntry]:
    """The tags of a space, each with how many pages bear it or a tag below it, in the order of their
    names."""
    shown: dict[str, str] = {}
    pages: dict[str, set[int]] = {}
    rows = (
        Tag.objects.filter(page__space=space, page__trashed_at=None)
        .order_by("pk")
        .values_list("key", "name", "page_id")
    )
    for key, name, page_id in rows:
        keys, names = key.split("/"), name.split("/")
        for depth in range(1, len(keys) + 1):
            above = "/".join(keys[:depth])
            shown.setdefault(above, "/".join(names[:depth]))
            pages.setdefault(above, set()).add(page_id)
    return [
        TagEntry(shown[key], tag_url(space.name, shown[key]), len(pages[key]), key.count("/"))
        for key in sorted(shown, key=lambda key: key.split("/"))
    ]


def pages_tagged(space: Space, tag: str, start: int, limit: int) -> tuple[list[PageEntry], int]:
    """The pages of a space that bear a tag or one below it, newest first, from `start` on; and how many
    there are in all."""
    key = fold(tag)
    tagged = Tag.objects.filter(Q(key=key) | Q(key__startswith=f"{key}/")).values("page_id")
    pages = Page.objects.filter(space=space, trashed_at=None, pk__in=tagged).order_by("-updated_at", "id")
    return listed(space, pages.values_list(*LISTED)[start : start + limit]), pages.count()


def properties_of(page: Page, places: Mapping[Key, Destination]) -> tuple[list[PropertyEntry], list[str]]:
    """The properties of a page in their order, links in them as the reader's `places` have them; and its
    aliases. One query."""
    by_name = {
        fold(target): place
        for (source, as_path, target, _), place in places.items()
        if source == page.pk and not as_path
    }
    types: dict[str, str] = {}
    values: dict[str, list[tuple[Piece, ...]]] = {}
    aliases = []
    for name, key, type_name, text in values_on(page.pk):
        if key in ALIASES and text:
            aliases.append(text)
        elif key not in UNSHOWN_PROPERTIES and text:
            types[name] = type_name
            values.setdefault(name, []).append(pieces(text, by_name))
    shown = [PropertyEntry(name.replace("_", " "), types[name], tuple(values[name])) for name in values]
    return shown, aliases


def pieces(text: str, places: Mapping[str, Destination]) -> tuple[Piece, ...]:
    """A value cut at its wikilinks."""
    found: list[Piece] = []
    end = 0
    for match in WIKILINK.finditer(text):
        target = match[1].partition("#")[0].strip()
        place = places.get(fold(target))
        if match.start() > end:
            found.append(Piece(text[end : match.start()]))
        shown = match[2] or match[1].rpartition("/")[2].strip()
        found.append(Piece(shown, place.url, place.wanted) if place else Piece(shown))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return tuple(found)
