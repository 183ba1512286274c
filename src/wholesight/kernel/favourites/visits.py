"""The pages that somebody read lately. The reader's own browser keeps the list and the server none, so there
is nothing to look into."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person

COOKIE = "visited"
KEPT = 50
KEPT_SECONDS = 180 * 24 * 3600


def signer(person: Person) -> Signer:
    """Whoever signs in next in the same browser cannot read what the one before has visited."""
    return Signer(salt=f"wholesight.visited.{person.pk}")


def visited(request: HttpRequest) -> list[int]:
    """Ids of the pages, the last one first."""
    if not isinstance(request.user, Person):
        return []
    try:
        numbers = signer(request.user).unsign(request.COOKIES.get(COOKIE, ""))
    except BadSignature:
        return []
    return [int(number) for number in numbers.split(".") if number.isdecimal()][:KEPT]


def remember_visit(request: HttpRequest, response: HttpResponse, page: Page) -> None:
    """Put the page before all others in the list that goes back to the browser."""
    if not isinstance(request.user, Person):
        return
    before = visited(request)
    if before[:1] == [page.pk]:
        return
    numbers = [page.pk, *(number for number in before if number != page.pk)][:KEPT]
    response.set_cookie(
        COOKIE,
        signer(request.user).sign(".".join(map(str, numbers))),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
