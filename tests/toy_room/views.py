"""The screen of the toy room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tests.toy_room.queries import toys_with_springs


def shelf(request: HttpRequest) -> HttpResponse:
    """Every toy that has a spring."""
    return render(request, "toy_room/shelf.html", {"toys": toys_with_springs()})
