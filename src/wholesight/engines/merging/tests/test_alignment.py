"""What two sequences share: always in order, and as much as there is where it can be afforded."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.merging.alignment import align, hunks

letters = st.text("abcd", max_size=14)


def longest_common(one: str, other: str) -> int:
    row = [0] * (len(other) + 1)
    for letter in one:
        before = 0
        for index, each in enumerate(other):
            before, row[index + 1] = (
                row[index + 1],
                (before + 1 if letter == each else max(row[index], row[index + 1])),
            )
    return row[-1]


@given(letters, letters)
def test_pairs_are_equal_and_rise(one: str, other: str) -> None:
    pairs = align(one, other)
    assert all(one[i] == other[j] for i, j in pairs)
    assert all(i < k and j < n for (i, j), (k, n) in pairwise(pairs))


@given(letters, letters)
def test_without_landmarks_as_much_as_possible_is_shared(one: str, other: str) -> None:
    doubled, again = one + one[::-1], other + other[::-1]
    assert len(align(doubled, again)) == longest_common(doubled, again)


@given(letters, letters)
def test_pairs_and_stretches_between_are_all_there_is(one: str, other: str) -> None:
    pairs = align(one, other)
    rebuilt = [other[j] for _, j in pairs]
    for _, _, start, end in hunks(pairs, len(one), len(other)):
        rebuilt += other[start:end]
    assert sorted(rebuilt) == sorted(other)


def test_a_landmark_holds_where_the_shortest_edit_would_slip() -> None:
    before = ["}", "ice", "}", "dock"]
    after = ["}", "}", "ice", "}", "dock"]
    assert (1, 2) in align(before, after)


def test_two_long_texts_without_anything_in_common_are_soon_given_up() -> None:
    one, other = [n % 7 for n in range(20_000)], [10 + n % 7 for n in range(20_000)]
    assert align(one, other) == []
