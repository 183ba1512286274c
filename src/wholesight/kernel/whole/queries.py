"""Reading the whole: the pages, relations and tags that one reader can see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.models import Page, Tag
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.spaces.models import Space

SINCE_DAYS = (7, 30, 90, 365)


class WholePage(NamedTuple):
    id: int
    space_id: int
    folder: str
    path: str
    title: str
    kind: str
    updated_at: datetime


class Relation(NamedTuple):
    """`relation` is the folded name of the property; empty for a link in the text."""

    source: int
    target: int
    relation: str


class Tagged(NamedTuple):
    page: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a reader can see: spaces by age, pages by id, each relation once."""

    spaces: tuple[Space, ...]
    pages: tuple[WholePage, ...]
    relations: frozenset[Relation]
    tags: tuple[Tagged, ...]

    @property
    def space_ids(self) -> list[int]:
        return [space.pk for space in self.spaces]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What somebody wants to see of the whole. Empty fields narrow nothing; `since` is a number of days."""

    space: str = ""
    kind: str = ""
    relation: str = ""
    tag: str = ""
    since: int = 0

    @property
    def asked(self) -> dict[str, str]:
        """The fields that narrow, as an address has them."""
        fields = {"space": self.space, "kind": self.kind, "relation": self.relation, "tag": self.tag}
        since = {"since": str(self.since)} if self.since else {}
        return {name: value for name, value in fields.items() if value} | since


def read_whole(sight: Sight) -> Whole:
    """Everything that a reader can see. Three queries, however much it is."""
    spaces = tuple(sorted(sight.spaces, key=lambda space: space.pk))
    ids = [space.pk for space in spaces]
    pages = tuple(
        map(
            WholePage._make,
            Page.objects.filter(space__in=ids, trashed_at=None)
            .order_by("pk")
            .values_list(*WholePage._fields),
        )
    )
    shown = {page.id for page in pages}
    links = Link.objects.filter(space__in=ids, page__isnull=False).order_by()
    written = set(links.values_list("source_id", "page_id", "property"))
    relations = {
        Relation(source, target, relation_key(name))
        for source, target, name in written
        if source != target and source in shown and target in shown
    }
    tags = Tag.objects.filter(page__space__in=ids, page__trashed_at=None).order_by("key", "pk")
    return Whole(
        spaces,
        pages,
        frozenset(relations),
        tuple(map(Tagged._make, tags.values_list("page_id", "key", "name"))),
    )


@lru_cache(maxsize=4096)  # there are few names and many links
def relation_key(name: str) -> str:
    return fold(name) if name else ""


def relation_words(key: str) -> str:
    """A relation as it is read: `rests_on` is "rests on"."""
    return key.replace("_", " ")


def choices(sight: Sight) -> Mapping[str, list[str]]:
    """What the whole can be narrowed to for this reader: kinds, relations and tags that are there."""
    pages = visible_pages(sight)
    names = visible_links(sight).exclude(property="").values_list("property", flat=True).distinct().order_by()
    tags = Tag.objects.filter(page__in=pages).order_by("key").values_list("key", flat=True).distinct()
    return {
        "kind": list(pages.order_by("kind").values_list("kind", flat=True).distinct()),
        "relation": sorted({relation_key(name) for name in names}),
        "tag": list(tags),
    }


def visible_pages(sight: Sight) -> QuerySet[Page]:
    return Page.objects.filter(space__in=sight.space_ids, trashed_at=None)


def visible_links(sight: Sight) -> QuerySet[Link]:
    """Links between two pages that the reader can see."""
    ids = sight.space_ids
    return Link.objects.filter(
        space__in=ids, source__trashed_at=None, page__space__in=ids, page__trashed_at=None
    )


def narrowed(sight: Sight, narrowing: Narrowing) -> QuerySet[Page]:
    """The visible pages that somebody wants to see, in the order of an outline: by space, folder, title."""
    pages = visible_pages(sight)
    if narrowing.space:
        pages = pages.filter(space__name=narrowing.space)
    if narrowing.kind:
        pages = pages.filter(kind=narrowing.kind)
    if narrowing.since:
        pages = pages.filter(updated_at__gt=timezone.now() - timedelta(days=narrowing.since))
    if narrowing.tag:
        key = fold(narrowing.tag)
        tagged = Tag.objects.filter(page=OuterRef("pk"))
        pages = pages.filter(Exists(tagged.filter(Q(key=key) | Q(key__startswith=f"{key}/"))))
    if narrowing.relation:
        links = related_links(sight, narrowing.relation)
        pages = pages.filter(
            Q(pk__in=links.values_list("source_id", flat=True))
            | Q(pk__in=links.values_list("page_id", flat=True))
        )
    return pages.order_by("space__key", "space_id", "folder", "title", "pk")


def related_links(sight: Sight, relation: str) -> QuerySet[Link]:
    """The links of one relation, however its name is written."""
    links = visible_links(sight).exclude(source=F("page_id"))
    written = [
        name
        for name in links.values_list("property", flat=True).distinct().order_by()
        if relation_key(name) == fold(relation)
    ]
    return links.filter(property__in=written).order_by()


def relations_between(page_ids: Iterable[int], sight: Sight) -> list[Link]:
    """Links from and to these pages whose both ends the reader can see, with both pages. One query."""
    ids = list(page_ids)
    found = visible_links(sight).filter(Q(source__in=ids) | Q(page__in=ids)).exclude(source=F("page_id"))
    return list(
        found.select_related("source__space", "page__space").order_by("property", "source_id", "ordinal")
    )
