from __future__ import annotations

from wholesight.kernel.search.expressions import (
    Adjacent,
    Expression,
    Token,
    Without,
    adjacent,
    all_of,
    any_of,
    for_postgresql,
    for_sqlite,
    loosely,
)
from wholesight.kernel.search.postgresql import LONGEST_VECTOR, vector

ICE_WEEK = adjacent(["ice", "week"])


def test_each_database_reads_the_same_meaning_in_its_own_words() -> None:
    asked = all_of([ICE_WEEK, any_of([Token("dock"), Token("sea", prefix=True)])])
    assert for_sqlite(asked) == '("ice week" AND ("dock" OR "sea"*))'
    assert for_postgresql(asked) == "(('ice' <-> 'week') & ('dock' | 'sea':*))"


def test_pages_can_be_taken_away() -> None:
    asked = Without(Token("dock"), any_of([Token("ice"), ICE_WEEK]))
    assert for_sqlite(asked) == '("dock" NOT ("ice" OR "ice week"))'
    assert for_postgresql(asked) == "('dock' & !('ice' | ('ice' <-> 'week')))"


def test_one_part_stands_alone_and_repetition_goes() -> None:
    assert any_of([Token("dock"), Token("dock")]) == all_of([Token("dock")]) == Token("dock")
    assert adjacent(["dock"]) == Token("dock")


def test_loosely_the_words_of_a_phrase_may_stand_anywhere() -> None:
    both: Expression = all_of([Token("ice"), Token("week")])
    assert loosely(Adjacent(("ice", "week"))) == both
    assert loosely(Without(ICE_WEEK, Token("dock"))) == Without(both, Token("dock"))


def test_loosely_a_phrase_takes_nothing_away() -> None:
    assert loosely(Without(Token("dock"), ICE_WEEK)) == Token("dock")


def test_a_vector_gives_places_to_words_and_none_to_marks() -> None:
    assert vector("^dock dock ^ ice dock *dock") == "'^dock' 'dock':2,5 '^' 'ice':4 '*dock'"


def test_a_vector_is_never_larger_than_the_database_takes() -> None:
    assert len(vector(" ".join(f"word{number}" for number in range(300_000)))) < 2 * LONGEST_VECTOR
