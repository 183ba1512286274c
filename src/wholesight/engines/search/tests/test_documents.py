from __future__ import annotations

import pickle
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.search import SearchText, counts_of, has_phrase, has_word, prepare, tokens_again


def page(
    text: str, *, title: str = "Seal check", path: str = "Docks/Seal check.md", **more: tuple[str, ...]
) -> SearchText:
    return SearchText(1, "en", title, more.get("aliases", ()), more.get("headings", ()), path, text)


def test_words_are_counted_in_body_headings_and_titles() -> None:
    found = prepare(page("Seals freeze. A seal.", headings=("Seal check", "Old seals")))
    assert counts_of(found.terms, "seal") == [("seal", (1, 0, 1)), ("seals", (1, 1, 0))]


def test_a_page_is_called_by_title_aliases_first_heading_and_file() -> None:
    found = prepare(
        page("", title="Seals", aliases=("Winter seals",), headings=("Keep them soft",), path="a/lip.md")
    )
    assert found.titles.split("\n") == ["seal", "winter seal", "keep them soft", "lip"]


def test_a_readme_is_called_like_its_folder() -> None:
    assert "harbour" in prepare(page("", title="README", path="Harbour/README.md")).titles.split("\n")


def test_a_word_that_is_not_there_has_no_counts() -> None:
    terms = prepare(page("sealing wax")).terms
    assert counts_of(terms, "wa") == counts_of(terms, "ax") == []
    assert has_word(terms, "sealing")
    assert not has_word(terms, "sealin")


def test_what_a_page_says_often_or_in_its_title_is_prominent() -> None:
    tokens = prepare(page("latch latch latch " + "other words " * 40)).tokens.split()
    assert {"*latch", "*seal"} <= set(tokens)
    assert "*thaw" not in tokens


def test_a_phrase_is_of_the_very_words() -> None:
    found = prepare(page("Dock seals freeze. The dock seal."))
    for phrase, there in (
        (("dock", "seals"), True),
        (("seals", "freeze"), True),
        (("docks", "seals"), False),
    ):
        assert has_phrase(found.terms, "Seal check\nDock seals freeze. The dock seal.", phrase, "en") is there


def test_another_ending_in_between_does_not_make_a_phrase() -> None:
    text = "Dock seal freezes. Seals of a dock."
    assert not has_phrase(prepare(page(text)).terms, text, ("dock", "seals"), "en")


def test_a_prepared_page_goes_from_process_to_process() -> None:
    prepared = prepare(page("Über 東京 📅"))
    assert pickle.loads(pickle.dumps(prepared)) == prepared


@given(st.text(), st.text(max_size=30), st.lists(st.text(max_size=20), max_size=4))
def test_the_record_of_terms_gives_the_tokens_back(text: str, title: str, headings: list[str]) -> None:
    found = prepare(page(text, title=title, headings=tuple(headings)))
    assert Counter(tokens_again(found.terms, found.titles).split()) == Counter(found.tokens.split())
