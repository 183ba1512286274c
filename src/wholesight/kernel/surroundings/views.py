"""What lies around a page, as a screen of its own and in parts that the page loads when they are opened."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wholesight.kernel.pages.actions import PageRefused
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import visible_pages
from wholesight.kernel.permissions.queries import Act, can
from wholesight.kernel.reading.navigation import Crumb, crumbs_of
from wholesight.kernel.reading.shell import sight_of, start_of
from wholesight.kernel.reading.spaces import asked_page
from wholesight.kernel.surroundings.mentions import link_words, unlinked_mentions
from wholesight.kernel.surroundings.neighbourhood import beyond, neighbourhood, strands
from wholesight.kernel.surroundings.related import related_pages
from wholesight.kernel.writing.editing import number_of, writer

Context = dict[str, object]


def around(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Map, related pages and mentions of a page; with `?part=` one of them alone, a piece of HTML."""
    page = asked_page(request, space, path)
    part = request.GET.get("part", "")
    if part:
        if part not in PARTS:
            raise Http404
        return render(request, f"kernel/around_{part}.html", PARTS[part](request, page))
    context: Context = {
        "page": page,
        "page_url": page_url(page.space.name, page.path),
        "crumbs": [
            *crumbs_of(page.space, page.folder),
            Crumb(page.title, page_url(page.space.name, page.path)),
        ],
    }
    for fill in PARTS.values():
        context |= fill(request, page)
    return render(request, "kernel/around.html", context)


def map_part(request: HttpRequest, page: Page) -> Context:
    near = neighbourhood(page, sight_of(request))
    return {
        "neighbourhood": near,
        "drawing": json.dumps(near.as_json(), ensure_ascii=False, separators=(",", ":")),
        "strands": strands(near),
        "beyond": beyond(near),
    }


def related_part(request: HttpRequest, page: Page) -> Context:
    return {"related": related_pages(page, sight_of(request))}


def mentions_part(request: HttpRequest, page: Page) -> Context:
    found = unlinked_mentions(page, sight_of(request), start_of(request))
    person = writer(request)
    spaces = {space.pk: space for space in sight_of(request).spaces}
    writable = {
        space_id
        for space_id in {mentioning.space_id for mentioning in found.pages}
        if can(person, Act.EDIT, spaces[space_id])
    }
    names = [page.space.name, page.path]
    further = {"start": found.further}
    return {
        "mentioning": [(mentioning, mentioning.space_id in writable) for mentioning in found.pages],
        "link_url": reverse("link_mention", args=names),
        "further_url": ""
        if found.further is None
        else f"{reverse('around', args=names)}?{urlencode(further)}",
    }


PARTS = {"map": map_part, "related": related_part, "mentions": mentions_part}


@require_POST
def link_mention(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Make a mention of this page a link. With `part` the mentions that are left come back as a piece of
    HTML."""
    page = asked_page(request, space, path)
    rows = visible_pages(sight_of(request)).select_related("space", "revision")
    source = rows.filter(pk=number_of(request, "source")).first()
    if source is None:
        raise Http404
    refused = ""
    try:
        link_words(
            writer(request),
            source,
            page,
            onto=number_of(request, "onto"),
            line=number_of(request, "line"),
            written=request.POST.get("words", ""),
        )
    except PageRefused as refusal:
        refused = str(refusal)
    if "part" in request.POST:
        context = mentions_part(request, page) | {"refused": refused}
        return render(request, "kernel/around_mentions.html", context, status=422 if refused else 200)
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, _("“%(title)s” links here now.") % {"title": source.title})
    return HttpResponseRedirect(f"{reverse('around', args=[page.space.name, page.path])}#mentions")
