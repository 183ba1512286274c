"""Cuts out of a page the passage that shows best why it was found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from wholesight.engines.search.documents import counts_of, has_word
from wholesight.engines.search.function_words import function_words
from wholesight.engines.search.stems import stem
from wholesight.engines.search.words import FIRST_UNSPACED, pairs, words

USUAL_LENGTH = 200
LONGEST_TEXT = 200_000
"""Characters looked at: a snippet of a longer page comes from its beginning."""

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


def sought_forms(
    terms: str, sought: Collection[str], language: str, prefixes: Collection[str] = ()
) -> dict[str, str]:
    """The words of a document, by its record of terms, that are to be marked in it: form -> sought word.

    `sought` and `prefixes` are words in the form that `words` gives. A word is marked by itself and by its
    stem; function words only where nothing else is sought.
    """
    forms: dict[str, str] = {}
    for word in set(sought) - function_words(language) or set(sought):
        forms.update((form, word) for form, _ in counts_of(terms, stem(word, language)))
        if has_word(terms, word):
            forms[word] = word
    for prefix in prefixes:
        forms.update((form, form) for form in re.findall(rf"\t({re.escape(prefix)}[^\t\n]*)\t", terms))
    return forms


def snippet(text: str, forms: Mapping[str, str], length: int = USUAL_LENGTH) -> list[tuple[str, bool]]:
    """The best passage of about `length` characters, in runs of (text, whether it is a word that was sought).

    `text` is without markup; `forms` are those of `sought_forms`. Blanks are levelled, and `…` stands where
    text is left out. Without a match it is the text's beginning.
    """
    text = text[:LONGEST_TEXT]
    matches = list(_matches_in_ascii(text, forms) if text.isascii() else _matches(text, forms))
    if len(text) <= length:
        return _runs(text, 0, len(text), matches)
    start, end = _passage(text, matches, length)
    return _runs(text, start, end, matches)


def _matches_in_ascii(text: str, forms: Mapping[str, str]) -> Iterator[_Match]:
    """The sought words found one by one, without cutting the whole text into words."""
    lowered = text.lower()
    found: list[_Match] = []
    for form, meaning in forms.items():
        start = lowered.find(form)
        while start >= 0:
            end = start + len(form)
            if not (lowered[start - 1 : start].isalnum() or lowered[end : end + 1].isalnum()):
                found.append(_Match(start, end, meaning))
            start = lowered.find(form, end)
    last = 0
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if match.start >= last:  # `seal` is not marked again inside `dock_seal`
            last = match.end
            yield match


def _matches(text: str, forms: Mapping[str, str]) -> Iterator[_Match]:
    meanings: dict[str, str] = {}
    for run in _RUN.finditer(text):
        written = run[0]
        meaning = meanings.get(written)
        if meaning is None:
            meaning = meanings[written] = _meaning(written, forms)
        if meaning:
            yield _Match(run.start(), run.end(), meaning)
        elif written[0] >= FIRST_UNSPACED:
            yield from _matches_inside(written, run.start(), forms)


def _meaning(written: str, forms: Mapping[str, str]) -> str:
    """Which sought word a run of letters stands for, or an empty text. A pair of characters is marked
    where it stands, not with the run that it is in."""
    if written[0] >= FIRST_UNSPACED and len(written) > 2:
        return ""
    return next((forms[form] for form in words(written) if form in forms), "")


def _matches_inside(run: str, offset: int, forms: Mapping[str, str]) -> list[_Match]:
    """Sought pairs in a run without spaces; pairs that overlap become one match."""
    found: list[_Match] = []
    for place, pair in enumerate(pairs(run)):
        if pair not in forms:
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
