from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.search import EXISTS, Filter, Query, read_query


def test_words_may_be_anywhere() -> None:
    assert read_query("Seal  check") == Query(words=("seal", "check"))


def test_a_quoted_phrase_must_be_there() -> None:
    assert read_query('open "Ice week"') == Query(words=("open",), phrases=(("ice", "week"),))


def test_a_star_asks_for_the_beginning_of_a_word() -> None:
    assert read_query("ice dock*") == Query(words=("ice",), prefixes=("dock",))


def test_a_dash_excludes_a_word_or_a_phrase() -> None:
    assert read_query('dock -ice -"two winters"') == Query(
        words=("dock",), without=(("ice",), ("two", "winters"))
    )


def test_a_dash_inside_a_word_is_none() -> None:
    assert read_query("pre-mortem - notes") == Query(words=("pre", "mortem", "notes"))


@pytest.mark.parametrize(
    ("text", "name", "operator", "value"),
    [
        ("tag:docks/winter", "tag", "", "docks/winter"),
        ('Owner:"Ada Okafor"', "owner", "", "Ada Okafor"),
        ("due:<2026-01-01", "due", "<", "2026-01-01"),
        ("effort:>=3", "effort", ">=", "3"),
        ("[due]", "due", EXISTS, ""),
        ("[review in:3 months]", "review in", "", "3 months"),
        ("[due:>2026-01-01]", "due", ">", "2026-01-01"),
    ],
)
def test_a_name_with_a_colon_is_a_filter(text: str, name: str, operator: str, value: str) -> None:
    assert read_query(text) == Query(filters=(Filter(name, operator, value, False, text),))


def test_a_filter_can_be_turned_round() -> None:
    assert read_query("-tag:draft").filters == (Filter("tag", "", "draft", True, "tag:draft"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('say "open', ("say", "open")),
        ("tag:", ("tag",)),
        ("https://example.org/a", ("https", "example.org", "example", "org", "a")),
        ("std::vector", ("std", "vector")),
        ("at 10:30", ("at", "10", "30")),
        ("[[Ice week]]", ("ice", "week")),
        ('* - " [] ()', ()),
    ],
)
def test_what_is_no_operator_is_read_as_words(text: str, found: tuple[str, ...]) -> None:
    assert read_query(text) == Query(words=found)


def test_a_single_character_of_an_unspaced_script_is_a_beginning() -> None:
    assert read_query("学") == Query(prefixes=("学",))


def test_in_a_pasted_text_quotation_marks_and_dashes_are_no_operators() -> None:
    text = (
        'During the "training" phase the crews -both of them- learn how seals and latches fail in the cold.'
    )
    query = read_query(text)
    assert "training" in query.words
    assert query.phrases == query.without == ()


@given(st.text())
def test_no_input_fails(text: str) -> None:
    query = read_query(text)
    assert query.is_empty or any((query.words, query.prefixes, query.phrases, query.without, query.filters))


@given(st.text(alphabet='ab"-:*[]<>= ', max_size=60))
def test_no_mixture_of_operators_fails(text: str) -> None:
    assert all(part for part in (*read_query(text).phrases, *read_query(text).without))
