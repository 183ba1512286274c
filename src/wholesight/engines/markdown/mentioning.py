"""Where a page names other pages in plain words, without a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from .outlining import sentence_around
from .parsing import parse
from .rewriting import IDEOGRAPHS, is_whole
from .rewriting_places import Source

_UNIT = re.compile(rf"[{IDEOGRAPHS}]|[^\W{IDEOGRAPHS}]+|[^\w\s]")
_GAP = "\ufdd0"
"""Stands where there is something else than plain words; no page contains it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A page's name in plain words: its line in the file, the name as given, the words as written."""

    line: int
    name: str
    words: str
    context: str


class Names:
    """Names to look for, prepared once for many pages: by their first word, with the lengths that occur."""

    def __init__(self, names: Iterable[str]) -> None:
        self._named: dict[str, str] = {}
        lengths: dict[str, set[int]] = {}
        for name in names:
            folded = _folded(name.strip())
            unit = _UNIT.match(folded)
            if unit is not None:
                self._named.setdefault(folded, name)
                lengths.setdefault(unit[0], set()).add(len(folded))
        self._lengths = {unit: sorted(found, reverse=True) for unit, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of each occurrence as whole words, the longest first, none within another."""
        folded = _folded(text)
        done = 0
        for unit in _UNIT.finditer(folded):
            start = unit.start()
            if start < done:
                continue
            for length in self._lengths.get(unit[0], ()):
                name = self._named.get(folded[start : start + length])
                if name is not None and is_whole(text, start, start + length):
                    done = start + length
                    yield start, done, name
                    break


def _folded(text: str) -> str:
    """Lower case, character by character, so that offsets stay."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each if len(each.lower()) > 1 else each.lower() for each in text)


def mentions(text: str, names: Iterable[str] | Names) -> list[Mention]:
    """Every name of a page that stands in the prose of another as plain words, in order.

    Letter case does not matter; of names that overlap the longest counts. Words in links, code, formulas, raw
    HTML, comments and tags are no mentions, nor are words that a line break parts.
    """
    sought = names if isinstance(names, Names) else Names(names)
    document = parse(text)
    source = Source(text, document)
    found: list[Mention] = []
    for token in document.tokens:
        if token.type != "inline" or token.map is None or not token.content:
            continue
        plain = _prose(token)
        number = token.map[0] + token.meta.get("skipped_lines", 0)
        for start, end, name in sought.find(plain):
            words = plain[start:end]
            number = max(number, token.map[0] + plain.count("\n", 0, start))
            line = _line_of(source, words, number, token.map[1])
            if line is not None:
                number = line
                context = sentence_around(plain.replace(_GAP, "…"), start, end)
                found.append(Mention(line + source.first_line, name, words, context))
    return found


def _line_of(source: Source, words: str, number: int, end: int) -> int | None:
    """The first line from `number` that holds the words as they are written."""
    return next(
        (line for line in range(number, min(end, len(source.starts))) if words in source.line(line)), None
    )


def _prose(inline: Token) -> str:
    """The plain words of a line, with a mark for everything else."""
    parts: list[str] = []
    depth = 0
    for child in inline.children or ():
        if child.type in ("link_open", "link_close"):
            depth += child.nesting
            parts.append(_GAP)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "text" and not depth:
            parts.append(child.content)
        elif child.nesting == 0 or depth:
            parts.append(_GAP)
    return "".join(parts)
