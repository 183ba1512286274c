from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.search import words
from wholesight.engines.search.words import LONGEST_WORD


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seals freeze, docks FAIL.", ["seals", "freeze", "docks", "fail"]),
        ("Straße, ﬁnd, Ⅷ", ["strasse", "find", "viii"]),
        (
            "the crew's seal; the crews’ van; don't",
            ["the", "crew", "seal", "the", "crews", "van", "don", "t"],
        ),
        ("l'équipe", ["l", "équipe"]),
        ("foo_bar in v1.2.", ["foo_bar", "foo", "bar", "in", "v1.2", "v1", "2"]),
        ("_emphasis_ and __init__", ["emphasis", "and", "init"]),
        ("C++, C# and notes#1", ["c++", "c#", "and", "notes", "1"]),
        ("pre-mortem / e-mail", ["pre", "mortem", "e", "mail"]),
        ("📅 due", ["📅", "due"]),
        ("", []),
    ],
)
def test_text_is_cut_into_the_words_that_people_look_for(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    assert words("東京都 学") == ["東京", "京都", "学"]
    assert words("Python入門") == ["python", "入門"]
    assert words("학교에서") == ["학교", "교에", "에서"]


def test_vowel_signs_stay_in_their_word() -> None:
    assert words("हिन्दी में") == ["हिन्दी", "में"]


def test_composed_and_decomposed_letters_are_the_same_word() -> None:
    assert words("u\u0308ber") == words("über") == ["über"]


def test_an_encoded_file_does_not_become_a_word_of_its_own_length() -> None:
    assert words("x" * 5_000 + " end") == ["x" * LONGEST_WORD, "end"]


@given(st.text())
def test_any_text_gives_words_that_the_index_can_hold(text: str) -> None:
    for word in words(text):
        assert 0 < len(word) <= LONGEST_WORD
        assert not any(character.isspace() or character in "\"'\\^*\0" for character in word)


@given(st.lists(st.text(alphabet="abcdeéüß", min_size=1, max_size=9)))
def test_cutting_again_changes_nothing(plain: list[str]) -> None:
    once = words(" ".join(plain))
    assert words(" ".join(once)) == once
