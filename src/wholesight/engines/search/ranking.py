"""Orders candidate pages by how well they answer a query: BM25 over fields, exact words above stems, and
titles.

Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.6 (BM25F). The
constants were chosen on known-item look-ups in five handbooks and on the questions of two public collections;
bench/search_quality.py prints what they reach.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wholesight.engines.search.documents import counts_of
from wholesight.engines.search.function_words import function_words
from wholesight.engines.search.stems import stemming, without_accents

SATURATION = 2.2
STEM_SHARE = 0.65
"""What a word with another ending counts, where the exact word counts 1."""

TITLE_WEIGHT, HEADING_WEIGHT = 4.0, 1.0
TITLE_LENGTH_SHARE, HEADING_LENGTH_SHARE, BODY_LENGTH_SHARE = 0.6, 0.5, 0.7
FUNCTION_WORD_WEIGHT = 0.2
SAME_TITLE_BONUS, WITHIN_TITLE_BONUS = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Collection:
    """Size of the index: number of pages and the average number of words in body, headings and titles."""

    pages: int
    body_length: float
    headings_length: float
    titles_length: float


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: a word or a prefix, with other spellings and what each counts (`(spelling,
    share)`).

    `frequency` is the number of pages with its stem; `repeated`, how often the query says it. A page has to
    have at least one `telling` term, where there are any.
    """

    word: str
    frequency: int
    repeated: int = 1
    prefix: bool = False
    spellings: tuple[tuple[str, float], ...] = ()
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may answer, as the index recorded it (see `PreparedDocument`)."""

    page_id: int
    language: str
    terms: str
    titles: str
    body_length: int
    headings_length: int
    titles_length: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page with its score."""

    page_id: int
    score: float


def rank(
    terms: Sequence[Term], candidates: Iterable[Candidate], collection: Collection, typed: Sequence[str] = ()
) -> list[Ranked]:
    """The candidates that have at least one of the terms, best first; equal ones by page id.

    `typed`: the words in their order, corrected, to be compared with titles.
    """
    readings: dict[str, _Reading] = {}
    needs_telling = any(term.telling for term in terms)
    ranked = []
    for candidate in candidates:
        language = candidate.language
        reading = readings.get(language)
        if reading is None:
            reading = readings[language] = _read(terms, language, collection.pages, typed)
        norms = _length_norms(candidate, collection)
        score, found = 0.0, False
        for term, weight, sought in reading.terms:
            frequency = _weighted_frequency(sought, candidate.terms, norms)
            if frequency:
                found = found or term.telling or not needs_telling
                score += weight * frequency * (SATURATION + 1) / (frequency + SATURATION)
        if found:
            ranked.append(Ranked(candidate.page_id, score * (1 + reading.title_bonus(candidate.titles))))
    ranked.sort(key=lambda page: (-page.score, page.page_id))
    return ranked


_Sought = tuple[tuple[str, str, float], ...] | tuple[re.Pattern[str], ...]
"""Of a word (stem, word, share) for each spelling; of a prefix the patterns that find its words."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The terms as they stand in pages of one language, each with its weight; the stems of what was typed."""

    terms: list[tuple[Term, float, _Sought]]
    typed: str
    typed_words: int

    def title_bonus(self, titles: str) -> float:
        """More for a page that is called what was typed, or whose name has it in it."""
        if not self.typed or self.typed not in titles:
            return 0.0
        lines = titles.split("\n")
        if self.typed in lines:
            return SAME_TITLE_BONUS
        within = self.typed_words > 1 and any(f" {self.typed} " in f" {line} " for line in lines)
        return WITHIN_TITLE_BONUS if within else 0.0


def _read(terms: Sequence[Term], language: str, pages: int, typed: Sequence[str]) -> _Reading:
    stem, ignored = stemming(language), function_words(language)
    read: list[tuple[Term, float, _Sought]] = []
    for term in terms:
        weight = rarity(term.frequency, pages) * term.repeated
        if term.prefix:
            read.append((term, weight, _prefix_patterns(term.word)))
            continue
        spellings = term.spellings or ((term.word, 1.0),)
        sought = tuple((stem(word), word, share) for word, share in spellings)
        read.append((term, weight * (FUNCTION_WORD_WEIGHT if term.word in ignored else 1.0), sought))
    return _Reading(read, " ".join([stem(word) for word in typed]), len(typed))


def rarity(frequency: int, pages: int) -> float:
    """How much it tells that a page has a word which `frequency` of all pages have."""
    frequency = min(frequency, pages)
    return math.log(1 + (pages - frequency + 0.5) / (frequency + 0.5))


def _length_norms(candidate: Candidate, collection: Collection) -> tuple[float, float, float]:
    def norm(share: float, length: int, average: float) -> float:
        return 1 - share + share * length / average if average else 1.0

    return (
        norm(BODY_LENGTH_SHARE, candidate.body_length, collection.body_length),
        norm(HEADING_LENGTH_SHARE, candidate.headings_length, collection.headings_length),
        norm(TITLE_LENGTH_SHARE, candidate.titles_length, collection.titles_length),
    )


def _weighted_frequency(sought: _Sought, terms: str, norms: tuple[float, float, float]) -> float:
    total = 0.0
    for each in sought:
        if isinstance(each, tuple):
            token, word, share = each
            for written, (body, headings, titles) in counts_of(terms, token):
                counted = (
                    body / norms[0] + HEADING_WEIGHT * headings / norms[1] + TITLE_WEIGHT * titles / norms[2]
                )
                total += share * counted * (1.0 if written == word else STEM_SHARE)
        else:
            for counts in each.findall(terms):
                body, headings, titles = (*map(int, counts.split(",")), 0, 0)[:3]
                total += (
                    body / norms[0] + HEADING_WEIGHT * headings / norms[1] + TITLE_WEIGHT * titles / norms[2]
                )
    return total


@lru_cache(maxsize=100)
def _prefix_patterns(prefix: str) -> tuple[re.Pattern[str], ...]:
    """Lines of a record of terms whose word begins so; and others whose stem does, when accents are left
    aside."""
    word, bare = re.escape(prefix), re.escape(without_accents(prefix))
    return (
        re.compile(rf"\t{word}[^\t\n]*\t([\d,]+)"),
        re.compile(rf"\n{bare}[^\t\n]*\t(?!{word})[^\t\n]+\t([\d,]+)"),
    )
