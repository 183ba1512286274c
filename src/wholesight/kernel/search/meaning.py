"""Works out what a query means to the index: terms with their rarity, spelling corrected, what must and
must not match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from wholesight.engines import search as engine
from wholesight.kernel.prepared import PreparedQuery
from wholesight.kernel.search.candidates import Sought
from wholesight.kernel.search.expressions import Expression, Token, adjacent, all_of, any_of
from wholesight.kernel.search.models import SearchSize
from wholesight.kernel.search.spelling import correct, expression_of, tokens_of
from wholesight.kernel.search.storage import storage
from wholesight.kernel.search.visibility import Visible

MOST_TERMS = 40
MOST_PREFIXED = 64
RARE_ENOUGH_TO_DOUBT = 1
OFTEN_ENOUGH_TO_OFFER = 20
SHORTEST_DOUBTED = 5
OFFERED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class IndexSize:
    """How large the index is, and the languages that it has pages of."""

    collection: engine.Collection
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A query as the index and the ranking take it.

    `terms` rank; `sought` brings pages, beside phrases only what is not in them; `typed` are the words in
    order, corrected.
    """

    terms: tuple[engine.Term, ...]
    sought: tuple[Sought, ...]
    required: Expression | None
    typed: tuple[str, ...]
    corrections: dict[str, str]

    @property
    def everything(self) -> Expression:
        """What every page that answers matches."""
        return self.required or any_of(each.anywhere for each in self.sought)


@PreparedQuery
def sizes() -> QuerySet[Any, Any]:
    sums = (Sum("pages"), Sum("body_words"), Sum("headings_words"), Sum("titles_words"))
    return SearchSize.objects.values_list("language").annotate(*sums)


def index_size() -> IndexSize:
    """Read the size of the index."""
    pages = body = headings = titles = 0
    languages = []
    for language, *sums in sizes():
        if sums[0] > 0:
            languages.append(language)
            pages, body, headings, titles = (
                pages + sums[0], body + sums[1], headings + sums[2], titles + sums[3],
            )  # fmt: skip
    averages = [words / pages if pages else 0.0 for words in (body, headings, titles)]
    return IndexSize(engine.Collection(pages, *averages), tuple(sorted(languages)))


def meaning_of(query: engine.Query, size: IndexSize, visible: Visible) -> Meaning:
    """Look the words of a query up in the index."""
    counted = Counter([*query.words, *(word for phrase in query.phrases for word in phrase)])
    telling = _telling(list(counted), size)
    pages = _pages_of(telling, size)
    spellings = _spellings([word for word in pages if word in query.words], pages, size, visible)
    terms: list[engine.Term] = []
    sought: list[Sought] = []
    for word, repeated in counted.items():
        spelled = spellings.get(word, ())
        if word in pages:
            found = _respelled(spelled, size) if spelled else _sought(word, pages[word], size)
            if not query.phrases or word in query.words:
                sought.append(found)
            terms.append(engine.Term(word, found.pages, repeated, spellings=spelled, telling=True))
        elif word not in telling:
            # Words that are nearly everywhere are not counted, only weighed a little where they are.
            terms.append(engine.Term(word, size.collection.pages // 2, repeated))
    for prefix in query.prefixes:
        sought.append(_prefixed(prefix, size))
        terms.append(engine.Term(prefix, sought[-1].pages, prefix=True, telling=True))
    replaced = {word: spelled[0][0] for word, spelled in spellings.items()}
    return Meaning(
        terms=tuple(terms),
        sought=tuple(sought),
        required=_required(query.phrases, size.languages),
        typed=tuple(replaced.get(word, word) for word in query.words),
        corrections={word: spelled[-1][0] for word, spelled in spellings.items()},
    )


def _telling(words: list[str], size: IndexSize) -> list[str]:
    """The words that say something; all of them where none does."""
    ignored = frozenset().union(*map(engine.function_words, size.languages))
    return [word for word in words if word not in ignored] or words


def _pages_of(words: list[str], size: IndexSize) -> dict[str, int]:
    """In how many pages each word is; of a very long query for the rarest words only, present ones first."""
    expressions = [expression_of(word, size.languages) for word in words]
    pages = dict(zip(words, storage().counts(expressions, _most()), strict=True))
    chosen = set(sorted(words, key=lambda word: (pages[word] == 0, pages[word]))[:MOST_TERMS])
    return {word: pages[word] for word in words if word in chosen}


def _most() -> int:
    """How far matches are counted: beyond what can be weighed, one more or less says nothing."""
    return storage().affordable + 1


def _spellings(
    words: Sequence[str], pages: dict[str, int], size: IndexSize, visible: Visible
) -> dict[str, tuple[tuple[str, float], ...]]:
    """For words that seem mistyped what to look for: (word, share), what counts most first."""
    own = [expression_of(word, size.languages) for word in words]
    seen = dict(zip(words, storage().counts(own, RARE_ENOUGH_TO_DOUBT + 1, visible), strict=True))
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for word in words:
        if seen[word] > RARE_ENOUGH_TO_DOUBT or (seen[word] and len(word) < SHORTEST_DOUBTED):
            continue
        others = [expression_of(other, size.languages) for other in pages if other != word]
        better = correct(word, others, size.languages, visible)
        if better and not seen[word]:
            found[word] = ((better.word, 1.0),)
        elif better and better.pages >= OFTEN_ENOUGH_TO_OFFER:
            found[word] = ((word, 1.0), (better.word, OFFERED_SHARE))
    return found


def _sought(word: str, pages: int, size: IndexSize) -> Sought:
    tokens = tuple(map(Token, tokens_of(word, size.languages)))
    return Sought(tokens, pages, engine.rarity(pages, size.collection.pages))


def _respelled(spellings: Sequence[tuple[str, float]], size: IndexSize) -> Sought:
    tokens = [Token(token) for spelling, _ in spellings for token in tokens_of(spelling, size.languages)]
    return _counted(tokens, size)


def _prefixed(prefix: str, size: IndexSize) -> Sought:
    """Tokens that begin so, and those of words that begin so while their stems are shorter."""
    bare = engine.without_accents(prefix)
    words = storage().words_beginning(bare, MOST_PREFIXED)
    if len(words) == MOST_PREFIXED and size.collection.pages > storage().affordable:
        # So many words begin so that to count their pages takes longer than to find the best of them.
        return Sought((Token(bare, prefix=True),), _most(), engine.rarity(_most(), size.collection.pages))
    shorter = [
        token for word in words for token in tokens_of(word, size.languages) if not token.startswith(bare)
    ]
    return _counted([Token(bare, prefix=True), *map(Token, dict.fromkeys(shorter))], size)


def _counted(tokens: Sequence[Token], size: IndexSize) -> Sought:
    pages = storage().count(any_of(tokens), _most())
    return Sought(tuple(dict.fromkeys(tokens)), pages, engine.rarity(pages, size.collection.pages))


def _required(phrases: Sequence[Sequence[str]], languages: Sequence[str]) -> Expression | None:
    return all_of(phrase_expression(phrase, languages) for phrase in phrases) if phrases else None


def phrase_expression(phrase: Sequence[str], languages: Sequence[str]) -> Expression:
    """Pages where the stems of these words stand one after the other, or of a single word its stem."""
    return any_of(adjacent([engine.stem(word, language) for word in phrase]) for language in languages)
