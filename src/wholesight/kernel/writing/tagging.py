"""The screen on which a tag gets another name, or two become one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.pages.actions import PageRefused
from wholesight.kernel.pages.addresses import tag_url
from wholesight.kernel.pages.queries import PageEntry, entries, tags_in
from wholesight.kernel.pages.tagging import pages_bearing, rename_tag_everywhere, tag_name
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.reading.navigation import crumbs_of
from wholesight.kernel.reading.shell import ShellLink
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.writing.editing import writer

PAGES_SHOWN = 100


def retag(request: HttpRequest, space: str, tag: str) -> HttpResponse:
    """Asks for another name and shows what would change; posted, it is done by a job."""
    place, person = asked_space(request, space), writer(request)
    require(person, Act.MOVE, place)
    bearing = pages_bearing(place, tag)
    count = bearing.count()
    if not count:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    after, refused = asked.get("to", "").strip(), ""
    tags_url = reverse("tags", args=[place.name])
    try:
        if request.method == "POST":
            rename_tag_everywhere(person, place, tag, after)
            messages.success(request, _("The tag gets its new name. The history of a page takes it back."))
            return HttpResponseRedirect(tags_url)
        after = tag_name(after) if after else ""
    except PageRefused as refusal:
        refused = str(refusal)
    context = {
        "space": place,
        "tag": tag,
        "tag_url": tag_url(place.name, tag),
        "crumbs": [*crumbs_of(place, ""), ShellLink(_("Tags"), tags_url)],
        "after": after,
        "refused": refused,
        "ready": bool(after) and not refused and after != tag,
        "count": count,
        "pages": shown_pages(place, tag),
        "in_use": pages_bearing(place, after).count() if after and fold(after) != fold(tag) else 0,
        "tags": [entry.name for entry in tags_in(place)],
    }
    return render(request, "kernel/retag.html", context, status=422 if refused else 200)


def shown_pages(space: Space, tag: str) -> list[PageEntry]:
    return entries(pages_bearing(space, tag).select_related("space").order_by("title", "pk")[:PAGES_SHOWN])
