"""Finds what a mistyped word may have meant, among the words of pages that the reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from wholesight.engines import search as engine
from wholesight.kernel.search.expressions import Expression, Token, all_of, any_of
from wholesight.kernel.search.models import SearchWord
from wholesight.kernel.search.storage import storage
from wholesight.kernel.search.visibility import Visible

MOST_TRIED = 40
COUNTED = 500
VOCABULARY_READ = 5_000
SAME_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a word is corrected: the word as pages have it, and in how many of the reader's pages its stem
    is."""

    word: str
    pages: int


def correct(
    word: str, others: Sequence[Expression], languages: Sequence[str], visible: Visible
) -> Spelling | None:
    """The likeliest word near a mistyped one, or None.

    It stands in a page that the reader may see, so that nothing is learned of hidden pages. `others`: the
    rest of the query.
    """
    if not engine.can_be_corrected(word):
        return None
    bare = engine.without_accents(word)
    for spellings in (_one_error, _two_errors):
        near = dict(list(_known_words(spellings(bare)).items())[:MOST_TRIED])
        weighed = [_weigh(each, others, languages, visible, alone=len(near) == 1) for each in near]
        for best in engine.best_first(bare, [each for each in weighed if each.pages]):
            shown = _seen_spelling(best.word, near[best.word], languages, visible)
            if shown:
                return Spelling(shown, best.pages)
    return None


def _one_error(bare: str) -> list[str]:
    return engine.one_error_away(bare)


def _two_errors(bare: str) -> list[str]:
    return engine.two_errors_away(bare, storage().words_beginning(bare[:SAME_BEGINNING], VOCABULARY_READ))


def tokens_of(word: str, languages: Iterable[str]) -> list[str]:
    """The tokens that a word has in pages of these languages."""
    return list(dict.fromkeys(engine.stem(word, language) for language in languages))


def expression_of(word: str, languages: Iterable[str]) -> Expression:
    return any_of(Token(token) for token in tokens_of(word, languages))


def _known_words(spellings: Sequence[str]) -> dict[str, str]:
    """Those of the spellings that are words of the index, with the way each is written."""
    known = SearchWord.objects.filter(bare__in=spellings).values_list("bare", "written")
    return dict(sorted(known))


def _weigh(
    word: str, others: Sequence[Expression], languages: Sequence[str], visible: Visible, *, alone: bool
) -> engine.Correction:
    index, meant = storage(), expression_of(word, languages)
    pages = index.count(meant, COUNTED, visible)
    together = 0
    if pages and others and not alone:
        together = index.count(all_of([meant, any_of(others)]), COUNTED, visible)
    return engine.Correction(word, pages, together)


def _seen_spelling(bare: str, written: str, languages: Sequence[str], visible: Visible) -> str:
    """The form of the word that a visible page has; its stem alone could stand there for another word."""
    for form in dict.fromkeys((written, bare)):
        selection, parameters = storage().matching(expression_of(form, languages))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM kernel_searchdocument d JOIN kernel_page ON kernel_page.id = d.page_id"
                f" WHERE d.page_id IN ({selection}) AND {visible.sql} AND d.terms LIKE %s LIMIT 1",
                [*parameters, *visible.parameters, f"%\t{form}\t%"],
            )
            if cursor.fetchone():
                return form
    return ""
