"""New pages, the trash, and coming back from it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wholesight.engines.markdown import change_property
from wholesight.kernel.kinds.properties import read_moment
from wholesight.kernel.kinds.registry import kind_named, kinds
from wholesight.kernel.links.queries import backlinks
from wholesight.kernel.pages.actions import PageRefused, create_page, restore_page, trash_page
from wholesight.kernel.pages.addresses import folder_url, page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import find_page
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.reading.navigation import crumbs_of
from wholesight.kernel.reading.shell import sight_of
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.writing.editing import editable_page, page_crumbs, writer

NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
LONGEST_NAME = 120
TEMPLATES = "templates"
SHOWN_TRASH = 200


def new(request: HttpRequest, space: str) -> HttpResponse:
    """Asks for the name of a new page; posted, the page is made and opened for writing."""
    place, person = asked_space(request, space), writer(request)
    require(person, Act.CREATE, place)
    asked = request.POST if request.method == "POST" else request.GET
    title, folder = asked.get("title", "").strip(), asked.get("folder", "").strip().strip("/")
    refused = ""
    if request.method == "POST":
        try:
            page = create_page(person, place, path_for(title, folder), first_text(request, place, title))
        except PageRefused as refusal:
            refused = str(refusal)
        else:
            return HttpResponseRedirect(reverse("edit", args=[place.name, page.path]))
    context = {
        "space": place,
        "crumbs": crumbs_of(place, folder),
        "title": title,
        "folder": folder,
        "folders": folders_of(place),
        "kinds": [(kind.name, kind.label) for kind in kinds()],
        "kind": asked.get("kind", "note"),
        "templates": templates_of(place),
        "template": asked.get("template", ""),
        "refused": refused,
    }
    return render(request, "kernel/new.html", context, status=422 if refused else 200)


def path_for(title: str, folder: str) -> str:
    """Where a page of this title goes; characters that no file or link can have become hyphens. Raises
    PageRefused for a title of such alone."""
    name = NOT_IN_A_NAME.sub("-", unicodedata.normalize("NFC", title)).strip(" .-")[:LONGEST_NAME].rstrip()
    if not name:
        raise PageRefused(_("A page needs a name with a letter or a digit in it."))
    return f"{folder}/{name}.md" if folder else f"{name}.md"


def first_text(request: HttpRequest, place: Space, title: str) -> str:
    """The text that a new page begins with: of a template, else of its kind."""
    name = request.POST.get("template", "")
    found = find_page(sight_of(request), place, name) if name else None
    kind = kind_named(request.POST.get("kind", "note"))
    if found is not None and found.revision is not None and is_template(found.path):
        return found.revision.text.replace("{{title}}", title)
    text = kind.template.replace("{{title}}", title)
    return text if kind.name == "note" else change_property(text, "kind", kind.name)


def is_template(path: str) -> bool:
    return any(part.casefold() == TEMPLATES for part in PurePosixPath(path).parts[:-1])


def templates_of(space: Space) -> list[tuple[str, str]]:
    """The pages in folders named Templates: path and title."""
    pages = Page.objects.filter(space=space, trashed_at=None, folder__icontains=TEMPLATES)
    rows = pages.order_by("title").values_list("path", "title")
    return [(path, title) for path, title in rows if is_template(path)]


def folders_of(space: Space) -> list[str]:
    pages = Page.objects.filter(space=space, trashed_at=None).exclude(folder="")
    return list(pages.order_by("folder").values_list("folder", flat=True).distinct())


def trash_one(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Asks whether to put a page in the trash, and says who links to it; posted, does it."""
    page, person = editable_page(request, space, path), writer(request)
    require(person, Act.TRASH, page)
    if request.method == "POST":
        trash_page(person, page)
        messages.success(request, _("“%(title)s” is in the trash of the space.") % {"title": page.title})
        return HttpResponseRedirect(folder_url(page.space.name, page.folder))
    context = {
        "page": page,
        "crumbs": page_crumbs(page),
        "page_url": page_url(page.space.name, page.path),
        "linking": backlinks(page.pk, sight_of(request)),
    }
    return render(request, "kernel/trash_page.html", context)


def trash(request: HttpRequest, space: str) -> HttpResponse:
    """What lies in the trash of a space, for those who may bring it back."""
    place, person = asked_space(request, space), writer(request)
    require(person, Act.RESTORE, place)
    pages = Page.objects.filter(space=place).exclude(trashed_at=None).order_by("-trashed_at")
    context = {"space": place, "crumbs": crumbs_of(place, ""), "pages": pages[:SHOWN_TRASH]}
    return render(request, "kernel/trash.html", context)


@require_POST
def restore_one(request: HttpRequest, space: str) -> HttpResponse:
    """Bring a page back from the trash: the one of this `path` that was put there at `at`."""
    place, person = asked_space(request, space), writer(request)
    require(person, Act.RESTORE, place)
    at = read_moment(request.POST.get("at", ""))
    trashed = Page.objects.select_related("space", "revision").filter(space=place, trashed_at=at)
    found = trashed.filter(path=request.POST.get("path", "")).first() if at else None
    if found is None:
        raise Http404
    try:
        restore_page(person, found)
    except PageRefused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("trash", args=[place.name]))
    messages.success(request, _("“%(title)s” is back.") % {"title": found.title})
    return HttpResponseRedirect(page_url(place.name, found.path))
