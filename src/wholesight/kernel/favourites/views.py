"""The star on a page, and the list of what one read lately."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wholesight.kernel.favourites.actions import star, unstar
from wholesight.kernel.favourites.queries import favourites_of, pages_in_order
from wholesight.kernel.favourites.visits import COOKIE, visited
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.reading.shell import sight_of
from wholesight.kernel.reading.spaces import asked_page
from wholesight.kernel.writing.editing import writer


@require_POST
def favourite(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Star a page; with `off`, no longer."""
    page = asked_page(request, space, path)
    (unstar if "off" in request.POST else star)(writer(request), page)
    return HttpResponseRedirect(page_url(page.space.name, page.path))


def at_hand(request: HttpRequest) -> HttpResponse:
    """Favourites, and the pages that this browser's reader read lately; posted, the latter are forgotten."""
    if request.method == "POST":
        response = HttpResponseRedirect(reverse("at_hand"))
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    context = {
        "favourites": favourites_of(writer(request), sight_of(request)),
        "visited": pages_in_order(visited(request), sight_of(request)),
    }
    return render(request, "kernel/at_hand.html", context)
