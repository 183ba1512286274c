"""Item 10: headings match without case and punctuation; GitHub's slugs match too."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import find_heading, outline

WHY = outline(
    "# Log\n## Why do seals freeze? [[Seals|they]] `fail`: 100%\n## Ærlig *talt*\n## Two  spaces\n"
).headings


@pytest.mark.parametrize(
    "fragment",
    [
        "Why do seals freeze? they fail: 100%",
        "why do seals freeze they fail 100",
        "Why do seals freeze they `fail` 100%",
        "why-do-seals-freeze-they-fail-100",
    ],
)
def test_the_question_is_found_however_it_is_written(fragment: str) -> None:
    assert find_heading(WHY, fragment) == 1


def test_marks_of_emphasis_are_not_part_of_a_heading() -> None:
    assert WHY[2].text == "Ærlig talt"
    assert find_heading(WHY, "ærlig *talt*") == 2
    assert find_heading(WHY, "ærlig-talt") == 2


def test_spaces_count_once() -> None:
    assert find_heading(WHY, "Two spaces") == 3


def test_what_is_not_there_is_not_found() -> None:
    assert find_heading(WHY, "Why do seals") is None
    assert find_heading(WHY, "") is None
    assert find_heading(WHY, "???") is None


def test_equal_headings_get_slugs_of_their_own() -> None:
    headings = outline("# Log\n# Log\n# Log 1\n# Log\n# !\n").headings
    assert [heading.slug for heading in headings] == ["log", "log-1", "log-1-1", "log-2", "section"]
