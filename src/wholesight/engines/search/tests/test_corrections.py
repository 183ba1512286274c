from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from wholesight.engines.search import (
    Correction,
    best_first,
    can_be_corrected,
    one_error_away,
    two_errors_away,
)


@pytest.mark.parametrize("typed", ["sael", "sel", "seaal", "sral", "seals", "eal"])
def test_one_letter_more_less_other_or_swapped(typed: str) -> None:
    assert "seal" in one_error_away(typed)


def test_letters_are_of_the_word_s_own_script() -> None:
    assert "зима" in one_error_away("зема")
    assert "θάλασσα".replace("ά", "α") in one_error_away("θαλασα")


@given(st.text(alphabet="abcdez", min_size=1, max_size=8))
def test_every_spelling_is_one_error_away(word: str) -> None:
    assert all(OSA.distance(word, spelling) == 1 for spelling in one_error_away(word))


def test_two_errors_are_looked_for_in_long_words_only() -> None:
    vocabulary = ["maintenance", "sea", "dock"]
    assert two_errors_away("mantenence", vocabulary) == ["maintenance"]
    assert two_errors_away("saa", vocabulary) == []


def test_numbers_identifiers_and_pairs_of_characters_are_left_alone() -> None:
    assert [word for word in ("seal", "v1.2", "2026", "it", "東京") if can_be_corrected(word)] == ["seal"]


def test_the_correction_found_with_the_other_words_comes_first() -> None:
    found = best_first(
        "sael", [Correction("sale", 9), Correction("seal", 3, together=3), Correction("sail", 9)]
    )
    assert found[0].word == "seal"


def test_a_frequent_word_comes_before_a_rare_one() -> None:
    found = best_first("dokc", [Correction("doks", 1), Correction("dock", 30)])
    assert [each.word for each in found] == ["dock", "doks"]
