"""Orders candidate pages by how well they answer a query: BM25 over fields, exact words above stems, and titles.

Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.6 (BM25F). The constants were
chosen on known-item look-ups in five handbooks and on the questions of two public collections; bench/search_quality.py
prints what they reach.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wholesight.engines.search.documents import counts_of
from wholesight.engines.search.function_words import function_words
from wholesight.engines.search.stems import stem, without_accents

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
    """One thing looked for: a word or a prefix, with other spellings and what each counts (`(spelling, share)`).

    `frequency` is the number of pages with its stem; `repeated`, how often the query says it.
    """

    word: str
    frequency: int
    repeated: int = 1
    prefix: bool = False
    spellings: tuple[tuple[str, float], ...] = ()


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
    """A page with its score, and which of the terms it has (by position)."""

    page_id: int
    score: float
    found: frozenset[int]


def rank(
    terms: Sequence[Term], candidates: Iterable[Candidate], collection: Collection, typed: Sequence[str] = ()
) -> list[Ranked]:
    """The candidates that have at least one of the terms, best first; equal ones by page id.

    `typed`: the words in their order, corrected, to be compared with titles.
    """
    weights = [rarity(term.frequency, collection.pages) * term.repeated for term in terms]
    ranked = []
    for candidate in candidates:
        norms = _length_norms(candidate, collection)
        ignored = function_words(candidate.language)
        score, found = 0.0, set()
        for position, term in enumerate(terms):
            frequency = _weighted_frequency(term, candidate, norms)
            if frequency:
                found.add(position)
                share = FUNCTION_WORD_WEIGHT if term.word in ignored else 1.0
                score += share * weights[position] * frequency * (SATURATION + 1) / (frequency + SATURATION)
        if found:
            score *= 1 + _title_bonus(typed, candidate)
            ranked.append(Ranked(candidate.page_id, score, frozenset(found)))
    ranked.sort(key=lambda page: (-page.score, page.page_id))
    return ranked


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


def _weighted_frequency(term: Term, candidate: Candidate, norms: tuple[float, float, float]) -> float:
    if term.prefix:
        return _prefix_frequency(term.word, candidate.terms, norms)
    total = 0.0
    for word, share in term.spellings or ((term.word, 1.0),):
        for written, (body, headings, titles) in counts_of(candidate.terms, stem(word, candidate.language)):
            counted = body / norms[0] + HEADING_WEIGHT * headings / norms[1] + TITLE_WEIGHT * titles / norms[2]
            total += share * counted * (1.0 if written == word else STEM_SHARE)
    return total


def _prefix_frequency(prefix: str, terms: str, norms: tuple[float, float, float]) -> float:
    total = 0.0
    for written in _prefix_pattern(prefix).findall(terms):
        body, headings, titles = (*map(int, written.split(",")), 0, 0)[:3]
        total += body / norms[0] + HEADING_WEIGHT * headings / norms[1] + TITLE_WEIGHT * titles / norms[2]
    return total


@lru_cache(maxsize=100)
def _prefix_pattern(prefix: str) -> re.Pattern[str]:
    """Lines of a record of terms whose word begins so, or whose stem does when accents are left aside."""
    stem_begins, word_begins = re.escape(without_accents(prefix)), re.escape(prefix)
    return re.compile(rf"\n(?:{stem_begins}[^\n]*|[^\t\n]*\t{word_begins}[^\t\n]*)\t([\d,]+)(?=\n)")


def _title_bonus(typed: Sequence[str], candidate: Candidate) -> float:
    """More for a page that is called what was typed, or whose name has it in it."""
    if not typed:
        return 0.0
    sought = " ".join([stem(word, candidate.language) for word in typed])
    titles = candidate.titles.split("\n")
    if sought in titles:
        return SAME_TITLE_BONUS
    within = len(typed) > 1 and any(f" {sought} " in f" {title} " for title in titles)
    return WITHIN_TITLE_BONUS if within else 0.0
