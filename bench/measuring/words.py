"""An invented vocabulary whose words occur as often as words of a natural language do (Zipf)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice

VOCABULARY = 20_000
ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "sk",
    "t",
    "v",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
CODAS = ("", "", "n", "r", "l", "t", "m", "k", "rd", "nt", "sh")
SHORT_RANKS, MIDDLE_RANKS = 120, 3_000
FLATTER = 2.7  # Mandelbrot's correction: the first word makes 3 in 100, as "the" does, and not 10


@cache
def vocabulary() -> tuple[str, ...]:
    """All words, the most frequent first: the word of rank r is `vocabulary()[r - 1]`, in every vault."""
    generator = random.Random("vocabulary")
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = 1 if len(words) < SHORT_RANKS else 2 if len(words) < MIDDLE_RANKS else 3
        word = "".join(
            generator.choice(ONSETS) + generator.choice(VOWELS) + generator.choice(CODAS)
            for _ in range(syllables)
        )
        if len(word) > 2:
            words.setdefault(word)
    return tuple(words)


@cache
def cumulative_weights() -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + FLATTER) for rank in range(1, VOCABULARY + 1)))


def stream_of_words(generator: random.Random, batch: int = 400) -> Iterator[str]:
    """Words without end, each drawn by its frequency."""
    while True:
        yield from generator.choices(vocabulary(), cum_weights=cumulative_weights(), k=batch)


def words_between(first_rank: int, last_rank: int, count: int, seed: str) -> list[str]:
    """Different words of these ranks (both included), in an order that only the seed decides."""
    ranked = vocabulary()[first_rank - 1 : last_rank]
    return random.Random(seed).sample(ranked, min(count, len(ranked)))


def take(words: Iterator[str], count: int) -> list[str]:
    return list(islice(words, count))
