"""Cuts out of a page the passage that shows best why it was found."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from wholesight.engines.search.function_words import function_words
from wholesight.engines.search.stems import language_code, stemming
from wholesight.engines.search.words import FIRST_UNSPACED, pairs, words

USUAL_LENGTH = 200
LONGEST_TEXT = 200_000
"""Characters looked at: a snippet of a longer page comes from its beginning."""

_LANGUAGES_WITH_PREFIXES = frozenset({"id"})
_RUN = re.compile(
    r"[\w\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff]+(?:[.'\u2019][\w]+)*(?:\+\+|#)?|[\u2600-\u27bf\U0001f300-\U0001faff]"
)
_SENTENCE_END = re.compile(r"[.!?:]\s+|\n+")
_BLANKS = re.compile(r"\s+")
_AGAIN = 0.1
"""What a word that is in the passage already adds to its worth."""


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    meaning: str


def snippet(
    text: str,
    sought: Collection[str],
    language: str,
    length: int = USUAL_LENGTH,
    prefixes: Collection[str] = (),
) -> list[tuple[str, bool]]:
    """The best passage of about `length` characters, in runs of (text, whether it is a word that was sought).

    `text` is without markup; `sought` and `prefixes` are words in the form that `words` gives. A word matches
    by itself or by its stem. Blanks are levelled, and `…` stands where text is left out. Without a match it
    is the text's beginning.
    """
    text = text[:LONGEST_TEXT]
    matches = _matches(text, _Sought(sought, language, prefixes))
    if len(text) <= length:
        return _runs(text, 0, len(text), matches)
    start, end = _passage(text, matches, length)
    return _runs(text, start, end, matches)


class _Sought:
    """What is looked for in a text of one language: words, by themselves and by their stems, and
    beginnings of words."""

    def __init__(self, words_sought: Collection[str], language: str, prefixes: Collection[str]) -> None:
        code = language_code(language)
        self.stem = stemming(code)
        self.exact = set(words_sought) - function_words(code) or set(words_sought)
        self.by_stem = {self.stem(word): word for word in self.exact}
        self.prefixes = tuple(prefixes)
        self.first_letters = {form[0] for form in (*self.exact, *self.by_stem, *self.prefixes)}
        self.keeps_first_letter = code not in _LANGUAGES_WITH_PREFIXES

    def meaning(self, written: str) -> str:
        """Which sought word a run of letters stands for, or an empty text."""
        if written.isascii() and written.isalnum():
            form = written.lower()
            if self.keeps_first_letter and form[0] not in self.first_letters:
                return ""
            return self._meaning_of_form(form)
        for form in words(written):
            # A pair of characters is marked where it stands, not with the run that it is in.
            if (meaning := self._meaning_of_form(form)) and (
                written[0] < FIRST_UNSPACED or len(written) <= 2
            ):
                return meaning
        return ""

    def _meaning_of_form(self, form: str) -> str:
        if form in self.exact or (self.prefixes and form.startswith(self.prefixes)):
            return form
        return self.by_stem.get(self.stem(form), "")


def _matches(text: str, sought: _Sought) -> list[_Match]:
    meanings: dict[str, str] = {}
    found = []
    for run in _RUN.finditer(text):
        written = run[0]
        meaning = meanings.get(written)
        if meaning is None:
            meaning = meanings[written] = sought.meaning(written)
        if meaning:
            found.append(_Match(run.start(), run.end(), meaning))
        elif written[0] >= FIRST_UNSPACED:
            found.extend(_matches_inside(written, run.start(), sought.exact))
    return found


def _matches_inside(run: str, offset: int, exact: set[str]) -> list[_Match]:
    """Sought pairs in a run without spaces; pairs that overlap become one match."""
    found: list[_Match] = []
    for place, pair in enumerate(pairs(run)):
        if pair not in exact:
            continue
        start = offset + place
        if found and found[-1].end >= start:
            found[-1] = _Match(found[-1].start, start + len(pair), found[-1].meaning + pair[-1])
        else:
            found.append(_Match(start, start + len(pair), pair))
    return found


def _passage(text: str, matches: list[_Match], length: int) -> tuple[int, int]:
    """The stretch with the most different matches, begun where a sentence or a word begins."""
    if not matches:
        return 0, _word_border(text, length)
    first, last = _densest(matches, int(length * 0.8))
    room = length - (matches[last].end - matches[first].start)
    start = max(0, matches[first].start - max(room, 0) // 2)
    begun = [
        end.end() for end in _SENTENCE_END.finditer(text, max(0, start - length // 4), matches[first].start)
    ]
    if begun:
        start = begun[0]
    elif start:
        start = text.rfind(" ", 0, start) + 1 if " " in text[max(0, start - 40) : start] else start
    return start, _word_border(text, max(start + length, matches[last].end))


def _densest(matches: list[_Match], length: int) -> tuple[int, int]:
    best, chosen = -1.0, (0, 0)
    last = 0
    counts: dict[str, int] = {}
    value = 0.0
    for first, match in enumerate(matches):
        while last < len(matches) and (last <= first or matches[last].end - match.start <= length):
            meaning = matches[last].meaning
            value += _AGAIN if counts.get(meaning) else 1.0
            counts[meaning] = counts.get(meaning, 0) + 1
            last += 1
        if value > best + 1e-9:
            best, chosen = value, (first, last - 1)
        counts[match.meaning] -= 1
        value -= _AGAIN if counts[match.meaning] else 1.0
    return chosen


def _word_border(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    border = text.rfind(" ", max(0, place - 40), place)
    return border if border > 0 else place


def _runs(text: str, start: int, end: int, matches: list[_Match]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    place = start
    for match in matches:
        if match.start < place or match.end > end:
            continue
        runs += [(text[place : match.start], False), (text[match.start : match.end], True)]
        place = match.end
    runs.append((text[place:end], False))
    runs[0] = (runs[0][0].lstrip(), runs[0][1])
    if start > 0:
        runs.insert(0, ("… ", False))
    if end < len(text):
        runs.append((" …", False))
    return _levelled(runs)


def _levelled(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Blanks levelled, empty runs left out, neighbours of one kind joined."""
    joined: list[tuple[str, bool]] = []
    for text, sought in runs:
        levelled = _BLANKS.sub(" ", text)
        if joined and joined[-1][1] == sought and not sought:
            levelled = _BLANKS.sub(" ", joined.pop()[0] + levelled)
        if levelled:
            joined.append((levelled, sought))
    return joined
