"""Who wrote which paragraph: each block knows since which revision it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.merging import MergingLimits, TextTooLong, blame

from .test_merging_always import anything


def since(*texts: str) -> dict[str, int]:
    return {each.text: each.revision for each in blame(texts)}


def test_each_block_knows_its_revision() -> None:
    assert since("One.\n", "One.\n\nTwo.\n", "One!\n\nTwo.\n\nThree.\n") == {
        "One!": 2,
        "Two.": 1,
        "Three.": 2,
    }


def test_a_block_that_came_back_is_as_old_as_its_return() -> None:
    assert since("One.\n\nTwo.\n", "One.\n", "One.\n\nTwo.\n") == {"One.": 0, "Two.": 2}


def test_space_is_no_change() -> None:
    assert since("One  two.\nthree\n", "One two. three") == {"One two. three": 0}


def test_a_moved_block_keeps_its_age() -> None:
    assert since("One.\n\nTwo.\n\nThree.\n", "Three.\n\nOne.\n\nTwo.\n") == {
        "Three.": 0,
        "One.": 0,
        "Two.": 0,
    }


def test_properties_have_an_age_too() -> None:
    assert since("---\na: 1\nb: 2\n---\n", "---\na: 1\nb: 3\n---\n") == {"a: 1": 0, "b: 3": 1}


def test_no_revisions_have_no_blocks() -> None:
    assert blame([]) == []


def test_too_many_revisions_are_refused() -> None:
    with pytest.raises(TextTooLong):
        blame(["x"] * (MergingLimits.REVISIONS + 1))


@given(st.lists(anything, min_size=1, max_size=5))
def test_every_block_has_a_revision_that_holds_its_words(texts: list[str]) -> None:
    for each in blame(texts):
        assert all(word in texts[each.revision] for word in each.text.split())
