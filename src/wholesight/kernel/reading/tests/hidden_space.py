"""An organization with a space that most do not see, the same without it, and all its addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from urllib.parse import quote, urlencode

from django.test import Client
from django.urls import URLPattern, reverse

from wholesight.kernel.attachments.actions import attach
from wholesight.kernel.concerns.actions import Raised, raise_concern
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.rooms.registry import rooms
from wholesight.kernel.spaces.actions import add_member, make_space

LONG_AGO = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
README = """\
Welcome. [[Night shift/Payroll]] ![[Night shift/Payroll#Zanzibar]] ![[Night shift/payroll.png]]
"""
DIARY = """\
---
rests_on: '[[Night shift/Payroll]]'
tags: [winter]
---
Cold in [[Payroll]], [[Wages]].
"""
SEALS = """\
# Grease

See [[Diary]] and [the list](<../../Night shift/Payroll.md>). #winter/late
"""
PAYROLL = """\
---
aliases: [Wages, Quetzal]
tags: [winter, okapi/secret]
narwhal: '[[Harbour/Diary]]'
---
# Zanzibar

Cold winter grease for [[Harbour/Winter/Diary]]; see [[Harbour/Seals]] and [[Ocelot]]. ^axolotl
"""
OPEN = {"README.md": README, "Winter/Diary.md": DIARY, "Winter/Seals.md": SEALS}
HIDDEN = {
    "Payroll.md": PAYROLL,
    "Winter/Diary.md": "Diary grease grease cold. [[Payroll]]\n",
    "Capybara/README.md": "A folder of its own.\n",
}
SECRETS = ("zanzibar", "quetzal", "okapi", "narwhal", "ocelot", "capybara", "payroll.png", "axolotl", "ibex")
SPACES = ("Harbour", "Night shift", "Quay shift")
PATHS = (
    *("README", "README.md", "Winter/Diary", "Winter/Seals", "Payroll", "Wages", "Quetzal", "Zanzibar"),
    *("Payrol", "payroll.png", "map.png", "Winter", "Capybara", "Ocelot", "winter", "okapi", "okapi/secret"),
    "Night shift/Payroll",
)
WORDS = (
    *("", "cold grease", "diary", "payroll", "Payrol", "quetzal", "quetzl", "zanz*", "Zanzibat", "Nigh"),
    *('"cold winter"', "tag:winter", "tag:okapi", "space:night", "path:capybara", "kind:note", "[narwhal]"),
    *("narwhal:diary", "-cold diary"),
)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
NUMBER = re.compile(rb"/concerns/\d+/")


def found_organization(folder: Path, *, with_hidden: bool) -> tuple[Person, Person]:
    """Make it, and return Oskar, who does not belong to the night shift, and Maren, who does."""
    oskar = Person.objects.create_user("oskar", name="Oskar Nyberg", joined_at=LONG_AGO)
    maren = Person.objects.create_user("maren", name="Maren Solheim", joined_at=LONG_AGO)
    picture = folder / "picture"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    harbour = make_space(OPERATOR, "Harbour")
    for path, text in OPEN.items():
        create_page(OPERATOR, harbour, path, text, at=LONG_AGO)
    attach(OPERATOR, harbour, "map.png", picture)
    if with_hidden:
        night = make_space(OPERATOR, "Night shift", access="private", description="The ibex.")
        add_member(OPERATOR, night, maren)
        for path, text in HIDDEN.items():
            page = create_page(OPERATOR, night, path, text)
        attach(OPERATOR, night, "payroll.png", picture)
        raise_concern(page, Raised("review", "", "The ibex is overdue."))
    return oskar, maren


def plausible(parameter: str) -> tuple[object, ...]:
    """What somebody might put into a part of an address."""
    known: dict[str, tuple[object, ...]] = {
        "space": SPACES,
        "path": PATHS,
        "tag": PATHS,
        "concern": (1, 999_999),
        "number": (1, 999_999),
    }
    return known[parameter]


def routes() -> Iterator[URLPattern]:
    for room in rooms():
        if room.name != "toy_room":
            yield from (route for route in room.routes if isinstance(route, URLPattern))


def addresses() -> Iterator[str]:
    """Every route with every plausible part, and with every plausible question."""
    for route in routes():
        parameters = list(route.pattern.converters)
        for values in product(*(plausible(parameter) for parameter in parameters)):
            yield reverse(str(route.name), kwargs=dict(zip(parameters, values, strict=True)))
        if not parameters:
            base = reverse(str(route.name))
            yield from (f"{base}?{urlencode({'q': words})}" for words in WORDS)
            yield from (f"{base}?{urlencode({'space': space, 'q': 'cold'})}" for space in SPACES)
    for space in SPACES:
        yield f"/pages/{quote(space)}"


def answers(client: Client) -> dict[str, tuple[int, str, bytes]]:
    """What a reader gets at each address: status, whereto, and the body without what differs each time."""
    found = {}
    for address in addresses():
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        body = NUMBER.sub(b"/concerns/0/", TOKEN.sub(b"", body))
        found[address] = (answer.status_code, answer.headers.get("Location", ""), body)
    return found


def any_concern() -> int:
    return Concern.objects.values_list("pk", flat=True)[0]
