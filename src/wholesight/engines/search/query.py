"""Reads what a person typed into the search field; whatever is not understood is looked for as words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wholesight.engines.search.words import words

LONGEST_QUERY = 4_000
MOST_WORDS = 200
PROSE = 10
"""With more plain words than these it is a text, pasted or spoken: its quotation marks and dashes are no
operators."""

EXISTS = "exists"
_PIECE = re.compile(
    r"""
    (?P<minus>-(?=["\[\w]))?
    (?:
        "(?P<phrase>[^"]*)"
      | \[(?P<bracket>[^\[\]]+)\]
      | (?P<name>[^\W\d][\w-]*):(?P<operator><=|>=|<|>|=)?(?:"(?P<quoted>[^"]*)"|(?P<value>(?!/|:)[^\s"]+))
      | (?P<word>[^\s"]+)
    )
    """,
    re.VERBOSE,
)
_IN_BRACKETS = re.compile(r"\s*\"?([^\W\d][\w -]*?)\"?\s*(?::\s*(<=|>=|<|>|=)?\s*\"?(.*?)\"?\s*)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a page: `tag:docks`, `due:<2026-01-01`, `[due]`. `written` is how it was typed, to
    read it as words."""

    name: str
    operator: str
    value: str
    negated: bool
    written: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `words` and `prefixes` may be in a page, all of `phrases` must be, none of
    `without` may be.

    Words are in the form that `words` gives. A phrase of one word asks for exactly this word, without its
    other endings.
    """

    words: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.prefixes or self.phrases or self.without or self.filters)


def read_query(text: str) -> Query:
    """Reads a query. It never fails: an open quotation mark, an empty filter or a lone sign is read as words.

    Words past the first 200, and text past 4,000 characters, are left out. A text of more than ten words is
    prose: in it phrases, prefixes and exclusions are words.
    """
    plain: list[str] = []
    prose: list[str] = []
    prefixes: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    filters: list[Filter] = []
    for match in _PIECE.finditer(storable(text[:LONGEST_QUERY])):
        negated = match["minus"] is not None
        found = _filter(match, negated)
        if found:
            filters.append(found)
            continue
        written = match["phrase"] or match["bracket"] or match["word"] or match[0]
        several = tuple(words(written))
        if not several:
            continue
        prose.extend(several)
        if negated:
            without.append(several)
        elif match["phrase"] is not None:
            phrases.append(several)
        elif _asks_for_prefix(written, several[-1]):
            plain.extend(several[:-1])
            prefixes.append(several[-1])
        else:
            plain.extend(several)
    if len(plain) > PROSE:
        return Query(words=tuple(prose[:MOST_WORDS]), filters=tuple(filters))
    return Query(tuple(plain), tuple(prefixes[:MOST_WORDS]), tuple(phrases), tuple(without), tuple(filters))


def storable(text: str) -> str:
    """A text without the characters that no database takes: NUL and halves of surrogate pairs."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def _filter(match: re.Match[str], negated: bool) -> Filter | None:
    written = match[0].removeprefix("-") if negated else match[0]
    if match["name"]:
        value = match["quoted"] if match["quoted"] is not None else match["value"]
        return _checked(match["name"], match["operator"] or "", value, negated, written)
    inside = _IN_BRACKETS.fullmatch(match["bracket"] or "")
    if not inside:
        return None
    name, operator, value = inside.groups()
    return _checked(name, EXISTS if value is None else operator or "", value or "", negated, written)


def _checked(name: str, operator: str, value: str, negated: bool, written: str) -> Filter | None:
    if operator != EXISTS and not value.strip():
        return None
    return Filter(" ".join(name.casefold().split()), operator, value.strip(), negated, written)


def _asks_for_prefix(written: str, last: str) -> bool:
    # One character of a script without spaces is no word of the index, only the beginning of one.
    return (written.endswith("*") and written[-2:-1].isalnum()) or (
        len(last) == 1 and last >= "\u0e00" and last.isalpha()
    )
