from __future__ import annotations

import pytest

from wholesight.engines.search import LANGUAGES, language_code, stem, without_accents


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("en", "testing", "tests"),
        ("de", "häuser", "haus"),
        ("de", "müller", "mueller"),
        ("fr", "équipes", "équipe"),
        ("es", "decisiones", "decisión"),
        ("pt-BR", "casas", "casa"),
    ],
)
def test_endings_of_a_language_are_levelled(language: str, word: str, other: str) -> None:
    assert stem(word, language) == stem(other, language)


def test_without_its_accent_a_word_has_the_same_stem() -> None:
    for language in ("en", "de", "fr", ""):
        assert stem("uber", language) == stem("über", language)


def test_of_a_language_that_is_not_known_only_accents_go() -> None:
    assert stem("cafés", "xx") == "cafes"
    assert language_code("xx") == ""


def test_accents_that_make_another_letter_stay() -> None:
    assert without_accents("が") == "が"
    assert without_accents("हिन्दी") == "हिन्दी"
    assert without_accents("łódź øre") == "lodz ore"


def test_every_language_of_the_list_has_a_stemmer() -> None:
    for language in LANGUAGES:
        assert stem("word", language)
