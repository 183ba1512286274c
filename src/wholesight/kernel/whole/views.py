"""The screens of the whole: the map, what it is drawn from, the card of one page, and the outline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.kinds.registry import kind_named
from wholesight.kernel.pages.addresses import folder_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.reading.shell import ShellLink, sight_of, start_of
from wholesight.kernel.whole.arranging import layouts_of
from wholesight.kernel.whole.outline import PAGES_A_SCREEN, outline, outline_pages
from wholesight.kernel.whole.picture import picture
from wholesight.kernel.whole.queries import (
    SINCE_DAYS,
    Narrowing,
    choices,
    read_whole,
    relation_words,
    visible_pages,
)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Narrower:
    """One field by which the whole is narrowed; the first choice narrows nothing."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def whole(request: HttpRequest) -> HttpResponse:
    """The map. Its filters lead to the outline where there is no script."""
    sight, narrowing = sight_of(request), asked_narrowing(request)
    context = {
        "narrowers": narrowers(sight, narrowing),
        "pages": visible_pages(sight).count(),
        "narrowed": bool(narrowing.asked),
        "chosen": chosen_page(request, sight),
        **addresses(narrowing),
    }
    return render(request, "kernel/whole.html", context)


def whole_picture(request: HttpRequest) -> HttpResponse:
    """What the map is drawn from, for this reader; unchanged, it is not sent again."""
    seen = read_whole(sight_of(request))
    document = picture(seen, layouts_of(seen))
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    etag = f'W/"{blake2b(body, digest_size=16).hexdigest()}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        body, content_type="application/json"
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def whole_card(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """One page on the map: what it is, where it lies, and its relations in words. A piece of HTML."""
    page = page_at(sight_of(request), space, path)
    if page is None:
        raise Http404
    (entry,) = outline_pages([page], sight_of(request))
    places = [ShellLink(page.space.name, folder_url(page.space.name))]
    if page.folder:
        places.append(ShellLink(page.folder, folder_url(page.space.name, page.folder)))
    return render(request, "kernel/whole_card.html", {"page": entry, "places": places})


def whole_outline(request: HttpRequest) -> HttpResponse:
    """The same as an outline."""
    sight, narrowing, start = sight_of(request), asked_narrowing(request), start_of(request)
    shown = outline(sight, narrowing, start)
    context = {
        "narrowers": narrowers(sight, narrowing),
        "outline": shown,
        "narrowed": bool(narrowing.asked),
        "earlier_url": turned(narrowing, max(start - PAGES_A_SCREEN, 0)) if start else "",
        "later_url": turned(narrowing, shown.last) if 0 < shown.last < shown.total else "",
        **addresses(narrowing),
    }
    return render(request, "kernel/whole_outline.html", context)


def asked_narrowing(request: HttpRequest) -> Narrowing:
    """What the address narrows to; what makes no sense narrows nothing."""
    asked = {name: request.GET.get(name, "").strip() for name in ("space", "kind", "relation", "tag")}
    since = request.GET.get("since", "")
    days = int(since) if since.isdecimal() and len(since) < 5 else 0
    return Narrowing(**asked, since=days)


def page_at(sight: Sight, space: str, path: str) -> Page | None:
    place = sight.space_named(space)
    if place is None:
        return None
    return visible_pages(sight).select_related("space").filter(space=place, path=path).first()


def chosen_page(request: HttpRequest, sight: Sight) -> Mapping[str, str] | None:
    """The page that the map opens at, by `at` and `path` of the address."""
    page = page_at(sight, request.GET.get("at", ""), request.GET.get("path", ""))
    return {"space": page.space.name, "path": page.path} if page else None


def addresses(narrowing: Narrowing) -> dict[str, str]:
    query = f"?{urlencode(narrowing.asked)}" if narrowing.asked else ""
    return {
        "map_url": f"{reverse('whole')}{query}",
        "outline_url": reverse("whole_outline"),
        "narrowed_outline_url": f"{reverse('whole_outline')}{query}",
        "picture_url": reverse("whole_picture"),
    }


def turned(narrowing: Narrowing, start: int) -> str:
    query = urlencode(narrowing.asked | ({"start": str(start)} if start else {}))
    return f"{reverse('whole_outline')}{'?' + query if query else ''}"


def narrowers(sight: Sight, narrowing: Narrowing) -> tuple[Narrower, ...]:
    """The fields with what there is to choose from for this reader."""
    there = choices(sight)
    kinds = [(name, str(kind_named(name).label)) for name in there["kind"]]
    relations = [(name, relation_words(name)) for name in there["relation"]]
    tags = [(name, f"#{name}") for name in there["tag"]]
    since = [(str(days), since_words(days)) for days in SINCE_DAYS]
    return (
        narrower(
            "space", _("Space"), _("All spaces"), [(s.name, s.name) for s in sight.spaces], narrowing.space
        ),
        narrower("kind", _("Kind"), _("All kinds"), kinds, narrowing.kind),
        narrower("relation", _("Relation"), _("All relations"), relations, fold(narrowing.relation)),
        narrower("tag", _("Tag"), _("All tags"), tags, fold(narrowing.tag)),
        narrower("since", _("Changed"), _("At any time"), since, str(narrowing.since)),
    )


def narrower(name: str, label: str, nothing: str, values: list[tuple[str, str]], asked: str) -> Narrower:
    offered = [Choice("", nothing, not asked)]
    offered += [Choice(value, words, value == asked) for value, words in values]
    return Narrower(name, label, tuple(offered))


def since_words(days: int) -> str:
    words = {
        7: _("In the last week"),
        30: _("In the last month"),
        90: _("In the last three months"),
        365: _("In the last year"),
    }
    return words[days]
