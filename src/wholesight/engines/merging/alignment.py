"""Which elements of two sequences are the same ones: landmarks first, then the shortest edit between them.

Landmarks are elements that occur once on either side, in their longest common order (Bram Cohen's patience
diff); between them Eugene Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1, 1986).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from .limits import MergingLimits

Stretch = tuple[int, int, int, int]
"""`before[first:second]` against `after[third:fourth]`."""


def align(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of indexes of equal elements, rising on both sides.

    Work is bounded by `MergingLimits`: where two stretches differ in more than that, they share nothing.
    """
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[Stretch, int]] = [((0, len(before), 0, len(after)), 0)]
    while waiting:
        stretch, depth = waiting.pop()
        stretch = _trimmed(before, after, stretch, pairs)
        if stretch[0] == stretch[1] or stretch[2] == stretch[3]:
            continue
        marks = _landmarks(before, after, stretch) if depth < MergingLimits.SPLITS else []
        if marks:
            waiting += [(part, depth + 1) for part in _between(stretch, marks)]
            pairs += marks
        else:
            pairs += _shortest(before, after, stretch)
    pairs.sort()
    return pairs


def hunks(pairs: Sequence[tuple[int, int]], before: int, after: int) -> Iterator[Stretch]:
    """The stretches between aligned pairs, for sequences of these lengths; each is a replacement."""
    old = new = 0
    for i, j in (*pairs, (before, after)):
        if i > old or j > new:
            yield old, i, new, j
        old, new = i + 1, j + 1


def _trimmed(
    before: Sequence[Hashable], after: Sequence[Hashable], stretch: Stretch, pairs: list[tuple[int, int]]
) -> Stretch:
    """The stretch without what both sides begin and end with, which goes to the pairs."""
    low, high, start, end = stretch
    while low < high and start < end and before[low] == after[start]:
        pairs.append((low, start))
        low, start = low + 1, start + 1
    while low < high and start < end and before[high - 1] == after[end - 1]:
        high, end = high - 1, end - 1
        pairs.append((high, end))
    return low, high, start, end


def _landmarks(
    before: Sequence[Hashable], after: Sequence[Hashable], stretch: Stretch
) -> list[tuple[int, int]]:
    low, high, start, end = stretch
    old = Counter(before[low:high])
    new = Counter(after[start:end])
    places = {after[j]: j for j in range(start, end) if new[after[j]] == 1}
    common = [(i, places[before[i]]) for i in range(low, high) if old[before[i]] == 1 and before[i] in places]
    return _longest_rising(common)


def _longest_rising(common: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which the second numbers rise, too."""
    ends: list[int] = []  # the smallest last number of a rising part, by its length
    last: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(common):
        length = bisect_left(ends, j)
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [index]
    found: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(common[index])
        index = previous[index]
    return found[::-1]


def _between(stretch: Stretch, marks: list[tuple[int, int]]) -> Iterator[Stretch]:
    low, high, start, end = stretch
    for i, j in marks:
        yield low, i, start, j
        low, start = i + 1, j + 1
    yield low, high, start, end


def _shortest(
    before: Sequence[Hashable], after: Sequence[Hashable], stretch: Stretch
) -> list[tuple[int, int]]:
    """The pairs of a shortest edit; none where it takes more than `MergingLimits.EDITS`."""
    low, high, start, end = stretch
    old, new = high - low, end - start
    furthest = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(old + new, MergingLimits.EDITS) + 1):
        trace.append(furthest)
        reached: dict[int, int] = {}
        for diagonal in range(-edits, edits + 1, 2):
            x = _step(furthest, diagonal, edits)
            y = x - diagonal
            while x < old and y < new and before[low + x] == after[start + y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= old and y >= new:
                return [(low + i, start + j) for i, j in _way_back(trace, old, new)]
        furthest = reached
    return []


def _step(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    if _comes_down(furthest, diagonal, edits):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _comes_down(furthest: dict[int, int], diagonal: int, edits: int) -> bool:
    if diagonal == -edits:
        return True
    return diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]


def _way_back(trace: list[dict[int, int]], x: int, y: int) -> Iterator[tuple[int, int]]:
    """The equal elements on the way that was found, from its end to its beginning."""
    for edits in range(len(trace) - 1, 0, -1):
        furthest = trace[edits]
        diagonal = x - y
        down = _comes_down(furthest, diagonal, edits)
        origin = diagonal + 1 if down else diagonal - 1
        old = furthest[origin]
        run = x - (old if down else old + 1)
        yield from ((x - step, y - step) for step in range(1, run + 1))
        x, y = old, old - origin
    yield from ((x - step, y - step) for step in range(1, x + 1))
