"""Search, and Ctrl-K."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wholesight.kernel.kinds.registry import Words, kind_named
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.queries import entries, visible_pages
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.reading.shell import ShellLink, sight_of, start_of
from wholesight.kernel.search.queries import Hit, SearchResults, suggest
from wholesight.kernel.search.queries import search as search_pages

HITS_A_SCREEN = 20
LAST_HIT_SHOWN = 1000
OPTIONS = 8
QUERY_LIMIT = 400


@dataclass(frozen=True, slots=True)
class ShownHit:
    title: str
    url: str
    where: str
    kind: Words
    accent: str
    passage: SafeString


@dataclass(frozen=True, slots=True)
class Option:
    title: str
    url: str
    detail: str
    kind: Words
    accent: str
    icon: str = ""


def search(request: HttpRequest) -> HttpResponse:
    """The search screen; htmx gets the results alone."""
    sight = sight_of(request)
    query = " ".join(request.GET.get("q", "").split())[:QUERY_LIMIT]
    chosen = sight.space_named(request.GET.get("space", ""))
    start = min(start_of(request), LAST_HIT_SHOWN)
    space_ids = [chosen.pk] if chosen else sight.space_ids
    results = search_pages(query, space_ids=space_ids, limit=HITS_A_SCREEN, offset=start) if query else None
    words = {"q": query} | ({"space": chosen.name} if chosen else {})
    partial = "HX-Request" in request.headers
    context = {
        "query": query,
        "partial": partial,
        "narrowings": narrowings(sight, query, chosen.name if chosen else ""),
        **results_context(results, words, start),
    }
    template = "kernel/search_results.html" if partial else "kernel/search.html"
    answer = render(request, template, context)
    patch_vary_headers(answer, ["HX-Request"])  # or "back" would show the results without their screen
    return answer


def results_context(results: SearchResults | None, words: dict[str, str], start: int) -> dict[str, object]:
    if results is None:
        return {"hits": [], "total": 0, "total_is_exact": True, "corrections": {}, "corrected": ""}
    corrected = words["q"]
    for typed, meant in results.corrections.items():
        corrected = corrected.replace(typed, meant)
    later = start + HITS_A_SCREEN
    return {
        "hits": [shown_hit(hit) for hit in results.hits],
        "total": results.total,
        "total_is_exact": results.total_is_exact,
        "corrections": results.corrections,
        "corrected": corrected if results.corrections else "",
        "earlier_url": screen_url(words, max(0, start - HITS_A_SCREEN)) if start else "",
        "later_url": screen_url(words, later) if results.total > later and later <= LAST_HIT_SHOWN else "",
    }


def shown_hit(hit: Hit) -> ShownHit:
    folder = hit.path.rpartition("/")[0]
    kind = kind_named(hit.kind)
    where = f"{hit.space} / {folder.replace('/', ' / ')}" if folder else hit.space
    label = "" if kind.name == "note" else kind.label
    return ShownHit(hit.title, page_url(hit.space, hit.path), where, label, kind.accent, marked(hit.snippet))


def marked(runs: Sequence[tuple[str, bool]]) -> SafeString:
    """A snippet as HTML: written here, since a template takes ten times as long for so many small runs."""
    parts = (format_html("<mark>{}</mark>", text) if sought else escape(text) for text, sought in runs)
    return mark_safe("".join(parts))


def screen_url(words: dict[str, str], start: int) -> str:
    return f"{reverse('search')}?{urlencode(words | ({'start': str(start)} if start else {}))}"


def narrowings(sight: Sight, query: str, chosen: str) -> list[ShellLink]:
    """Links that keep the words and narrow them to a space."""
    address = reverse("search")
    everywhere = ShellLink(_("All spaces"), f"{address}?{urlencode({'q': query})}", not chosen)
    return [
        everywhere,
        *(
            ShellLink(
                space.name, f"{address}?{urlencode({'q': query, 'space': space.name})}", space.name == chosen
            )
            for space in sight.spaces
        ),
    ]


def find(request: HttpRequest) -> HttpResponse:
    """The options of Ctrl-K for what is typed; with nothing typed, what changed last."""
    sight = sight_of(request)
    query = " ".join(request.GET.get("q", "").split())[:QUERY_LIMIT]
    if query:
        title, found = _("Pages"), suggest(query, space_ids=sight.space_ids, limit=OPTIONS)
        pages = [option(hit.title, hit.space, hit.path, hit.kind) for hit in found]
    else:
        title = _("Changed last")
        latest = visible_pages(sight).select_related("space").order_by("-updated_at", "id")[:OPTIONS]
        pages = [option(entry.title, entry.space, entry.path, entry.kind) for entry in entries(latest)]
    spaces = [
        Option(space.name, reverse("space", args=[space.name]), _("Space"), _("Space"), "", "space")
        for space in sight.spaces
        if query.casefold() in space.key
    ]
    groups = [{"title": title, "options": pages}] if pages else []
    if spaces:
        groups.append({"title": _("Spaces"), "options": spaces[:OPTIONS]})
    count = len(pages) + len(spaces)
    context = {
        "query": query,
        "groups": groups,
        "search_url": reverse("search"),
        "said": ngettext("%(count)s found", "%(count)s found", count) % {"count": count},
    }
    return render(request, "kernel/find.html", context)


def option(title: str, space: str, path: str, kind_name: str) -> Option:
    kind = kind_named(kind_name)
    folder = path.rpartition("/")[0]
    return Option(
        title, page_url(space, path), f"{space} / {folder}" if folder else space, kind.label, kind.accent
    )
