"""The whole as a browser draws it: one compact JSON document, of what one reader can see and nothing else.

Numbers about pages and relations are little-endian arrays in base64; their order is that of `titles`. Nothing
in it is numbered by rows of the database, whose gaps would tell of what the reader may not see.
"""

from __future__ import annotations

import sys
from array import array
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wholesight.kernel.kinds.registry import kind_named
from wholesight.kernel.whole.layout import Layout
from wholesight.kernel.whole.packing import Circle, pack
from wholesight.kernel.whole.queries import Whole, WholePage, relation_words

BETWEEN_SPACES = 1.08
STEPS = 65_535
MOST_DAYS = 65_535

Document = dict[str, Any]


def picture(whole: Whole, layouts: Mapping[int, Layout]) -> Document:
    """What the map needs. `unit` is how far one step of `x` and `y` leads, from `left` and `top`; `names` are
    the files of pages whose file is not called like their title; relation 0 is a link in the text."""
    pages = [page for space in whole.spaces for page in whole.pages if page.space_id == space.pk]
    places = placed(whole, layouts)
    number_of = {page.id: number for number, page in enumerate(pages)}
    spaces, folders, folder_numbers = folder_rows(whole, layouts, places)
    kinds = sorted({page.kind for page in pages})
    kind_numbers = {name: number for number, name in enumerate(kinds)}
    return {
        "spaces": spaces,
        "folders": folders,
        "kinds": [
            {"name": name, "label": str(kind_named(name).label), "accent": kind_named(name).accent}
            for name in kinds
        ],
        "titles": [page.title for page in pages],
        "names": {
            number: file_name(page)
            for number, page in enumerate(pages)
            if file_name(page) != f"{page.title}.md"
        },
        "folder": packed("I", (folder_numbers[page.space_id, page.folder] for page in pages)),
        "kind": packed("H", (kind_numbers[page.kind] for page in pages)),
        "days": packed("H", days_ago(pages)),
        **coordinates(pages, layouts, places),
        **relation_rows(whole, number_of),
        **tag_rows(whole, number_of),
    }


def placed(whole: Whole, layouts: Mapping[int, Layout]) -> dict[int, Circle]:
    """The circle of each space: side by side, the oldest in the middle."""
    shown = [space.pk for space in whole.spaces if space.pk in layouts]
    circles = pack([layouts[space].folders[0][1].radius * BETWEEN_SPACES for space in shown])
    return dict(zip(shown, circles, strict=True))


def folder_rows(
    whole: Whole, layouts: Mapping[int, Layout], places: Mapping[int, Circle]
) -> tuple[list[Document], list[list[Any]], dict[tuple[int, str], int]]:
    """The spaces; the folders with the number of their space, path and circle, where "" is the space itself;
    and the numbers of the folders."""
    spaces: list[Document] = []
    folders: list[list[Any]] = []
    numbers: dict[tuple[int, str], int] = {}
    for space in whole.spaces:
        if space.pk not in layouts:
            continue
        middle = places[space.pk]
        for path, circle in layouts[space.pk].folders:
            numbers[space.pk, path] = len(folders)
            at = circle.moved(middle.x, middle.y)
            folders.append([len(spaces), path, round(at.x, 2), round(at.y, 2), round(at.radius, 2)])
        spaces.append({"name": space.name, "pages": len(layouts[space.pk].pages)})
    return spaces, folders, numbers


def coordinates(
    pages: Iterable[WholePage], layouts: Mapping[int, Layout], places: Mapping[int, Circle]
) -> Document:
    """The places of pages in steps of a grid that is finer than any two pages are near."""
    at: dict[int, tuple[float, float]] = {}
    for space, layout in layouts.items():
        middle = places[space]
        for page, x, y in zip(layout.pages, layout.x, layout.y, strict=True):
            at[page] = (x + middle.x, y + middle.y)
    points = [at[page.id] for page in pages]
    left = min((x for x, _y in points), default=0.0)
    top = min((y for _x, y in points), default=0.0)
    wide = max((max(x - left, y - top) for x, y in points), default=0.0)
    unit = wide / STEPS or 1.0
    return {
        "left": left,
        "top": top,
        "unit": unit,
        "x": packed("H", (round((x - left) / unit) for x, _y in points)),
        "y": packed("H", (round((y - top) / unit) for _x, y in points)),
    }


def relation_rows(whole: Whole, number_of: Mapping[int, int]) -> Document:
    names = ["", *sorted({each.relation for each in whole.relations} - {""})]
    numbers = {name: number for number, name in enumerate(names)}
    rows = sorted(
        (number_of[each.source], number_of[each.target], numbers[each.relation]) for each in whole.relations
    )
    return {
        "relations": [
            {"name": name, "label": relation_words(name) or _("links in the text")} for name in names
        ],
        "from": packed("I", (row[0] for row in rows)),
        "to": packed("I", (row[1] for row in rows)),
        "by": packed("H", (row[2] for row in rows)),
    }


def tag_rows(whole: Whole, number_of: Mapping[int, int]) -> Document:
    keys = sorted({tagged.key for tagged in whole.tags})
    numbers = {key: number for number, key in enumerate(keys)}
    rows = sorted({(numbers[tagged.key], number_of[tagged.page]) for tagged in whole.tags})
    return {
        "tags": keys,
        "tag": packed("I", (row[0] for row in rows)),
        "tagged": packed("I", (row[1] for row in rows)),
    }


def file_name(page: WholePage) -> str:
    return page.path.rpartition("/")[2]


def days_ago(pages: Iterable[WholePage]) -> Iterable[int]:
    now = timezone.now()
    for page in pages:
        yield min(max((now - page.updated_at).days, 0), MOST_DAYS)


def packed(code: str, numbers: Iterable[int]) -> str:
    """Whole numbers as base64: "H" takes two bytes each, "I" four."""
    row = array(code, numbers)
    if sys.byteorder == "big":
        row.byteswap()
    return b64encode(row.tobytes()).decode()
