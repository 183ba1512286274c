"""The screens of the room of knowledge."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholesight.kernel.links.queries import wanted_pages
from wholesight.kernel.reading.shell import sight_of


def wanted(request: HttpRequest) -> HttpResponse:
    """Names that pages link to and nobody has written."""
    return render(request, "knowledge/wanted.html", {"wanted": wanted_pages(sight_of(request))})
