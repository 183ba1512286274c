"""Works out what a query means to the index: terms with their rarity, spelling corrected, what must and must not match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from wholesight.engines import search as engine
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
    """A query as the index and the ranking take it. `typed`: its words in order, corrected."""

    terms: tuple[engine.Term, ...]
    sought: tuple[Sought, ...]
    required: Expression | None
    typed: tuple[str, ...]
    corrections: dict[str, str]

    telling: frozenset[int]
    """Which of the terms a page has to have at least one of, by position."""

    @property
    def everything(self) -> Expression:
        """What every page that answers matches."""
        return self.required or any_of(each.anywhere for each in self.sought)


def index_size() -> IndexSize:
    """Read the size of the index."""
    rows = SearchSize.objects.values_list("language").annotate(
        Sum("pages"), Sum("body_words"), Sum("headings_words"), Sum("titles_words")
    )
    pages = body = headings = titles = 0
    languages = []
    for language, *sums in rows:
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
    pages = _pages_of_telling(list(counted), size)
    correctable = [word for word in pages if word in query.words]
    spellings = _spellings(correctable, pages, size, visible)
    terms: list[engine.Term] = []
    sought: list[Sought] = []
    telling: set[int] = set()
    for word, repeated in counted.items():
        spelled = spellings.get(word, ())
        if word in pages:
            telling.add(len(terms))
            sought.append(_sought([other for other, _ in spelled] or [word], size))
            terms.append(engine.Term(word, sought[-1].pages, repeated, spellings=spelled))
        elif word not in _telling(counted, size):
            # Words that are nearly everywhere are not counted, only weighed a little where they are.
            terms.append(engine.Term(word, size.collection.pages // 2, repeated))
    for prefix in query.prefixes:
        telling.add(len(terms))
        sought.append(_prefixed(prefix, size))
        terms.append(engine.Term(prefix, sought[-1].pages, prefix=True))
    meant = {word: spelled[-1][0] for word, spelled in spellings.items()}
    replaced = {word: spelled[0][0] for word, spelled in spellings.items()}
    return Meaning(
        terms=tuple(terms),
        sought=tuple(sought),
        required=_required(query.phrases, size.languages),
        typed=tuple(replaced.get(word, word) for word in query.words),
        corrections=meant,
        telling=frozenset(telling),
    )


def _telling(words: Iterable[str], size: IndexSize) -> list[str]:
    """The words that say something; all of them where none does."""
    ignored = frozenset().union(*map(engine.function_words, size.languages))
    return [word for word in words if word not in ignored] or list(words)


def _pages_of_telling(words: list[str], size: IndexSize) -> dict[str, int]:
    """In how many pages each telling word is: of a very long query the rarest words, present ones first."""
    telling = _telling(words, size)
    counts = storage().counts([expression_of(word, size.languages) for word in telling])
    pages = dict(zip(telling, counts, strict=True))
    chosen = set(sorted(telling, key=lambda word: (pages[word] == 0, pages[word]))[:MOST_TERMS])
    return {word: pages[word] for word in telling if word in chosen}


def _spellings(
    words: Sequence[str], pages: dict[str, int], size: IndexSize, visible: Visible
) -> dict[str, tuple[tuple[str, float], ...]]:
    """For words that seem mistyped what else to look for: (word, share), the one that counts most first."""
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for word in words:
        own = expression_of(word, size.languages)
        if pages[word] > RARE_ENOUGH_TO_DOUBT and storage().count(own, 1, visible):
            continue
        others = [expression_of(other, size.languages) for other in pages if other != word]
        seen = pages[word] > 0 and storage().count(own, 1, visible) > 0
        if seen and len(word) < SHORTEST_DOUBTED:
            continue
        better = correct(word, others, size.languages, visible)
        if better and not seen:
            found[word] = ((better.word, 1.0),)
        elif better and better.pages >= OFTEN_ENOUGH_TO_OFFER:
            found[word] = ((word, 1.0), (better.word, OFFERED_SHARE))
    return found


def _sought(spellings: Sequence[str], size: IndexSize) -> Sought:
    tokens = [token for spelling in spellings for token in tokens_of(spelling, size.languages)]
    return _counted([Token(token) for token in dict.fromkeys(tokens)], size)


def _prefixed(prefix: str, size: IndexSize) -> Sought:
    """Tokens that begin so, and those of words that begin so while their stems are shorter."""
    bare = engine.without_accents(prefix)
    words = storage().words_beginning(bare, MOST_PREFIXED)
    shorter = [token for word in words for token in tokens_of(word, size.languages) if not token.startswith(bare)]
    return _counted([Token(bare, prefix=True), *map(Token, dict.fromkeys(shorter))], size)


def _counted(tokens: Sequence[Token], size: IndexSize) -> Sought:
    pages = storage().counts([any_of(tokens)])[0]
    return Sought(tuple(tokens), pages, engine.rarity(pages, size.collection.pages))


def _required(phrases: Sequence[Sequence[str]], languages: Sequence[str]) -> Expression | None:
    return all_of(phrase_expression(phrase, languages) for phrase in phrases) if phrases else None


def phrase_expression(phrase: Sequence[str], languages: Sequence[str]) -> Expression:
    """Pages where the stems of these words stand one after the other, or of a single word its stem."""
    return any_of(adjacent([engine.stem(word, language) for word in phrase]) for language in languages)
