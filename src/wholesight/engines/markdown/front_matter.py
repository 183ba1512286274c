"""The properties at the top of a page, read without ever losing the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .limits import MarkdownLimits
from .records import FrontMatter, Problem, Value
from .yaml_values import Entry, Reading, YamlRefused, read_yaml

_FENCE = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?:^|(?<=[\r\n]))---[ \t]*(?:\r\n|\r|\n|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_WIKILINK = re.compile(r"\s*!?\[\[(?!\[)([^\n]+?)\]\]\s*")


@dataclass(frozen=True, slots=True)
class PropertyLink:
    """A property's value that is a wikilink: the inside of its brackets and its line in the file.

    `position` is the offset of the text in the front matter: with quotes and brackets where it is quoted,
    else behind the brackets; 0 in JSON.
    """

    property: str
    inside: str
    line: int
    position: int


def count_lines(text: str, start: int, end: int) -> int:
    """How many lines end between two offsets: LF, CRLF and lone CR each end one."""
    breaks = text.count("\n", start, end)
    if "\r" in text:
        breaks += text.count("\r", start, end) - text.count("\r\n", start, end)
    return breaks


def find_front_matter(text: str) -> tuple[int, int, int] | None:
    """Where the properties begin and end and where the body begins, or None where there are none.

    The very first line (after a byte order mark) must be `---`, and a later one must close it.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return None
    closing = _CLOSING.search(text, opening.end())
    return None if closing is None else (opening.end(), closing.start(), closing.end())


def read_front_matter(text: str) -> tuple[FrontMatter, tuple[PropertyLink, ...]]:
    """The front matter of a page and its links; broken YAML gives no values, and a problem with its line."""
    span = find_front_matter(text)
    if span is None:
        start = 1 if text.startswith("\ufeff") else 0
        return FrontMatter("", {}, (), start, 1), ()
    start, end, body = span
    raw = text[start:end]
    body_line = 1 + count_lines(text, 0, body)
    values: dict[str, Value] = {}
    links: tuple[PropertyLink, ...] = ()
    problems: tuple[Problem, ...]
    try:
        reading = read_properties(raw)
    except YamlRefused as refused:
        reason = f"The properties cannot be read: {refused.reason}. The text is kept as it is."
        problems = (Problem(_line(raw, refused.position), reason),)
    else:
        values = {entry.name: entry.value for entry in reading.entries}
        problems = tuple(Problem(_line(raw, at), f"{reason[0].upper()}{reason[1:]}.", name)
                         for at, reason, name in reading.remarks)  # fmt: skip
        links = tuple(_links(raw, reading))
    return FrontMatter(raw, values, problems, body, body_line), links


def read_properties(raw: str) -> Reading:
    """The entries of front matter, YAML or JSON; raises `YamlRefused`."""
    if len(raw) > MarkdownLimits.FRONT_MATTER:
        raise YamlRefused(f"they are longer than {MarkdownLimits.FRONT_MATTER:,} characters", 0)
    if raw.lstrip().startswith("{"):
        reading = _read_json(raw)
        if reading is not None:
            return reading
    return read_yaml(raw) or Reading()


def _read_json(raw: str) -> Reading | None:
    """JSON front matter; None where it is not JSON, or so deep that the YAML reader shall refuse it."""
    if raw.count("[") + raw.count("{") > MarkdownLimits.FRONT_MATTER_VALUES:
        return None
    pairs: list[tuple[str, Value]] = []

    def keep(found: list[tuple[str, Value]]) -> dict[str, Value]:
        pairs[:] = found
        return dict(found)

    try:
        json.loads(raw, object_pairs_hook=keep, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    reading = Reading(flow=True)
    names: set[str] = set()
    for name, value in pairs:
        if name in names:
            reading.remarks.append((0, "this property is written twice; the first one counts", name))
        else:
            names.add(name)
            texts = [(text, 0) for text in _texts(value)]
            reading.entries.append(Entry(name, value, 0, 0, 0, 0, False, texts))
    return reading


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _line(raw: str, position: int) -> int:
    """The line in the file of an offset in the front matter, whose first line is the file's second."""
    return 2 + count_lines(raw, 0, position)


def _links(raw: str, reading: Reading) -> Iterator[PropertyLink]:
    if "[[" not in raw:
        return
    for entry in reading.entries:
        for text, position in entry.texts:
            if "[[" in text and (whole := _WIKILINK.fullmatch(text)):
                yield PropertyLink(entry.name, whole[1], _line(raw, position), position)
        last = -1
        for inside in () if reading.flow else _bare_links(entry.value):
            found = (at for text, at in entry.texts if at > last and text and inside.startswith(text))
            last = next(found, last)
            position = last if last >= 0 else entry.key_start
            yield PropertyLink(entry.name, inside, _line(raw, position), position)


def _bare_links(value: Value) -> Iterator[str]:
    """Wikilinks without quotes, which YAML reads as a list in a list: `[[Note]]` is `[["Note"]]`."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, list) and item and all(isinstance(part, str | int | float) for part in item):
                yield ", ".join(str(part) for part in item)
            else:
                yield from _bare_links(item)
