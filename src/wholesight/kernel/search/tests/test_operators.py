from __future__ import annotations

import pytest

from wholesight.kernel.search.tests.conftest import Find, Write

NASTY = [
    *("'", "\\", "NEAR(ice week)", "ice AND", "^ice", "{ice} : week", "ice & | !week <-> :*", "%s %(a)s"),
    *(
        "owner:'; --",
        "ice\0week",
        "owner:a\0b",
        "\ud800 owner:\ud800",
        "effort:>x",
        "path:%_\\",
        "ice " * 500,
    ),
]


@pytest.fixture
def winter(write: Write) -> None:
    write(
        "ice.md",
        "---\ntags: [winter/ice]\nowner: Ada\neffort: 3\ndue: 2026-01-15\n---\nThe ice week. Docks froze.",
    )
    write(
        "Docks/dock.md",
        "---\ntags: [docks]\nkind: lesson\nowner: Bram\neffort: 8\n---\nDock of the week, with ice.",
    )
    write("draft.md", "---\ntags: [winter]\n---\nA week of docking practice.")


@pytest.mark.usefixtures("winter")
class TestOperators:
    def test_a_phrase_is_found_word_for_word(self, find: Find) -> None:
        assert find('"ice week"') == ["ice.md"]
        assert find('"ice weeks"') == []
        assert find('"week ice"') == []

    def test_a_single_quoted_word_is_taken_as_it_is(self, find: Find) -> None:
        assert find('"docking"') == ["draft.md"]

    def test_words_beside_a_phrase_only_order(self, find: Find) -> None:
        assert find('"docks froze" helicopter') == ["ice.md"]

    def test_a_beginning_finds_all_words_that_begin_so(self, find: Find) -> None:
        assert sorted(find("dock*")) == ["Docks/dock.md", "draft.md", "ice.md"]
        assert find("docki*") == ["draft.md"]

    def test_excluded_words_take_pages_away(self, find: Find) -> None:
        assert find("week -ice") == ["draft.md"]
        assert sorted(find('week -"ice week"')) == ["Docks/dock.md", "draft.md"]

    def test_exclusion_alone_lists_the_rest(self, find: Find) -> None:
        assert find("-ice") == ["draft.md"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("week tag:winter", ["draft.md", "ice.md"]),
            ("week tag:#winter/ice", ["ice.md"]),
            ("week -tag:winter", ["Docks/dock.md"]),
            ("week kind:lesson", ["Docks/dock.md"]),
            ("week kind:Lesson path:docks", ["Docks/dock.md"]),
            ("week space:harbour", ["Docks/dock.md", "draft.md", "ice.md"]),
            ("week space:elsewhere", []),
            ("owner:ada", ["ice.md"]),
            ("[effort]", ["Docks/dock.md", "ice.md"]),
            ("-[effort]", ["draft.md"]),
            ("effort:>3", ["Docks/dock.md"]),
            ("effort:>=3 week", ["Docks/dock.md", "ice.md"]),
            ("due:<2026-02-01", ["ice.md"]),
            ("due:2026-01", ["ice.md"]),
            ("due:=2026-01-15", ["ice.md"]),
            ('owner:"Bram"', ["Docks/dock.md"]),
        ],
    )
    def test_filters_narrow(self, find: Find, query: str, found: list[str]) -> None:
        assert sorted(find(query)) == found

    @pytest.mark.parametrize("query", NASTY)
    def test_whatever_is_typed_is_answered(self, find: Find, query: str) -> None:
        assert set(find(query)) <= {"ice.md", "Docks/dock.md", "draft.md"}

    def test_a_name_that_no_page_has_is_read_as_words(self, find: Find) -> None:
        assert find("note:practice") == ["draft.md"]
        assert find("ice -note:practice week") == find("ice week")
