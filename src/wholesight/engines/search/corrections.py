"""Words that a mistyped word may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

SHORTEST_CORRECTED = 3
SHORTEST_WITH_TWO_ERRORS = 7
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "αβγδεζηθικλμνξοπρςστυφχψω",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџ",
    "".join(map(chr, range(0x05D0, 0x05EB))),
    "".join(map(chr, range(0x0621, 0x064B))),
    "".join(map(chr, range(0x0561, 0x0588))),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the index near a mistyped one. `pages`: in how many pages it is; `together`: in how many
    with other words."""

    word: str
    pages: int
    together: int = 0


def can_be_corrected(word: str) -> bool:
    """Whether a word is of letters alone and long enough that a near word tells what was meant."""
    return len(word) >= SHORTEST_CORRECTED and word.isalpha() and not "\u3000" <= word[0] <= "\ud7ff"


def one_error_away(word: str) -> list[str]:
    """All spellings that one letter added, left out, changed, or swapped with its neighbour turns a word
    into.

    Letters are those of the word's script, without accents.
    """
    letters = next((alphabet for alphabet in _ALPHABETS if word[:1] in alphabet), "")
    found: dict[str, None] = {}
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            found[before + after[1:]] = None
        if len(after) > 1:
            found[before + after[1] + after[0] + after[2:]] = None
        for letter in letters:
            found[before + letter + after] = None
            if after:
                found[before + letter + after[1:]] = None
    found.pop(word, None)
    return [spelling for spelling in found if spelling]


def two_errors_away(word: str, vocabulary: Iterable[str]) -> list[str]:
    """Of many words those that two errors turn a longer word into; a shorter word would turn into
    anything."""
    if len(word) < SHORTEST_WITH_TWO_ERRORS:
        return []
    return [other for other in vocabulary if OSA.distance(word, other, score_cutoff=2) <= 2]


def best_first(word: str, corrections: Iterable[Correction]) -> list[Correction]:
    """The likeliest correction first: found together with the other words, same beginning, letters
    swapped, in more pages."""
    bare_letters = sorted(word)

    def likelihood(correction: Correction) -> tuple[float, str]:
        plausible = correction.pages * (1 + 3 * correction.together)
        plausible *= 4 if correction.word[:1] == word[:1] else 1
        plausible *= 4 if sorted(correction.word) == bare_letters else 1
        return -plausible, correction.word

    return sorted(corrections, key=likelihood)
