"""Reading links: where those of a page lead for a reader, what links to a page, and what is wanted."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, QuerySet

from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.addresses import file_url, page_url
from wholesight.kernel.pages.prepare import name_key
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.prepared import PreparedQuery

PATH_FORMS = ("markdown", "image", "html")
SHOWN_BACKLINKS = 200
GATHERED = (
    "source_id",
    "source__title",
    "source__path",
    "source__kind",
    "space__name",
    "property",
    "context",
)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads for one reader. What they may not see is `wanted`, exactly like what does not
    exist."""

    url: str
    title: str
    wanted: bool = False
    page_id: int | None = None
    media_type: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Backlink:
    """A page that links here, with the sentences around its links."""

    title: str
    url: str
    kind: str
    space: str
    relations: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    title: str
    url: str
    kind: str
    space: str
    relations: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WantedPage:
    """A name that pages link to and no page has: how many pages ask for it, and one of them."""

    name: str
    url: str
    count: int
    asked_in: str
    asked_url: str


Key = tuple[int, bool, str, str]  # source page, written as a path, target, fragment


class Led(NamedTuple):
    """A link with all that a reader's destination depends on."""

    source_id: int
    source_path: str
    space_id: int
    form: str
    target: str
    fragment: str
    anchor: str | None
    page_id: int | None
    page_space_id: int
    page_path: str
    page_title: str
    page_trashed_at: object
    file_space_id: int
    file_path: str | None
    file_media_type: str
    file_trashed_at: object


LED = (
    *("source_id", "source__path", "space_id", "form", "target", "fragment", "anchor"),
    *("page_id", "page__space_id", "page__path", "page__title", "page__trashed_at"),
    *("attachment__space_id", "attachment__path", "attachment__media_type", "attachment__trashed_at"),
)


@PreparedQuery
def links_of(page_ids: list[int]) -> QuerySet[Link, tuple[Any, ...]]:
    return Link.objects.filter(source_id__in=page_ids).order_by().values_list(*LED)


def destinations(page_ids: Sequence[int], sight: Sight) -> dict[Key, Destination]:
    """Where every link of these visible pages leads for this reader, by how it is written. One query."""
    names = {space.pk: space.name for space in sight.spaces}
    rows = map(Led._make, links_of(page_ids))
    found: dict[Key, Destination] = {}
    for row in rows:
        if row.page_id is not None and row.page_space_id in names and row.page_trashed_at is None:
            url = page_url(names[row.page_space_id], row.page_path, row.anchor or "")
            place = Destination(url, row.page_title, page_id=row.page_id, anchor=row.anchor)
        elif row.file_path is not None and row.file_space_id in names and row.file_trashed_at is None:
            url, name = file_url(names[row.file_space_id], row.file_path), row.file_path.rpartition("/")[2]
            place = Destination(url, name, media_type=row.file_media_type)
        else:
            url = wanted_url(names[row.space_id], row.source_path, row.form, row.target)
            place = Destination(url, row.target, wanted=True)
        found[row.source_id, row.form in PATH_FORMS, row.target, row.fragment] = place
    return found


def wanted_url(space: str, source_path: str, form: str, target: str) -> str:
    """Where a wanted page would be: a path in a Markdown link begins at the page that it stands in."""
    if form in PATH_FORMS:
        folder = "" if target.startswith("/") else source_path.rpartition("/")[0]
        target = posixpath.normpath(posixpath.join("/", folder, target.strip("/")))
    return page_url(space, target.strip("/"))


@PreparedQuery
def links_to(page_id: int, space_ids: list[int]) -> QuerySet[Link, tuple[Any, ...]]:
    links = Link.objects.filter(page_id=page_id, source__trashed_at=None, space_id__in=space_ids)
    ordered = links.exclude(source_id=page_id).order_by("source__title", "source_id", "ordinal")
    return ordered.values_list(*GATHERED)[:SHOWN_BACKLINKS]


def backlinks(page_id: int, sight: Sight) -> list[Backlink]:
    """The visible pages that link to a page, in the order of their titles. One query."""
    return gather(links_to(page_id, sight.space_ids))


def links_asking_for(name: str, sight: Sight) -> list[Backlink]:
    """The visible pages that link to a name which no page has for this reader. One query."""
    rows = wanting_links(sight).filter(key=name_key(name)).order_by("source__title", "source_id", "ordinal")
    return gather(rows.values_list(*GATHERED)[:SHOWN_BACKLINKS])


def gather(rows: Iterable[tuple[Any, ...]]) -> list[Backlink]:
    """One backlink a page, with the relations and the first sentences of its links."""
    gathered: dict[int, _Gathered] = {}
    for source_id, title, path, kind, space, relation, context in rows:
        backlink = gathered.setdefault(source_id, _Gathered(title, page_url(space, path), kind, space))
        named = relation.replace("_", " ")
        if named and named not in backlink.relations:
            backlink.relations.append(named)
        elif context and context not in backlink.sentences:
            backlink.sentences.append(context)
    return [
        Backlink(b.title, b.url, b.kind, b.space, tuple(b.relations), tuple(b.sentences[:3]))
        for b in gathered.values()
    ]


def wanting_links(sight: Sight) -> QuerySet[Link]:
    """Links that lead nowhere for this reader, be it that the page is missing, in the trash or not for
    them to see."""
    visible = sight.space_ids
    page = Q(page__space_id__in=visible, page__trashed_at=None)
    attachment = Q(attachment__space_id__in=visible, attachment__trashed_at=None)
    return (
        Link.objects.filter(space_id__in=visible, source__trashed_at=None)
        .exclude(page | attachment)
        .exclude(target="")
        .exclude(target__contains="://")
    )


def wanted_pages(sight: Sight, limit: int = 200) -> list[WantedPage]:
    """The names that most pages ask for; a link into another space asks there. Two queries."""
    by_key = {space.key: space.name for space in sight.spaces}
    rows = (
        wanting_links(sight)
        .exclude(form__in=("image", "html"))
        .values("key", "first", "space__name")
        .annotate(pages=Count("source_id", distinct=True), link=Max("id"))
        .order_by("-pages", "key")[: limit * 2]
    )
    counts: dict[tuple[str, str], int] = {}
    examples: dict[tuple[str, str], int] = {}
    for row in rows:
        place = (by_key.get(row["first"], row["space__name"]), row["key"])
        counts[place] = counts.get(place, 0) + row["pages"]
        examples.setdefault(place, row["link"])
    most = sorted(counts, key=lambda place: (-counts[place], place[1]))[:limit]
    chosen = [examples[place] for place in most]
    links = Link.objects.filter(pk__in=chosen).select_related("source", "space").in_bulk()
    return [wanted_page(space, counts[space, key], links[examples[space, key]]) for space, key in most]


def wanted_page(space: str, count: int, link: Link) -> WantedPage:
    """A wanted page, by one of the links that ask for it."""
    target = link.target.strip("/")
    if link.space.name != space:
        target = target.partition("/")[2]
    address = wanted_url(space, link.source.path, link.form, target)
    return WantedPage(
        target.rpartition("/")[2],
        address,
        count,
        link.source.title,
        page_url(link.space.name, link.source.path),
    )
