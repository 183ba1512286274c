"""The screens of the start, of a space and of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from wholesight.kernel.attachments.media_types import SHOWN_IMAGES
from wholesight.kernel.attachments.queries import use_counts
from wholesight.kernel.drafts.queries import drafts_of
from wholesight.kernel.favourites.queries import favourites_of, pages_in_order
from wholesight.kernel.favourites.visits import visited
from wholesight.kernel.pages.addresses import folder_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import (
    FileEntry,
    entries,
    files_in,
    find_page,
    folder_exists,
    folders_in,
    opening_page,
    pages_in,
    pages_tagged,
    recent_changes,
    tags_in,
)
from wholesight.kernel.pages.rendering import page_html
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Act, Sight, allowed_acts
from wholesight.kernel.reading.navigation import by_day, crumbs_of, stretch_of, tabs_of, tree_of
from wholesight.kernel.reading.shell import ShellLink, sight_of, start_of
from wholesight.kernel.spaces.models import Space

CHANGES_A_SCREEN = 60
FILES_SHOWN = 500
TAGS_SHOWN = 12
VISITED_SHOWN = 8
WHOLE_TREE = 400


@dataclass(frozen=True, slots=True)
class SpaceEntry:
    name: str
    url: str
    description: str
    page_count: int
    access: str


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file in a list; an image is shown small."""

    name: str
    folder: str
    url: str
    size: int
    media_type: str
    image: bool
    about_url: str
    uses: int = 0


def asked_space(request: HttpRequest, name: str) -> Space:
    """The space of an address, or 404: a hidden space looks like one that does not exist."""
    space = sight_of(request).space_named(name)
    if space is None:
        raise Http404
    return space


def asked_page(request: HttpRequest, space: str, path: str) -> Page:
    """The page of an address, or 404 where this reader can see none."""
    found = find_page(sight_of(request), asked_space(request, space), path)
    if found is None:
        raise Http404
    return found


