"""What the editor offers while somebody writes: pages, headings, tags, people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.kinds.registry import kind_named
from wholesight.kernel.links.actions import Names, Written
from wholesight.kernel.pages.models import Block, Heading, Page, Tag
from wholesight.kernel.pages.prepare import file_title, name_key
from wholesight.kernel.pages.projection import first_segment
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.reading.shell import sight_of
from wholesight.kernel.search.queries import suggest
from wholesight.kernel.spaces.models import Space

OFFERED = 10
QUERY_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """`insert` is what is written: of a page or heading the inside of a wikilink."""

    insert: str
    label: str
    detail: str
    kind: str


def complete(request: HttpRequest) -> JsonResponse:
    """Offers for what is typed (JSON): `kind` page, heading, tag or person; `space` and `path` say where."""
    sight = sight_of(request)
    space = sight.space_named(request.GET.get("space", ""))
    query, path = request.GET.get("q", "")[:QUERY_LIMIT], request.GET.get("path", "")
    offers = OFFERS.get(request.GET.get("kind", ""))
    found = list(offers(sight, space, path, query)) if offers and space else []
    return JsonResponse([asdict(offer) for offer in found], safe=False)


class Found(NamedTuple):
    """A page that may be meant."""

    page: int
    path: str
    space: str
    title: str
    kind: str


FOUND = ("pk", "path", "space__name", "title", "kind")


def pages(sight: Sight, space: Space, path: str, query: str) -> Iterator[Offer]:
    """Pages by what they are called, those of the same space first; with nothing typed, what changed last."""
    if query.strip():
        found = called(query, sight, 2 * OFFERED)
    else:
        latest = Page.objects.filter(space=space, trashed_at=None).order_by("-updated_at", "-id")
        found = [Found(*row) for row in latest.values_list(*FOUND)[:OFFERED]]
    found.sort(key=lambda page: page.space != space.name)
    for page, written in written_links(found[:OFFERED], space, path):
        where = page.path.rpartition("/")[0] if page.space == space.name else f"{page.space}: {page.path}"
        detail = " · ".join(part for part in (str(kind_named(page.kind).label), where) if part)
        yield Offer(written, page.title, detail, page.kind)


def people(sight: Sight, space: Space, path: str, query: str) -> Iterator[Offer]:
    """People by the pages about them."""
    if query.strip():
        found = [page for page in called(query, sight, 4 * OFFERED) if page.kind == "person"]
    else:
        profiles = Page.objects.filter(space_id__in=sight.space_ids, kind="person", trashed_at=None)
        found = [Found(*row) for row in profiles.order_by("title").values_list(*FOUND)[:OFFERED]]
    for page, written in written_links(found[:OFFERED], space, path):
        yield Offer(f"[[{written}]]", page.title, page.path.rpartition("/")[0], "person")


def called(query: str, sight: Sight, limit: int) -> list[Found]:
    hits = suggest(query, space_ids=sight.space_ids, limit=limit)
    return [Found(hit.page_id, hit.path, hit.space, hit.title, hit.kind) for hit in hits]


def written_links(found: Sequence[Found], space: Space, path: str) -> Iterator[tuple[Found, str]]:
    """Each with the inside of a wikilink that leads there from `path` and shows its title."""
    names = Names.load({name_key(page.path) for page in found})
    for page in found:
        target = link_to(names, space, path, page)
        shown = "" if fold(page.title) == fold(file_title(page.path)) else f"|{page.title}"
        yield page, target + shown


def link_to(names: Names, space: Space, path: str, page: Found) -> str:
    """The shortest target that leads from `path` to the page: its name, else the end of its path."""
    whole = page.path[:-3]
    if page.space != space.name:
        return f"{page.space}/{whole}"
    parts = whole.split("/")
    for start in range(len(parts) - 1, -1, -1):
        target = "/".join(parts[start:])
        decision = names.decide(as_link(target, space, path))
        if decision.page_id == page.page and decision.status == "resolved":
            return target
    return f"/{whole}"


def as_link(target: str, space: Space, path: str) -> Written:
    """A wikilink as it would be written on the page at `path`."""
    written = (0, "wikilink", target, "", name_key(target), first_segment(target), path, space.pk)
    return Written(*written, None, None, "", None)


def headings(sight: Sight, space: Space, path: str, query: str) -> Iterator[Offer]:
    """Headings and named blocks of the page that is written before `#`; of this page where nothing is."""
    target, _sign, typed = query.partition("#")
    seen = Page.objects.filter(space_id__in=sight.space_ids, trashed_at=None)
    if target.strip():
        decision = Names.load({name_key(target)}).decide(as_link(target, space, path))
        found = seen.filter(pk=decision.page_id or 0).first()
    else:
        found = seen.filter(space=space, path=path).first()
    if found is None:
        return
    if typed.startswith("^"):
        blocks = Block.objects.filter(page=found, identifier__istartswith=typed[1:])
        for name in blocks.order_by("line").values_list("identifier", flat=True)[:OFFERED]:
            yield Offer(f"{target}#^{name}", f"^{name}", _("Block"), "block")
        return
    wanted = fold(typed)
    offered = 0
    for heading in Heading.objects.filter(page=found):
        if wanted in fold(heading.text) and offered < OFFERED:
            offered += 1
            text = heading.text.translate(NOT_IN_A_FRAGMENT)
            yield Offer(f"{target}#{' '.join(text.split())}", heading.text, "#" * heading.level, "heading")


NOT_IN_A_FRAGMENT = str.maketrans("#^|[]", "     ")


def tags(sight: Sight, space: Space, path: str, query: str) -> Iterator[Offer]:
    """Tags of the space that begin so or have a part that begins so, the most used first."""
    key = fold(query.lstrip("#"))
    rows = Tag.objects.filter(page__space=space, page__trashed_at=None)
    counts: dict[str, tuple[str, int]] = {}
    for name, folded in rows.filter(key__contains=key).values_list("name", "key"):
        if folded.startswith(key) or f"/{key}" in folded:
            counts[folded] = (counts.get(folded, (name, 0))[0], counts.get(folded, (name, 0))[1] + 1)
    best = sorted(counts.values(), key=lambda found: (-found[1], found[0]))
    for name, count in best[:OFFERED]:
        yield Offer(name, name, str(count), "tag")


OFFERS = {"page": pages, "heading": headings, "tag": tags, "person": people}
