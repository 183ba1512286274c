from __future__ import annotations

import pytest

from wholesight.engines.search import (
    Candidate,
    Collection,
    SearchText,
    Term,
    counts_of,
    prepare,
    rank,
    rarity,
    stem,
)

FILLER = " ".join(f"filler{number}" for number in range(60))


def candidate(page_id: int, text: str, title: str = "Page", language: str = "en") -> Candidate:
    page = prepare(SearchText(page_id, language, title, (), (), "x.md", f"{text} {FILLER}"))
    lengths = (page.body_length, page.headings_length, page.titles_length)
    return Candidate(page_id, page.language, page.terms, page.titles, *lengths)


def order(query: str, *candidates: Candidate, rest: int = 100) -> list[int]:
    terms = []
    for word in dict.fromkeys(query.split()):
        having = sum(bool(counts_of(each.terms, stem(word, each.language))) for each in candidates)
        terms.append(Term(word, having))
    size = Collection(len(candidates) + rest, 62.0, 0.0, 2.0)
    return [page.page_id for page in rank(terms, candidates, size, query.split())]


def test_a_page_that_is_called_so_comes_before_one_that_mentions_it() -> None:
    assert order("latch", candidate(1, "latch latch"), candidate(2, "a latch", "Latch")) == [2, 1]


def test_the_very_word_comes_before_another_ending() -> None:
    assert order("sealing", candidate(1, "seals"), candidate(2, "sealing")) == [2, 1]


def test_a_page_with_both_words_comes_before_one_with_one_of_them_twice() -> None:
    assert order("ice dock", candidate(1, "ice ice"), candidate(2, "ice dock"), candidate(3, "dock")) == [
        2,
        1,
        3,
    ]


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    common = [candidate(number, "dock") for number in range(2, 12)]
    assert order("dock latch", candidate(1, "latch"), *common)[0] == 1


def test_the_whole_title_comes_before_a_title_with_more_in_it() -> None:
    longer = candidate(1, "ice week", "Ice week in the harbour of Saltwheel")
    assert order("ice week", longer, candidate(2, "ice week", "Ice week")) == [2, 1]


def test_a_long_page_needs_more_than_a_short_one() -> None:
    assert order("latch", candidate(1, "latch " + FILLER * 4), candidate(2, "latch")) == [2, 1]


def test_function_words_alone_do_not_lift_a_page() -> None:
    pages = candidate(1, "what is the way to do this and that"), candidate(2, "dock")
    assert order("what is the dock", *pages) == [2, 1]


def test_stems_are_those_of_each_page_s_own_language() -> None:
    german, english = candidate(1, "Häuser", language="de"), candidate(2, "house")
    assert order("haus", german, english) == [1]


def test_an_accent_left_out_still_finds_but_the_accent_comes_first() -> None:
    assert order("über", candidate(1, "uber"), candidate(2, "über")) == [2, 1]


def test_a_prefix_finds_words_that_begin_so() -> None:
    pages = [candidate(1, "docking"), candidate(2, "paddock")]
    found = rank([Term("dock", 1, prefix=True)], pages, Collection(100, 62.0, 0.0, 2.0))
    assert [page.page_id for page in found] == [1]


def test_another_spelling_counts_its_share() -> None:
    term = Term("sael", 2, spellings=(("sael", 1.0), ("seal", 0.3)))
    found = rank([term], [candidate(1, "seal"), candidate(2, "sael")], Collection(100, 62.0, 0.0, 2.0))
    assert [page.page_id for page in found] == [2, 1]


def test_a_page_must_have_a_word_that_tells() -> None:
    terms = [Term("dock", 1, telling=True), Term("the", 50)]
    found = rank(terms, [candidate(1, "the"), candidate(2, "the dock")], Collection(100, 62.0, 0.0, 2.0))
    assert [page.page_id for page in found] == [2]


def test_equal_pages_stand_in_the_order_of_their_ids() -> None:
    assert order("dock", candidate(2, "dock"), candidate(1, "dock")) == [1, 2]


@pytest.mark.parametrize("pages", [0, 1, 5])
def test_a_word_in_every_page_still_counts_a_little(pages: int) -> None:
    assert rarity(10, pages) > 0