def home(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    counts = dict(
        Space.objects.filter(pk__in=sight.space_ids)
        .annotate(count=Count("pages", filter=Q(pages__trashed_at=None)))
        .values_list("pk", "count")
    )
    spaces = [
        SpaceEntry(space.name, folder_url(space.name), space.description, counts[space.pk], space.access)
        for space in sight.spaces
    ]
    reader = request.user
    context = {
        "spaces": spaces,
        "drafts": drafts_of(reader, sight) if isinstance(reader, Person) else [],
        "favourites": favourites_of(reader, sight) if isinstance(reader, Person) else [],
        "visited": pages_in_order(visited(request)[:VISITED_SHOWN], sight),
        "changes": recent_changes(sight, limit=8),
        "recent_url": reverse("recent"),
    }
    return render(request, "kernel/home.html", context)


def space_home(request: HttpRequest, space: str) -> HttpResponse:
    place, sight = asked_space(request, space), sight_of(request)
    page_count = Page.objects.filter(space=place, trashed_at=None).count()
    context = {
        "space": place,
        "page_count": page_count,
        "tabs": tabs_of(place, "contents"),
        **ways_to_write(request, place),
        **introduction_of(place, "", sight),
        **contents_of_space(place, page_count, start_of(request)),
        "changes": recent_changes(sight, space=place, limit=5),
        "tags": sorted(tags_in(place), key=lambda tag: (-tag.count, tag.name))[:TAGS_SHOWN],
    }
    return render(request, "kernel/space.html", context)


def ways_to_write(request: HttpRequest, space: Space, folder: str = "") -> dict[str, str]:
    """Where a page is made here and where the trash is; empty for those who may not."""
    reader = request.user
    may = allowed_acts(reader, space) if isinstance(reader, Person) else frozenset()
    new = f"{reverse('new', args=[space.name])}{'?' + urlencode({'folder': folder}) if folder else ''}"
    return {
        "new_url": new if Act.CREATE in may else "",
        "trash_url": reverse("trash", args=[space.name]) if Act.RESTORE in may else "",
    }


def contents_of_space(space: Space, page_count: int, start: int) -> dict[str, object]:
    """The pages of a space as one tree; of a large one its uppermost folders, which have screens of their
    own, and the pages beside them."""
    if page_count <= WHOLE_TREE:
        return {"tree": tree_of(space)}
    return {"folders": folders_in(space, ""), "pages": stretch_of(partial(pages_in, space, ""), start)}


def folder(request: HttpRequest, space: str, path: str) -> HttpResponse:
    place, sight = asked_space(request, space), sight_of(request)
    if not folder_exists(place, path):
        raise Http404
    context = {
        "space": place,
        "folder": path.rpartition("/")[2],
        "crumbs": crumbs_of(place, path)[:-1],
        **ways_to_write(request, place, path),
        **introduction_of(place, path, sight),
        "folders": folders_in(place, path),
        "pages": stretch_of(partial(pages_in, place, path), start_of(request)),
        "files": shown(place, files_in(place, path), {}),
    }
    return render(request, "kernel/folder.html", context)


def introduction_of(space: Space, folder_path: str, sight: Sight) -> dict[str, object]:
    """What the opening page of a space or a folder says before its first heading."""
    opening = opening_page(space, folder_path)
    if opening is None:
        return {"introduction": "", "opening": None}
    html = page_html(opening, sight)
    before_heading = html.partition("<h")[0]
    return {"introduction": mark_safe(before_heading.strip()), "opening": entries([opening])[0]}


def shown(space: Space, files: list[FileEntry], uses: Mapping[str, int]) -> list[ShownFile]:
    return [
        ShownFile(
            file.name,
            file.path.rpartition("/")[0],
            file.url,
            file.size,
            file.media_type,
            file.media_type in SHOWN_IMAGES,
            reverse("attachment", args=[space.name, file.path]),
            uses.get(file.path, 0),
        )
        for file in files
    ]


def attachments(request: HttpRequest, space: str) -> HttpResponse:
    place = asked_space(request, space)
    files = files_in(place, limit=FILES_SHOWN + 1)
    uses = use_counts(place, [file.path for file in files], sight_of(request))
    context = {
        "space": place,
        "tabs": tabs_of(place, "files"),
        "files": shown(place, files[:FILES_SHOWN], uses),
        "limited": len(files) > FILES_SHOWN,
    }
    return render(request, "kernel/attachments.html", context)


def tags(request: HttpRequest, space: str) -> HttpResponse:
    place = asked_space(request, space)
    found = tags_in(place)
    letters = [
        {"letter": letter, "tags": list(group)}
        for letter, group in groupby(found, key=lambda tag: tag.name[:1].upper())
    ]
    context = {
        "space": place,
        "crumbs": [],
        "tabs": tabs_of(place, "tags"),
        "letters": letters,
        "total": len(found),
    }
    return render(request, "kernel/tags.html", context)


def tag(request: HttpRequest, space: str, tag: str) -> HttpResponse:
    place = asked_space(request, space)
    pages = stretch_of(partial(pages_tagged, place, tag), start_of(request))
    if not pages.total:
        raise Http404
    below = [entry for entry in tags_in(place) if entry.name.casefold().startswith(f"{tag.casefold()}/")]
    crumbs = [*crumbs_of(place, ""), ShellLink(_("Tags"), reverse("tags", args=[place.name]))]
    return render(
        request,
        "kernel/tag.html",
        {
            "space": place,
            "tag": tag,
            "crumbs": crumbs,
            "pages": pages,
            "below": below,
            "retag_url": retag_url(request, place, tag),
        },
    )


def retag_url(request: HttpRequest, space: Space, tag: str) -> str:
    """Where the tag gets another name; empty for those who may not."""
    reader = request.user
    may = isinstance(reader, Person) and Act.MOVE in allowed_acts(reader, space)
    return reverse("retag", args=[space.name, tag]) if may else ""


def recent(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    chosen = request.GET.get("space", "")
    place = asked_space(request, chosen) if chosen else None
    start = start_of(request)
    changes = recent_changes(sight, space=place, start=start, limit=CHANGES_A_SCREEN + 1)
    address = reverse("recent")
    older = (
        {"space": chosen, "start": start + CHANGES_A_SCREEN}
        if chosen
        else {"start": start + CHANGES_A_SCREEN}
    )
    context = {
        "days": by_day(changes[:CHANGES_A_SCREEN]),
        "spaces": [
            ShellLink(_("All spaces"), address, not chosen),
            *(
                ShellLink(space.name, f"{address}?{urlencode({'space': space.name})}", space.name == chosen)
                for space in sight.spaces
            ),
        ],
        "older_url": f"{address}?{urlencode(older)}" if len(changes) > CHANGES_A_SCREEN else "",
    }
    return render(request, "kernel/recent.html", context)
