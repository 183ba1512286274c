"""The screens of one page: its text and surroundings, its history, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from wholesight.kernel.concerns.actions import settle_concern
from wholesight.kernel.concerns.queries import open_concerns, visible_concern
from wholesight.kernel.kinds.registry import kind_named
from wholesight.kernel.links.queries import backlinks, links_asking_for
from wholesight.kernel.pages.addresses import folder_url, page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import (
    Neighbour,
    find_page,
    folder_exists,
    neighbours,
    properties_of,
    recent_changes,
    tags_of,
)
from wholesight.kernel.pages.rendering import Filling
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Act, Sight, can
from wholesight.kernel.reading.guesses import probably_meant
from wholesight.kernel.reading.navigation import Crumb, contents_of, crumbs_of
from wholesight.kernel.reading.shell import sight_of, start_of
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.reading.titles import said_once
from wholesight.kernel.rooms.registry import rooms
from wholesight.kernel.spaces.models import Space

SHOWN_PROPERTIES = 8
SHOWN_BACKLINKS = 8
CHANGES_A_SCREEN = 60


def page(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """A page by its path; where there is none, the folder of that path, or what was probably meant (404)."""
    place, sight = asked_space(request, space), sight_of(request)
    found = find_page(sight, place, path)
    if found is None:
        if folder_exists(place, path):
            return HttpResponseRedirect(folder_url(place.name, path))
        return not_found(request, place, path)
    return render(request, "kernel/page.html", page_context(request, found, sight))


def page_context(request: HttpRequest, page: Page, sight: Sight) -> dict[str, object]:
    filling = Filling(sight)
    whole = filling.page_html(page)
    title, html = said_once(whole, page.title)
    headings = filling.leaves[page.pk].contents[1 if html != whole else 0 :]
    properties, aliases = properties_of(page, filling.places)
    before, after, count = neighbours(page)
    concerns = open_concerns(page)
    linking = backlinks(page.pk, sight)
    name = page.folder.rpartition("/")[2] or page.space.name
    return {
        "page": page,
        "title": title,
        "kind": kind_named(page.kind),
        "html": mark_safe(html),
        "crumbs": crumbs_of(page.space, page.folder),
        "properties": properties[:SHOWN_PROPERTIES],
        "more_properties": properties[SHOWN_PROPERTIES:],
        "tags": tags_of(page),
        "aliases": aliases,
        "concerns": concerns,
        "may_settle": bool(concerns)
        and isinstance(request.user, Person)
        and can(request.user, Act.SETTLE, page),
        "contents": contents_of(headings),
        "backlinks": linking[:SHOWN_BACKLINKS],
        "more_backlinks": linking[SHOWN_BACKLINKS:],
        "siblings": [*before, *own_place(page), *after] if before or after else [],
        "folder": {"title": name, "url": folder_url(page.space.name, page.folder), "count": count},
        "before": before[-1] if before else None,
        "after": after[0] if after else None,
        "panels": list(panels(page, sight)),
        "history_url": reverse("history", args=[page.space.name, page.path]),
    }


def own_place(page: Page) -> list[Neighbour]:
    return [Neighbour(page.title, page_url(page.space.name, page.path), page.path)]


def panels(page: Page, sight: Sight) -> Iterator[SafeString]:
    """What the rooms show in the margin of this page."""
    for room in rooms():
        for panel in room.panels:
            if panel.kinds and page.kind not in panel.kinds:
                continue
            content = panel.content(page, sight)
            if content is not None:
                yield render_to_string(panel.template, {"page": page, **content})


def not_found(request: HttpRequest, space: Space, path: str) -> HttpResponse:
    """Says that nothing is written here, and what was probably meant. The same for a hidden page as for
    none."""
    sight = sight_of(request)
    name = path.strip("/").rpartition("/")[2].removesuffix(".md")
    context = {
        "name": name,
        "guesses": probably_meant(name, space, sight),
        "crumbs": crumbs_of(space, ""),
        "asking": links_asking_for(name, sight),
    }
    return render(request, "kernel/not_found.html", context, status=404)


def history(request: HttpRequest, space: str, path: str) -> HttpResponse:
    place, sight = asked_space(request, space), sight_of(request)
    found = find_page(sight, place, path)
    if found is None:
        raise Http404
    start = start_of(request)
    changes = recent_changes(sight, page=found, start=start, limit=CHANGES_A_SCREEN + 1)
    url = page_url(place.name, found.path)
    context = {
        "page": found,
        "crumbs": [*crumbs_of(place, found.folder), Crumb(found.title, url)],
        "page_url": url,
        "changes": changes[:CHANGES_A_SCREEN],
        "older_url": f"?start={start + CHANGES_A_SCREEN}" if len(changes) > CHANGES_A_SCREEN else "",
    }
    return render(request, "kernel/history.html", context)


@require_POST
def settle(request: HttpRequest, concern: int) -> HttpResponse:
    """Settle a concern and return to its page."""
    found = visible_concern(sight_of(request), concern)
    if found is None or not isinstance(request.user, Person):
        raise Http404
    settle_concern(request.user, found)
    if found.page is None:
        return HttpResponseRedirect(folder_url(found.space.name))
    return HttpResponseRedirect(page_url(found.space.name, found.page.path))
