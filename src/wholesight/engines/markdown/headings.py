"""How headings are named, and how the fragment of a link finds one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from .records import Heading

# what Obsidian takes out of headings and fragments before it compares them
_PUNCTUATION = re.compile(r"[!\"#$%&()*+,.:;<=>?@^`{|}~/\[\]\\\s]+")
_NOT_IN_SLUG = re.compile(r"[^\w\- ]+")
_NOT_A_WORD = re.compile(r"[\W_]+")


def heading_key(text: str) -> str:
    """The text as links compare it: without case and punctuation, with single spaces."""
    plain = _PUNCTUATION.sub(" ", text).strip()
    if plain.isascii():
        return plain.lower()
    composed = unicodedata.normalize("NFC", plain).casefold()
    return unicodedata.normalize("NFC", composed)


def _slug(text: str) -> str:
    return _NOT_IN_SLUG.sub("", text.strip().lower()).replace(" ", "-")


class Slugs:
    """Hands out the ids of a page's headings: as GitHub makes them, each of them once."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def next(self, text: str) -> str:
        """The id of the next heading with this text."""
        slug = base = _slug(text) or "section"
        while slug in self._used:
            self._used[base] += 1
            slug = f"{base}-{self._used[base]}"
        self._used[slug] = 0
        return slug


def find_heading(headings: Sequence[Heading], fragment: str) -> int | None:
    """The index of the heading that a fragment means, or None.

    `A#B` is the first B below an A (below: before the next heading of A's level or higher). Else the first
    heading with the fragment's key, else with its GitHub slug, else with the same letters and digits.
    """
    parts = [key for part in fragment.split("#") if (key := heading_key(part))]
    if len(parts) > 1:
        found = _find_nested(headings, parts)
        if found is not None:
            return found
    key = heading_key(fragment)
    if key:
        for index, heading in enumerate(headings):
            if heading.key == key:
                return index
    slug = _slug(fragment)
    for index, heading in enumerate(headings):
        if slug and heading.slug == slug:
            return index
    letters = _NOT_A_WORD.sub("", key)
    for index, heading in enumerate(headings):
        if letters and _NOT_A_WORD.sub("", heading.key) == letters:
            return index
    return None


def _find_nested(headings: Sequence[Heading], parts: Sequence[str]) -> int | None:
    """The first heading whose chain of parents holds all parts in order; parents between may be left out."""
    open_headings: list[tuple[int, int]] = []  # level and how many parts are found down to here
    for index, heading in enumerate(headings):
        while open_headings and open_headings[-1][0] >= heading.level:
            open_headings.pop()
        matched = open_headings[-1][1] if open_headings else 0
        if heading.key == parts[matched]:
            matched += 1
            if matched == len(parts):
                return index
        open_headings.append((heading.level, matched))
    return None
