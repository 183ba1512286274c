"""Pages that have much in common with a page and no link to it, each with the reasons."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count

from wholesight.engines.search import words
from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page, Tag
from wholesight.kernel.pages.queries import tags_on, visible_pages
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.surroundings.shared_words import pages_sharing_words

SHOWN = 12
NAMES_A_REASON = 3
TIES_LOOKED_AT = 100
ROWS_READ = 3_000
TOO_COMMON = 400
TAGS, LEAD_ON, LED_FROM, WORDS = "tags", "lead on", "led from", "words"
Key = TypeVar("Key", int, str)
WEIGHTS = {TAGS: 1.0, LEAD_ON: 1.2, LED_FROM: 1.0, WORDS: 0.6}


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that a page has in common with others: a tag, a page, a word (`sort` says which), and the
    pages that have it."""

    sort: str
    name: str
    page_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reason:
    sort: str
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RelatedPage:
    title: str
    url: str
    kind: str
    space: str
    reasons: tuple[Reason, ...]


def related_pages(page: Page, sight: Sight) -> list[RelatedPage]:
    """The visible pages that have most in common with this one and are not linked with it, the nearest first.

    What few pages share tells most. Only what the reader sees counts, so a hidden page is no reason either.
    """
    common = [*shared_tags(page, sight), *shared_links(page, sight), *shared_words(page, sight)]
    known = {page.pk, *linked_with(page)}
    best = ranked(common, known)[:SHOWN]
    rows = visible_pages(sight).filter(pk__in=[page_id for page_id, _ in best])
    shown = {row[0]: row[1:] for row in rows.values_list("pk", "title", "path", "kind", "space__name")}
    return [
        RelatedPage(title, page_url(space, path), kind, space, reasons)
        for page_id, reasons in best
        if page_id in shown
        for title, path, kind, space in [shown[page_id]]
    ]


def ranked(common: Iterable[Shared], known: set[int]) -> list[tuple[int, tuple[Reason, ...]]]:
    """The pages by how much they share, with the reasons, the heavier first; `known` ones are left out."""
    weights: dict[int, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for shared in common:
        weight = WEIGHTS[shared.sort] / math.log2(2 + len(shared.page_ids))
        for page_id in shared.page_ids - known:
            weights[page_id][shared.sort][shared.name] = weight
    scores = {
        page_id: sum(sum(named.values()) for named in sorts.values()) for page_id, sorts in weights.items()
    }
    best = sorted(scores, key=lambda page_id: (-scores[page_id], page_id))
    return [(page_id, reasons_of(weights[page_id])) for page_id in best]


def reasons_of(sorts: Mapping[str, Mapping[str, float]]) -> tuple[Reason, ...]:
    order = sorted(sorts, key=lambda sort: (-sum(sorts[sort].values()), sort))
    reasons = []
    for sort in order:
        names = sorted(sorts[sort], key=lambda name: (-sorts[sort][name], name))
        reasons.append(Reason(sort, tuple(names[:NAMES_A_REASON]), max(0, len(names) - NAMES_A_REASON)))
    return tuple(reasons)


def linked_with(page: Page) -> set[int]:
    """The pages that this one links to or that link to it."""
    leading = Link.objects.filter(source=page).exclude(page=None).values_list("page_id", flat=True)
    coming = Link.objects.filter(page=page).values_list("source_id", flat=True)
    return {page_id for page_id in (*leading, *coming) if page_id is not None}


def shared_tags(page: Page, sight: Sight) -> list[Shared]:
    names = dict(Tag.objects.filter(page=page).values_list("key", "name"))
    on_visible = Tag.objects.filter(
        key__in=names, page__space_id__in=sight.space_ids, page__trashed_at=None
    ).exclude(page=page)
    counted = on_visible.order_by().values_list("key").annotate(Count("page", distinct=True))
    telling = [key for key, count in counted if count <= TOO_COMMON]
    rows = on_visible.filter(key__in=telling).order_by("-page_id").values_list("key", "page_id")
    return gathered(TAGS, rows[:ROWS_READ], names)


def shared_links(page: Page, sight: Sight) -> list[Shared]:
    """Pages that lead to where this one leads, and pages that are led to from where this one is."""
    visible = sight.space_ids
    seen = Link.objects.filter(
        source__trashed_at=None, space_id__in=visible, page__trashed_at=None, page__space_id__in=visible
    )
    targets = dict(
        seen.filter(source=page)
        .exclude(page=page)
        .order_by("page_id")
        .values_list("page_id", "page__title")
        .distinct()[:TIES_LOOKED_AT]
    )
    sources = dict(
        seen.filter(page=page)
        .exclude(source=page)
        .order_by("source_id")
        .values_list("source_id", "source__title")
        .distinct()[:TIES_LOOKED_AT]
    )
    to_same = seen.filter(page_id__in=targets).exclude(source=page).order_by("-source_id", "page_id")
    from_same = seen.filter(source_id__in=sources).exclude(page=page).order_by("-page_id", "source_id")
    return [
        *gathered(LEAD_ON, to_same.values_list("page_id", "source_id").distinct()[:ROWS_READ], targets),
        *gathered(LED_FROM, from_same.values_list("source_id", "page_id").distinct()[:ROWS_READ], sources),
    ]


def shared_words(page: Page, sight: Sight) -> list[Shared]:
    said_by_tags = {word for (name,) in tags_on(page.pk) for word in words(name)}
    return [
        Shared(WORDS, word, frozenset(page_ids) - {page.pk})
        for word, page_ids in pages_sharing_words(page, sight)
        if word not in said_by_tags
    ]


def gathered(
    sort: str, rows: Iterable[tuple[Key | None, int | None]], names: Mapping[Key, str]
) -> list[Shared]:
    """Rows of (what is shared, who shares it) as one entry for each thing that is shared."""
    sharing: dict[Key, set[int]] = defaultdict(set)
    for key, page_id in rows:
        if key is not None and page_id is not None:
            sharing[key].add(page_id)
    return [Shared(sort, names[key], frozenset(page_ids)) for key, page_ids in sharing.items()]
