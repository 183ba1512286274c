"""Every screen of the product: its routes as the resolver has them, with arguments out of the demo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.end_to_end.attic import DEEP, LONG_TITLE

# What an argument of a route is in the demo. A room that brings another one adds it here.
ARGUMENTS = {
    "space": "Workshop floor",
    "path": "Docks/Keeping docks alive below zero",
    "tag": "winter",
    "key": "set-password",
    "uidb36": "1",
    "number": "1",
}
OTHERWISE = {
    "folder": {"space": "Workshop floor", "path": "Docks"},
    "attachment": {"space": "Workshop floor", "path": "Docks/freezing-order.svg"},
}
NO_SCREEN = {
    "settle_concern": "takes a form and leads back to the page",
    "cancel_job": "takes a form and leads back to the job",
    "try_job_again": "takes a form and leads back to the job",
    "draft": "takes what is typed and answers with JSON",
    "discard": "takes a form and leads back to the page",
    "merge": "needs two who wrote the same passage",
    "undo_act": "takes a form and leads back to the page",
    "restore_page": "takes a form and leads to the page",
    "restore_revision": "takes a form and leads back to the page",
    "favourite": "takes a form and leads back to the page",
    "link_mention": "takes a form and leads back to what lies around the page",
    "complete": "answers with JSON",
    "whole_picture": "answers with JSON, from which the map is drawn",
    "whole_card": "is a part of the map",
    "import_report": "needs a vault that somebody has brought",
    "run_import": "takes a form and leads to the job",
    "accept_rename": "takes a form and leads back to the report",
    "import_conflict": "needs a page that was edited here and in its vault",
    "exported": "needs an export that a job has written",
    "upload": "takes a file and answers with JSON",
    "file": "answers with the bytes of an attachment",
    "find": "is a part of every screen: the palette",
}
Named = Mapping[str, str]
SIGNED_OUT = "account_"
STAYS_SIGNED_IN = ("account_logout", "account_change_password", "account_email", "account_reauthenticate")


@dataclass(frozen=True)
class Screen:
    """One address, and whether it is looked at by somebody who is signed in."""

    name: str
    address: str
    signed_in: bool = True

    def __str__(self) -> str:
        return self.name


def routes(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """Every named route of the product; rooms that only tests have are none of it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        elif not pattern.lookup_str.startswith("tests."):
            yield pattern


def screen_of(route: URLPattern, arguments: Mapping[str, str], otherwise: Mapping[str, Named]) -> Screen:
    """The screen of a route with what its arguments are. Fails where nobody has said what one is."""
    name = str(route.name)
    asked = otherwise.get(name) or {
        argument: arguments[argument] for argument in route.pattern.regex.groupindex
    }
    signed_in = not name.startswith(SIGNED_OUT) or name in STAYS_SIGNED_IN
    return Screen(name, reverse(name, kwargs=dict(asked)), signed_in)


def screens_of_routes(arguments: Mapping[str, str], otherwise: Mapping[str, Named]) -> list[Screen]:
    """One screen for every route that has one."""
    return [screen_of(route, arguments, otherwise) for route in routes() if route.name not in NO_SCREEN]


def page(space: str, path: str) -> str:
    return quote(f"/pages/{space}/{path}")


def more_screens() -> Iterator[Screen]:
    """The same routes with what is harder to show."""
    yield Screen("start of the handbook", page("Handbook", "Start here"))
    yield Screen("page with formulas", page("Handbook", "Docks/How a dock works"))
    yield Screen("page with embeds", page("Handbook", "First winter/The first winter"))
    yield Screen("question", page("Workshop floor", "Which grease stays soft at minus twenty"))
    yield Screen("large space", page("Attic", ""))
    yield Screen("deep folder", page("Attic", f"{DEEP}/"))
    yield Screen("folder of many pages", page("Attic", "Boxes/"))
    yield Screen("empty page", page("Attic", "Empty"))
    yield Screen("long title", page("Attic", LONG_TITLE))
    yield Screen("many headings", page("Attic", "Many drawers"))
    yield Screen("wide table", page("Attic", "Inventory"))
    yield Screen("thirty properties", page("Attic", "Full chest"))
    yield Screen("many backlinks", page("Attic", "Ladder"))
    yield Screen("right to left", page("Attic", "Harbour in Arabic"))
    yield Screen("page with a concern", page("Attic", "Broken properties"))
    yield Screen("page that is not written", page("Handbook", "The ice weak"))
    yield Screen("page that is wanted", page("Workshop floor", "Latch thawing kit"))
    yield Screen("address of nothing", "/nothing/at/all")
    yield Screen("search with results", "/search?q=seal")
    yield Screen("search corrected", "/search?q=greese")
    yield Screen("search without results", "/search?q=xyzzyqwv")


def screens() -> list[Screen]:
    """All of them."""
    return [*screens_of_routes(ARGUMENTS, OTHERWISE), *more_screens()]
