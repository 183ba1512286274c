from __future__ import annotations

import pytest

from wholesight.kernel.search.queries import search
from wholesight.kernel.search.tests.conftest import Find, Write


def test_a_page_is_found_by_any_ending_of_its_words(write: Write, find: Find) -> None:
    write("seals.md", "Seals freeze before batteries die.")
    write("van.md", "The van is blue.")
    assert find("frozen battery") == find("batteries") == ["seals.md"]


def test_the_page_that_is_called_so_comes_first(write: Write, find: Find) -> None:
    write("notes.md", "Latch, latch and latch again.")
    write("Latch.md", "How to thaw one.")
    assert find("latch") == ["Latch.md", "notes.md"]


def test_aliases_headings_and_folders_are_names_too(write: Write, find: Find) -> None:
    write("mention.md", "winter docks, night round, crews")
    write("keeping.md", "---\naliases: [Winter docks]\n---\nText.")
    write("round.md", "# Night round\n\nText.")
    write("Crews/README.md", "Text.")
    assert [find(name)[0] for name in ("winter docks", "night round", "crews")] == [
        "keeping.md",
        "round.md",
        "Crews/README.md",
    ]


def test_any_word_will_do_and_more_are_better(write: Write, find: Find) -> None:
    write("both.md", "ice on the dock")
    write("one.md", "ice on the road")
    assert find("ice dock helicopter") == ["both.md", "one.md"]


def test_a_hit_says_where_the_page_is_and_shows_why(write: Write) -> None:
    page = write("Docks/Seal check.md", "---\nkind: lesson\n---\nPress the *lip* of the seal.")
    results = search("lips", space_ids=[page.space_id])
    hit = results.hits[0]
    assert (hit.page_id, hit.path, hit.space) == (page.pk, "Docks/Seal check.md", "Harbour")
    assert (hit.title, hit.kind) == ("Seal check", "lesson")
    assert hit.snippet == [("Press the ", False), ("lip", True), (" of the seal.", False)]
    assert hit.score > 0


def test_results_come_in_parts_that_do_not_overlap(write: Write, find: Find) -> None:
    for number in range(7):
        write(f"{number}.md", "dock " * (number + 1))
    parts = [find("dock", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [len(part) for part in parts] == [3, 3, 1, 0]
    assert len({path for part in parts for path in part}) == 7


def test_the_total_counts_all_that_match(write: Write) -> None:
    for number in range(5):
        write(f"{number}.md", "dock")
    results = search("dock", space_ids=None, limit=2)
    assert (results.total, results.total_is_exact) == (5, True)


def test_of_very_many_the_total_is_a_least_number(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wholesight.kernel.search.queries.ENOUGH", 2)
    monkeypatch.setattr("wholesight.kernel.search.queries.COUNTED", 4)
    for number in range(6):
        write(f"{number}.md", "dock")
    results = search("dock", space_ids=None, limit=2)
    assert (results.total, results.total_is_exact) == (4, False)


def test_pages_of_several_languages_are_found_by_their_own_endings(write: Write, find: Find) -> None:
    write("haus.md", "---\nlanguage: de\n---\nDie Häuser am Hafen.")
    write("maison.md", "---\nlanguage: fr\n---\nLes équipes du port.")
    write("casa.md", "---\nlanguage: es\n---\nLas decisiones del puerto.")
    assert find("haus") == ["haus.md"]
    assert find("equipe") == ["maison.md"]
    assert find("decisión") == ["casa.md"]


def test_chinese_and_japanese_are_found_without_spaces(write: Write, find: Find) -> None:
    write("tokyo.md", "今日は東京都です。")
    write("kyoto.md", "京都に行く。")
    assert find("東京都")[0] == "tokyo.md"
    assert find("東") == ["tokyo.md"]


def test_identifiers_are_found_whole_and_in_parts(write: Write, find: Find) -> None:
    write("code.md", "Call `seal_check` of v1.2.")
    write("other.md", "A check of version 2.")
    assert find("seal_check")[0] == find("v1.2")[0] == "code.md"
    assert find("seal") == ["code.md"]


def test_an_empty_query_or_an_empty_index_finds_nothing(harbour: object) -> None:
    for query in ("", "   ", '"', "dock", "dock*", '"ice week"', "-dock"):
        assert search(query, space_ids=None).hits == []
