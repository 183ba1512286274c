"""A page cut into the units that people change: properties, paragraphs, list items, table rows, code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .front_matter import FrontMatter, cut_front_matter

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_PROSE = frozenset({"heading", "paragraph", "item"})
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)*")
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r"(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])*[ \t]*(`{3,}(?=[^`]*$)|~{3,}|\$\$(?=[ \t]*$))")


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of the body: `kind` is heading, paragraph, item, row or code.

    `tail` are the line ends and blank lines behind it; `line` counts the file's lines from 1.
    """

    kind: str
    text: str
    tail: str
    line: int

    def may_become(self, other: Block) -> bool:
        """Whether the other block can be a version of this one: prose stays prose."""
        return self.kind == other.kind or {self.kind, other.kind} <= _PROSE


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole page: front matter, `lead` (blank lines above the body), blocks."""

    front_matter: FrontMatter
    lead: str
    blocks: tuple[Block, ...]


def cut(text: str) -> Cut:
    """Cut a page. Every character is in exactly one piece; anything is a page."""
    front_matter, body = cut_front_matter(text)
    lines = _LINE.findall(body)
    count = 0
    while count < len(lines) and not lines[count].strip():
        count += 1
    above = len(_LINE.findall(text[: len(text) - len(body)]))
    blocks = tuple(_blocks(lines[count:], above + count + 1))
    return Cut(front_matter, "".join(lines[:count]), blocks)


def _blocks(lines: list[str], first: int) -> Iterator[Block]:
    closings = _Closings(lines)
    index = 0
    while index < len(lines):
        start = index
        kind, index = _unit(lines, index, closings)
        last = index
        while index < len(lines) and not lines[index].strip():
            index += 1
        whole = "".join(lines[start:last])
        text = whole.rstrip("\r\n")
        yield Block(kind, text, whole[len(text) :] + "".join(lines[last:index]), first + start)


def _unit(lines: list[str], start: int, closings: _Closings) -> tuple[str, int]:
    """The kind of the unit that begins at this line, and the line behind it."""
    kind = _kind(lines[start])
    if kind == "code":
        closing = closings.of(start)
        if closing is not None:
            return "code", closing + 1
        kind = "item" if _MARKER.match(_inside(lines[start])) else "paragraph"
    end = start + 1
    if kind in ("paragraph", "item"):
        while end < len(lines) and lines[end].strip() and _continues(lines, end, closings):
            end += 1
    return kind, end


def _continues(lines: list[str], index: int, closings: _Closings) -> bool:
    kind = _kind(lines[index])
    return kind == "paragraph" or (kind == "code" and closings.of(index) is None)


def _inside(line: str) -> str:
    """A line without the marks of quotes and without its end."""
    match = _QUOTE.match(line)
    return line[match.end() if match else 0 :].rstrip("\r\n")


def _kind(line: str) -> str:
    inside = _inside(line)
    if _FENCE.match(inside):
        return "code"
    if _HEADING.match(inside):
        return "heading"
    if _MARKER.match(inside) and not _RULE.match(inside):
        return "item"
    return "row" if inside.lstrip().startswith("|") else "paragraph"


class _Closings:
    """Finds the line that closes a fence; remembers what is never closed, so that each line is read once."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._unclosed: dict[str, int] = {}
        self._found: dict[int, int | None] = {}

    def of(self, start: int) -> int | None:
        """The last line of the code that begins at this line; None where nothing closes it."""
        if start not in self._found:
            self._found[start] = self._search(start)
        return self._found[start]

    def _search(self, start: int) -> int | None:
        match = _FENCE.match(_inside(self._lines[start]))
        if match is None:
            return None
        fence = match[1]
        if len(fence) >= self._unclosed.get(fence[0], len(fence) + 1):
            return None
        for index in range(start + 1, len(self._lines)):
            closing = _inside(self._lines[index]).strip()
            if closing.startswith(fence) and not closing.strip(fence[0]):
                return index
        self._unclosed[fence[0]] = len(fence)
        return None
