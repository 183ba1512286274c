"""What one side did to each block of the base: kept it, changed it, deleted it, or wrote new ones between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .alignment import align, hunks
from .cutting import Block
from .limits import MergingLimits
from .words import bag, likeness

_ALIKE = 0.5
"""From this share of common words, two blocks are versions of one another."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edits:
    """`became[i]` is the index, in the side, of what block i became (None: deleted).

    `inserted[i]` are the indexes of the blocks written before block i; the last entry, behind all. `anew` are
    the blocks of the base in whose place others stand that have little in common with them.
    """

    became: list[int | None]
    inserted: list[list[int]]
    anew: frozenset[int]


def edits(base: Sequence[Block], side: Sequence[Block], other: Sequence[Block]) -> Edits:
    """What this side did. In order, `inserted` and `became` hold every block of the side once.

    New blocks that the `other` side has, too, are insertions, not something that others became.
    """
    alike = versions(base, side)
    common = {block.text for block in other}
    shared = {number for number, block in enumerate(side) if block.text in common}
    leftover = _leftover(alike, len(base), len(side), shared)
    found = Edits([None] * len(base), [[] for _ in range(len(base) + 1)], frozenset(i for i, _ in leftover))
    gap = done = 0
    for i, j in [*sorted(alike + leftover), (len(base), len(side))]:
        found.inserted[gap] += range(done, j)
        gap, done = i + 1, j + 1
        if i < len(base):
            found.became[i] = j
    return found


def versions(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Which blocks are the same or versions of one another, rising on both sides."""
    pairs = align([block.text for block in before], [block.text for block in after])
    budget = [MergingLimits.PAIRED_TEXT]
    found = list(pairs)
    for low, high, start, end in hunks(pairs, len(before), len(after)):
        found += [(low + i, start + j) for i, j in _alike(before[low:high], after[start:end], budget)]
    return sorted(found)


def _leftover(pairs: list[Pair], before: int, after: int, shared: set[int]) -> list[Pair]:
    """Between the pairs, what was taken away beside what was written instead, in order."""
    found: list[Pair] = []
    for low, high, start, end in hunks(pairs, before, after):
        if not shared.intersection(range(start, end)):
            found += zip(range(low, high), range(start, end), strict=False)
    return found


def _alike(before: Sequence[Block], after: Sequence[Block], budget: list[int]) -> list[Pair]:
    """The pairs, rising on both sides, with most common words in all; in order where that costs too much."""
    if not before or not after:
        return []
    old, new = [bag(block.text) for block in before], [bag(block.text) for block in after]
    cost = sum(map(len, old)) * len(new) + sum(map(len, new)) * len(old)
    if len(old) * len(new) > MergingLimits.PAIRS or cost > budget[0]:
        return [
            (index, index)
            for index, (one, other) in enumerate(zip(old, new, strict=False))
            if before[index].may_become(after[index]) and likeness(one, other) >= _ALIKE
        ]
    budget[0] -= cost
    return _best(before, after, old, new)


def _best(
    before: Sequence[Block], after: Sequence[Block], old: Sequence[Counter[str]], new: Sequence[Counter[str]]
) -> list[Pair]:
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score: dict[Pair, float] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            alike = likeness(old[i], new[j]) if before[i].may_become(after[j]) else 0.0
            if alike >= _ALIKE:
                score[i, j] = alike
                best[i][j] = max(best[i][j], best[i + 1][j + 1] + alike)
    found: list[Pair] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if (i, j) in score and best[i][j] == best[i + 1][j + 1] + score[i, j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
