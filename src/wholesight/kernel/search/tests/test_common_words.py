"""Where words are in more pages than can be weighed, a search still finds the pages that they are about."""

from __future__ import annotations

import pytest

from wholesight.kernel.search.queries import search
from wholesight.kernel.search.storage import storage
from wholesight.kernel.search.tests.conftest import Find, Write


@pytest.fixture(autouse=True)
def little_can_be_weighed(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    monkeypatch.setattr(type(storage()), "affordable", 10)
    monkeypatch.setattr("wholesight.kernel.search.queries.ENOUGH", 5)
    for number in range(30):
        write(f"page {number}.md", "A dock in the harbour on a long and windy day of the year.")


def test_the_page_called_so_is_found_among_all_that_have_the_word(write: Write, find: Find) -> None:
    write("Dock.md", "What it is.")
    for number in range(30, 40):
        write(f"page {number}.md", "A dock in the harbour.")
    assert find("dock")[0] == "Dock.md"


def test_two_common_words_find_the_pages_with_both(write: Write, find: Find) -> None:
    for number in range(20):
        write(f"latch {number}.md", "latch")
    write("both.md", "A latch at the dock, a latch, a dock.")
    assert find("latch dock")[0] == "both.md"


def test_a_rare_word_beside_a_common_one_decides(write: Write, find: Find) -> None:
    write("seal.md", "A seal.")
    for number in range(30, 40):
        write(f"page {number}.md", "A dock in the harbour.")
    assert find("dock seal")[0] == "seal.md"


def test_a_page_that_says_it_often_comes_in_though_it_is_old(write: Write, find: Find) -> None:
    write("old.md", "Harbour, harbour, harbour and harbour.")
    for number in range(30, 45):
        write(f"page {number}.md", "A dock in the harbour on a windy day.")
    assert find("harbour")[0] == "old.md"


def test_the_total_says_that_there_are_more() -> None:
    results = search("dock", space_ids=None, limit=3)
    assert len(results.hits) == 3
    assert results.total >= 3
    assert not results.total_is_exact


def test_a_phrase_that_many_pages_have_is_found(find: Find) -> None:
    assert len(find('"windy day"', limit=5)) == 5
