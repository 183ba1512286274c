"""Where in the text of a page the parts of its parsed lines stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from .limits import TextNotRewritten
from .parsing import Document
from .targets import clean

_LINE_END = re.compile(r"\r\n|\r|\n")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]:[ \t\r\n>]*", re.DOTALL)
_AFTER_DESTINATION = re.compile(
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)", re.DOTALL
)
_CANDIDATES = 100

Edit = tuple[int, int, str]
"""Offsets of a stretch of the text and what stands there instead."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Located:
    """A token whose content was read from the text, with the offsets where each line of it begins in both."""

    token: Token
    inner: tuple[int, ...]
    outer: tuple[int | None, ...]
    cell: bool

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the content, all in one line, stands in the text; raises `TextNotRewritten`."""
        line = bisect_right(self.inner, start) - 1
        outer = self.outer[line]
        if outer is None:
            raise TextNotRewritten("a part of the page could not be found again in its text")
        first, last = (outer + offset - self.inner[line] + self._escaped(offset) for offset in (start, end))
        return first, last

    def _escaped(self, offset: int) -> int:
        """In a table's cell each bar was written with a backslash."""
        return self.token.content.count("|", 0, offset) if self.cell else 0


class Source:
    """The text of a page and the lines of its body."""

    def __init__(self, text: str, document: Document) -> None:
        self.text = clean(text)
        self.body = document.front_matter.body_start
        self.first_line = document.front_matter.body_line
        ends = list(_LINE_END.finditer(self.text, self.body))
        self.starts = [self.body, *(match.end() for match in ends)]
        self.ends = [*(match.start() for match in ends), len(text)]

    def line(self, number: int) -> str:
        """A line of the body, counted from 0, without its end."""
        return self.text[self.starts[number] : self.ends[number]]

    def located(self, tokens: Sequence[Token]) -> Iterator[Located]:
        """Every token with content, in order, and where it stands."""
        cursor, in_row = 0, False
        for token in tokens:
            if token.type in ("tr_open", "tr_close"):
                cursor, in_row = 0, token.type == "tr_open"
            elif token.map is not None and token.type in ("inline", "html_block") and token.content:
                if in_row:
                    place, cursor = self._cell(token, cursor)
                    yield place
                else:
                    yield self._lines(token)

    def _cell(self, token: Token, cursor: int) -> tuple[Located, int]:
        number = token.map[0] if token.map else 0
        written = token.content.replace("|", "\\|")
        at = self.line(number).find(written, cursor)
        outer = None if at < 0 else self.starts[number] + at
        return Located(token, (0,), (outer,), True), cursor if at < 0 else at + len(written)

    def _lines(self, token: Token) -> Located:
        first = (token.map[0] if token.map else 0) + token.meta.get("skipped_lines", 0)
        inner: list[int] = []
        outer: list[int | None] = []
        offset = 0
        for number, line in enumerate(token.content.split("\n"), start=first):
            inner.append(offset)
            outer.append(self._find(line, number))
            offset += len(line) + 1
        return Located(token, tuple(inner), tuple(outer), False)

    def _find(self, line: str, number: int) -> int | None:
        """Where a line without its indent, quote marks and the like begins in the text."""
        bare = line.strip()
        if number >= len(self.starts):
            return None
        written = self.line(number)
        whole = written.rstrip()
        at = len(whole) - len(bare) if whole.endswith(bare) else written.find(bare)
        indent = len(line) - len(line.lstrip())
        return None if at < 0 else self.starts[number] + at - indent

    def definition(self, document: Document, label: str) -> Span:
        """Where the address of a link definition stands; raises `TextNotRewritten`."""
        defined = document.definitions[label]
        first, last = defined["map"]
        end = self.ends[min(last, len(self.ends)) - 1]
        for match in _LABEL.finditer(self.text, self.starts[first], end):
            if normalizeReference(match[1]) == label:
                read = parseLinkDestination(self.text, match.end(), end)
                if read.ok and read.str == defined["href"]:
                    return match.end(), read.pos
        raise TextNotRewritten(f"the definition of [{label}] could not be found again in the text")


def destination(content: str, start: int, end: int) -> Span | None:
    """Where the address of a Markdown link or image stands in it; None for `[text][label]`."""
    if not content.endswith(")", start, end):
        return None
    at = start
    for _ in range(_CANDIDATES):
        at = content.find("](", at, end)
        if at < 0:
            return None
        at += 2
        while at < end and content[at] in " \t\n":
            at += 1
        read = parseLinkDestination(content, at, end)
        if read.ok and _AFTER_DESTINATION.fullmatch(content, read.pos, end):
            return at, read.pos
    return None


def labels(content: str, start: int, end: int) -> Iterator[str]:
    """The labels that the link `[text][label]`, `[label][]` or `[label]` may have, the likeliest first."""
    written = content[start:end].removeprefix("!")
    _, separator, last = written.rpartition("][")
    if separator and last != "]":
        yield normalizeReference(last[:-1])
    yield normalizeReference(written.removesuffix("[]")[1:-1])


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with all stretches replaced; they do not overlap."""
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits):
        if start < done:
            raise TextNotRewritten("two changes meet at one place of the text")
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def unescaped(written: str) -> str:
    """A Markdown address as it is read: without angle brackets, backslashes and character references."""
    inside = written[1:-1] if written.startswith("<") else written
    return str(unescapeAll(inside))
