"""The screens of one page: its text and surroundings, its history, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from wholesight.kernel.concerns.actions import settle_concern
from wholesight.kernel.concerns.queries import open_concerns, visible_concern
from wholesight.kernel.favourites.queries import is_starred
from wholesight.kernel.favourites.visits import remember_visit
from wholesight.kernel.kinds.registry import kind_named
from wholesight.kernel.links.queries import Backlink, backlinks, links_asking_for
from wholesight.kernel.pages.addresses import folder_url, page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import (
    FolderEntry,
    Neighbour,
    PropertyEntry,
    TagEntry,
    find_page,
    folder_exists,
    neighbours,
    page_moved_from,
    properties_of,
    recent_changes,
    tags_of,
)
from wholesight.kernel.pages.rendering import Filling
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Act, Sight, allowed_acts, can
from wholesight.kernel.reading.guesses import probably_meant
from wholesight.kernel.reading.navigation import Crumb, Section, contents_of, crumbs_of
from wholesight.kernel.reading.shell import sight_of, start_of
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.reading.titles import from_the_top, said_once
from wholesight.kernel.rooms.registry import rooms
from wholesight.kernel.spaces.models import Space

SHOWN_PROPERTIES = 8
SHOWN_BACKLINKS = 8
CHANGES_A_SCREEN = 60


def page(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """A page by its path; where there is none, the folder of that path, the page that was moved away from
    there, or what was probably meant (404)."""
    place, sight = asked_space(request, space), sight_of(request)
    found = find_page(sight, place, path)
    if found is None:
        if folder_exists(place, path):
            return HttpResponseRedirect(folder_url(place.name, path))
        moved = page_moved_from(sight, place, path)
        if moved is not None:
            return HttpResponseRedirect(page_url(moved.space.name, moved.path))
        return not_found(request, place, path)
    response = render(request, "kernel/page.html", page_context(request, found, sight))
    remember_visit(request, response, found)
    return response


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it is shown to everyone who sees the same of it. All of it can be hashed: equal leaves are
    rendered once."""

    path: str
    title: str
    kind: str
    author: str
    updated_at: datetime
    language: str
    html: SafeString
    properties: tuple[PropertyEntry, ...]
    more_properties: tuple[PropertyEntry, ...]
    tags: tuple[TagEntry, ...]
    aliases: tuple[str, ...]
    contents: tuple[Section, ...]
    backlinks: tuple[Backlink, ...]
    more_backlinks: tuple[Backlink, ...]
    siblings: tuple[Neighbour, ...]
    folder: FolderEntry
    before: Neighbour | None
    after: Neighbour | None
    panels: tuple[SafeString, ...]


def page_context(request: HttpRequest, page: Page, sight: Sight) -> dict[str, object]:
    concerns = open_concerns(page)
    names = [page.space.name, page.path]
    reader = request.user
    may = allowed_acts(reader, page.space) if isinstance(reader, Person) else frozenset()
    return {
        "leaf": leaf_of(page, sight),
        "kind": kind_named(page.kind),
        "crumbs": crumbs_of(page.space, page.folder),
        "concerns": concerns,
        "may_settle": Act.SETTLE in may,
        "may_edit": Act.EDIT in may,
        "may_move": Act.MOVE in may,
        "may_trash": Act.TRASH in may,
        "history_url": reverse("history", args=names),
        "starred": isinstance(reader, Person) and is_starred(reader, page),
        "favourite_url": reverse("favourite", args=names),
        "around_url": reverse("around", args=names),
        "edit_url": reverse("edit", args=names),
        "move_url": reverse("move", args=names),
        "trash_url": reverse("trash_page", args=names),
    }


def leaf_of(page: Page, sight: Sight) -> Leaf:
    """A page with its surroundings, as this reader may see them."""
    filling = Filling(sight)
    whole = filling.page_html(page)
    title, html = said_once(whole, page.title)
    headings = filling.leaves[page.pk].contents[1 if html != whole else 0 :]
    properties, aliases = properties_of(page, filling.places)
    before, after, count = neighbours(page)
    linking = backlinks(page.pk, sight)
    author = page.revision.author if page.revision else None
    name = page.folder.rpartition("/")[2] or page.space.name
    return Leaf(
        path=page.path,
        title=title,
        kind=str(kind_named(page.kind).label),
        author=author.name if author else "",
        updated_at=page.updated_at,
        language=page.language,
        html=mark_safe(from_the_top(html)),
        properties=tuple(properties[:SHOWN_PROPERTIES]),
        more_properties=tuple(properties[SHOWN_PROPERTIES:]),
        tags=tuple(tags_of(page)),
        aliases=tuple(aliases),
        contents=tuple(contents_of(headings)),
        backlinks=tuple(linking[:SHOWN_BACKLINKS]),
        more_backlinks=tuple(linking[SHOWN_BACKLINKS:]),
        siblings=(*before, own_place(page), *after) if before or after else (),
        folder=FolderEntry(name, folder_url(page.space.name, page.folder), count),
        before=before[-1] if before else None,
        after=after[0] if after else None,
        panels=tuple(panels(page, sight)),
    )


def own_place(page: Page) -> Neighbour:
    return Neighbour(page.title, page_url(page.space.name, page.path), page.path)


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
        "new_url": new_url(request, space, path),
    }
    return render(request, "kernel/not_found.html", context, status=404)


def new_url(request: HttpRequest, space: Space, path: str) -> str:
    """Where a page of this path is made; empty for those who may not."""
    reader = request.user
    if not isinstance(reader, Person) or not can(reader, Act.CREATE, space):
        return ""
    folder, _slash, name = path.strip("/").rpartition("/")
    words = {"title": name.removesuffix(".md")} | ({"folder": folder} if folder else {})
    return f"{reverse('new', args=[space.name])}?{urlencode(words)}"


def history(request: HttpRequest, space: str, path: str) -> HttpResponse:
    place, sight = asked_space(request, space), sight_of(request)
    found = find_page(sight, place, path)
    if found is None:
        raise Http404
    start = start_of(request)
    changes = recent_changes(sight, page=found, start=start, limit=CHANGES_A_SCREEN + 1)
    url = page_url(place.name, found.path)
    count = found.revisions.count()
    context = {
        "page": found,
        "crumbs": [*crumbs_of(place, found.folder), Crumb(found.title, url)],
        "page_url": url,
        "changes": list(zip(range(count - start, 0, -1), changes[:CHANGES_A_SCREEN], strict=False)),
        "newest": start == 0,
        "compare_url": reverse("compare", args=[place.name, found.path]),
        "undo_url": reverse("undo_act", args=[place.name, found.path]),
        "may_undo": can(request.user, Act.MOVE, found) if isinstance(request.user, Person) else False,
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
