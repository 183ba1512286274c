"""Renaming and moving pages on the screen, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wholesight.kernel.links.models import Link
from wholesight.kernel.links.queries import backlinks
from wholesight.kernel.pages.actions import PageRefused
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.moving import relocate_page
from wholesight.kernel.pages.prepare import file_title
from wholesight.kernel.pages.undoing import undo_act
from wholesight.kernel.permissions.queries import Act, can, require
from wholesight.kernel.reading.shell import sight_of
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.writing.comparing import revision_asked
from wholesight.kernel.writing.editing import editable_page, page_crumbs, writer
from wholesight.kernel.writing.making import folders_of, path_for


def move(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Asks for another name, folder or space, and shows which pages link here; posted, it is done and the
    links follow."""
    page, person = editable_page(request, space, path), writer(request)
    require(person, Act.MOVE, page)
    asked = request.POST if request.method == "POST" else {}
    name = asked.get("name", file_title(page.path)).strip()
    folder = asked.get("folder", page.folder).strip().strip("/")
    places = [place for place in sight_of(request).spaces if can(person, Act.CREATE, place)]
    chosen = next((place for place in places if place.name == asked.get("space")), page.space)
    refused = ""
    if request.method == "POST":
        try:
            act = moved(request, page, chosen, path_for(name, folder))
        except PageRefused as refusal:
            refused = str(refusal)
        else:
            return act
    linking = backlinks(page.pk, sight_of(request))
    everywhere = Link.objects.filter(page=page, source__trashed_at=None)
    context = {
        "page": page,
        "crumbs": page_crumbs(page),
        "page_url": page_url(page.space.name, page.path),
        "name": name,
        "folder": folder,
        "folders": folders_of(page.space),
        "places": places,
        "chosen": chosen,
        "refused": refused,
        "linking": linking,
        "link_count": everywhere.filter(source__space_id__in=sight_of(request).space_ids).count(),
    }
    return render(request, "kernel/move.html", context, status=422 if refused else 200)


def moved(request: HttpRequest, page: Page, space: Space, path: str) -> HttpResponse:
    if (space.pk, path) != (page.space_id, page.path):
        relocate_page(writer(request), page, space, path)
        messages.success(request, _("The page has its new place, and the links to it follow."))
    return HttpResponseRedirect(page_url(space.name, path))


@require_POST
def undo(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Take back the act that a revision of this page was a part of, on all pages that it touched."""
    page = editable_page(request, space, path)
    revision = revision_asked(page, request.POST.get("revision", "0"))
    done = revision.act if revision else None
    if done is None:
        raise Http404
    pages = done.revisions.filter(page__space_id__in=sight_of(request).space_ids).count()
    try:
        undo_act(writer(request), done)
    except PageRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request,
            ngettext(
                "It is being taken back on %(count)s page.",
                "It is being taken back on %(count)s pages.",
                pages,
            )
            % {"count": pages},
        )
    page.refresh_from_db()
    return HttpResponseRedirect(page_url(page.space.name, page.path))
