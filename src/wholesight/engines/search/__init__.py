"""Words of pages and queries: cutting, stems, the query language, ranking, corrections and snippets. Pure."""

from __future__ import annotations

from wholesight.engines.search.corrections import (
    Correction,
    best_first,
    can_be_corrected,
    one_error_away,
    two_errors_away,
)
from wholesight.engines.search.documents import (
    IN_TITLE,
    PROMINENT,
    VERSION,
    PreparedDocument,
    SearchText,
    counts_of,
    has_phrase,
    has_word,
    prepare,
    tokens_again,
)
from wholesight.engines.search.function_words import function_words
from wholesight.engines.search.query import EXISTS, Filter, Query, read_query, storable
from wholesight.engines.search.ranking import Candidate, Collection, Ranked, Term, rank, rarity
from wholesight.engines.search.snippets import snippet, sought_forms
from wholesight.engines.search.stems import LANGUAGES, language_code, stem, without_accents
from wholesight.engines.search.words import words

__all__ = [
    "EXISTS",
    "IN_TITLE",
    "LANGUAGES",
    "PROMINENT",
    "VERSION",
    "Candidate",
    "Collection",
    "Correction",
    "Filter",
    "PreparedDocument",
    "Query",
    "Ranked",
    "SearchText",
    "Term",
    "best_first",
    "can_be_corrected",
    "counts_of",
    "function_words",
    "has_phrase",
    "has_word",
    "language_code",
    "one_error_away",
    "prepare",
    "rank",
    "rarity",
    "read_query",
    "snippet",
    "sought_forms",
    "stem",
    "storable",
    "tokens_again",
    "two_errors_away",
    "without_accents",
    "words",
]
