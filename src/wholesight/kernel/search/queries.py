"""Searches pages as one reader: from what was typed to hits with snippets."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from wholesight.engines import search as engine
from wholesight.kernel.pages.models import Page
from wholesight.kernel.prepared import PreparedQuery
from wholesight.kernel.rows import batches
from wholesight.kernel.search.candidates import ENOUGH, candidates
from wholesight.kernel.search.expressions import Expression, any_of
from wholesight.kernel.search.filters import is_known, narrow
from wholesight.kernel.search.meaning import IndexSize, Meaning, index_size, meaning_of, phrase_expression
from wholesight.kernel.search.models import SearchDocument
from wholesight.kernel.search.storage import storage
from wholesight.kernel.search.suggestions import Suggestion, suggest
from wholesight.kernel.search.visibility import Visible, visible_among, visible_pages

__all__ = ["Hit", "SearchResults", "Suggestion", "search", "suggest"]

COUNTED = 1_000
"""Matches are counted so far; of more it is only said that there are more."""

MOST_HITS = 1_200
FEW_ENOUGH_TO_RANK_ALL = 300


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found; `snippet` in runs of (text, whether it is what was looked for)."""

    page_id: int
    path: str
    space: str
    title: str
    kind: str
    score: float
    snippet: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """`total` is exact, or else there are more. `corrections`: typed word to the word looked for instead.
    `words`: all words looked for."""

    hits: list[Hit]
    total: int
    total_is_exact: bool
    corrections: dict[str, str]
    words: tuple[str, ...]


NOTHING = SearchResults([], 0, True, {}, ())


def search(text: str, *, space_ids: Sequence[int] | None, limit: int = 10, offset: int = 0) -> SearchResults:
    """Find pages of these spaces (None: of all, for the operator), best first.

    `text` is in the query language of `engines.search.read_query`. Any of its words will do, more are better;
    quoted phrases and filters must hold. Without words it lists what the filters let through, last changed
    first.
    """
    pages = visible_pages(space_ids)
    query = _with_unknown_filters_as_words(engine.read_query(text), pages)
    if query.is_empty:
        return NOTHING
    for condition in query.filters:
        pages = narrow(pages, condition)
    size = index_size()
    unwanted = _unwanted(query.without, size) if query.without and size.languages else None
    listed = pages.exclude(pk__in=RawSQL(*storage().matching(unwanted))) if unwanted else pages
    if not (query.words or query.prefixes or query.phrases):
        return _last_changed(listed, limit, offset)
    if not size.languages:
        return NOTHING
    few = None
    if query.filters and not query.phrases:
        few = list(listed.values_list("pk", flat=True)[: FEW_ENOUGH_TO_RANK_ALL + 1])
        few = few if len(few) <= FEW_ENOUGH_TO_RANK_ALL else None
    return _ranked_results(query, size, visible_among(pages, unwanted), few, limit, offset)


@PreparedQuery
def documents_of(ids: Sequence[int]) -> QuerySet[Any, Any]:
    """What ranks these pages, as `engine.Candidate` takes it."""
    lengths = ("body_length", "headings_length", "titles_length")
    documents = SearchDocument.objects.filter(page_id__in=ids)
    return documents.values_list("page_id", "language", "terms", "titles", *lengths)


@PreparedQuery
def texts_of(ids: Sequence[int]) -> QuerySet[Any, Any]:
    """What shows these pages as hits."""
    page = ("page_id", "page__path", "page__space__name", "page__title", "page__kind")
    documents = SearchDocument.objects.filter(page_id__in=ids)
    return documents.values_list(*page, "language", "terms", "text")


def _with_unknown_filters_as_words(query: engine.Query, pages: QuerySet[Page]) -> engine.Query:
    """`see:also` is a filter only where pages have such a property; else it was meant as words."""
    unknown = [condition for condition in query.filters if not is_known(condition, pages)]
    if not unknown:
        return query
    words, without = list(query.words), list(query.without)
    for condition in unknown:
        written = tuple(engine.words(condition.written))
        if condition.negated and written:
            without.append(written)
        else:
            words += written
    known = tuple(condition for condition in query.filters if condition not in unknown)
    return replace(query, words=tuple(words), without=tuple(without), filters=known)


