"""What a browser makes of a picture: its titles, places, relations and tags in plain words."""

from __future__ import annotations

from array import array
from base64 import b64decode
from dataclasses import dataclass
from typing import Any

from django.test import Client


@dataclass(frozen=True)
class Drawn:
    titles: list[str]
    kinds: dict[str, str]
    folders: dict[str, tuple[str, str]]
    places: dict[str, tuple[float, float]]
    relations: set[tuple[str, str, str]]
    tags: set[tuple[str, str]]
    spaces: dict[str, int]


def numbers(code: str, sent: str) -> list[int]:
    return list(array(code, b64decode(sent)))


def read(document: dict[str, Any]) -> Drawn:
    titles = document["titles"]
    spaces = document["spaces"]
    folders = [(spaces[row[0]]["name"], row[1]) for row in document["folders"]]
    kinds = [kind["name"] for kind in document["kinds"]]
    names = [relation["name"] for relation in document["relations"]]
    ends = zip(
        numbers("I", document["from"]),
        numbers("I", document["to"]),
        numbers("H", document["by"]),
        strict=True,
    )
    steps = zip(titles, numbers("H", document["x"]), numbers("H", document["y"]), strict=True)
    left, top, unit = document["left"], document["top"], document["unit"]
    return Drawn(
        titles,
        {title: kinds[kind] for title, kind in zip(titles, numbers("H", document["kind"]), strict=True)},
        {
            title: folders[folder]
            for title, folder in zip(titles, numbers("I", document["folder"]), strict=True)
        },
        {title: (left + x * unit, top + y * unit) for title, x, y in steps},
        {(titles[source], names[by], titles[target]) for source, target, by in ends},
        {
            (document["tags"][tag], titles[page])
            for tag, page in zip(numbers("I", document["tag"]), numbers("I", document["tagged"]), strict=True)
        },
        {space["name"]: space["pages"] for space in spaces},
    )


def drawn_for(browser: Client) -> Drawn:
    """The picture that the server sends to this browser."""
    answer = browser.get("/whole/picture")
    assert answer.status_code == 200
    return read(answer.json())