def _unwanted(without: Iterable[tuple[str, ...]], size: IndexSize) -> Expression:
    return any_of(phrase_expression(phrase, size.languages) for phrase in without)


def _last_changed(pages: QuerySet[Page], limit: int, offset: int) -> SearchResults:
    chosen = pages.order_by("-updated_at", "id").values_list("pk", flat=True)[offset : offset + limit]
    return SearchResults(_hits(list(chosen), {}, (), ()), pages.count(), True, {}, ())


def _ranked_results(
    query: engine.Query, size: IndexSize, visible: Visible, few: list[int] | None, limit: int, offset: int
) -> SearchResults:
    """`few`: the ids of all visible pages where they are so few that each can be ranked without the index."""
    meaning = meaning_of(query, size, visible)
    enough = min(max(ENOUGH, offset + limit), MOST_HITS)
    ids = candidates(meaning.sought, meaning.required, visible, enough) if few is None else few
    ranked = _rank(ids, query, meaning, size)
    total, exact = len(ranked), True
    if few is None:
        total, exact = _count(meaning, visible, len(ids), len(ranked))
    words = tuple(dict.fromkeys([*meaning.typed, *(word for phrase in query.phrases for word in phrase)]))
    shown = ranked[offset : offset + limit]
    hits = _hits(
        [page.page_id for page in shown], {page.page_id: page.score for page in shown}, words, query.prefixes
    )
    return SearchResults(hits, total, exact, meaning.corrections, words)


def _count(meaning: Meaning, visible: Visible, considered: int, ranked: int) -> tuple[int, bool]:
    """How many pages match, and whether these are all. Words in very many pages are not counted out."""
    if any(each.pages > storage().affordable for each in meaning.sought):
        return ranked, False
    counted = storage().count(meaning.everything, COUNTED + 1, visible)
    if counted <= considered:
        return ranked, True
    return max(ranked, min(counted, COUNTED)), counted <= COUNTED and meaning.required is None


def _rank(ids: Sequence[int], query: engine.Query, meaning: Meaning, size: IndexSize) -> list[engine.Ranked]:
    documents = _candidates_of(ids)
    if query.phrases:
        documents = _with_exact_phrases(documents, query.phrases)
    return engine.rank(meaning.terms, documents, size.collection, meaning.typed)


def _candidates_of(ids: Sequence[int]) -> list[engine.Candidate]:
    return [engine.Candidate(*row) for batch in batches(ids) for row in documents_of(batch)]


def _with_exact_phrases(
    documents: Sequence[engine.Candidate], phrases: Sequence[tuple[str, ...]]
) -> list[engine.Candidate]:
    """The index found the stems of the phrases; of these pages, those that have the very words."""
    texts = _texts([document.page_id for document in documents])
    return [
        document
        for document in documents
        if all(
            engine.has_phrase(document.terms, texts[document.page_id], phrase, document.language)
            for phrase in phrases
        )
    ]


def _texts(ids: Sequence[int]) -> dict[int, str]:
    rows = SearchDocument.objects.filter(page_id__in=ids).values_list("page_id", "page__title", "text")
    return {page_id: f"{title}\n{zlib.decompress(text).decode()}" for page_id, title, text in rows}


def _hits(
    ids: Sequence[int], scores: dict[int, float], words: Sequence[str], prefixes: Sequence[str]
) -> list[Hit]:
    found = {row[0]: row[1:] for row in texts_of(ids)}
    hits = []
    for page_id in ids:
        if page_id in found:
            path, space, title, kind, language, terms, text = found[page_id]
            forms = engine.sought_forms(terms, words, language, prefixes)
            passage = engine.snippet(zlib.decompress(text).decode(), forms)
            hits.append(Hit(page_id, path, space, title, kind, scores.get(page_id, 0.0), passage))
    return hits
