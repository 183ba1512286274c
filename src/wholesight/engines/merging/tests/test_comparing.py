"""Two versions side by side, as a reader sees them."""

from __future__ import annotations

from hypothesis import given

from wholesight.engines.merging import Change, Run, compare, folded

from .test_merging_always import anything, saves


def changes(before: str, after: str) -> list[Change]:
    return [change for change in compare(before, after) if change.what != "unchanged"]


def test_a_changed_paragraph_shows_its_words() -> None:
    (change,) = changes("Seals freeze first.\n", "Seals freeze at night.\n")
    assert change.runs == (
        Run("Seals freeze ", "same"),
        Run("first", "removed"),
        Run("at night", "added"),
        Run(".", "same"),
    )


def test_a_property_is_compared_as_a_property() -> None:
    (change,) = changes("---\na: 1\nb: 2\n---\n", "---\na: 1\nb: 3\n---\n")
    assert (change.what, change.kind, change.name, change.before, change.after) == (
        "changed",
        "property",
        "b",
        "b: 2",
        "b: 3",
    )


def test_a_new_and_a_lost_property() -> None:
    found = {(each.what, each.name) for each in changes("---\na: 1\n---\n", "---\nb: 2\n---\n")}
    assert found == {("removed", "a"), ("added", "b")}


def test_a_moved_paragraph_goes_and_comes() -> None:
    found = changes("One.\n\nTwo words here.\n\nThree.\n", "Two words here.\n\nOne.\n\nThree.\n")
    assert sorted(each.what for each in found) == ["added", "removed"]


def test_lines_are_those_of_each_file() -> None:
    (change,) = changes("---\na: 1\n---\n\nOne.\n", "---\na: 1\n---\n\nNew.\n\nOne.\n")
    assert (change.what, change.line_before, change.line_after) == ("added", 0, 5)


def test_line_ends_and_blank_lines_are_no_change() -> None:
    assert changes("a\n\nb\nc\n", "a\r\n\r\n\r\nb\r\nc") == []


def test_long_stretches_fold_but_for_their_ends() -> None:
    before = "\n\n".join(f"Paragraph {n}." for n in range(20))
    found = folded(compare(before, before.replace("Paragraph 10.", "Another.")), context=1)
    assert [(each.what, each.count) for each in found if each.what == "folded"] == [
        ("folded", 9),
        ("folded", 8),
    ]


@given(anything, anything)
def test_both_versions_can_be_read_off_the_comparison(before: str, after: str) -> None:
    for change in compare(before, after):
        if change.runs:
            assert "".join(run.text for run in change.runs if run.kind != "added") == change.before
            assert "".join(run.text for run in change.runs if run.kind != "removed") == change.after


@given(saves())
def test_no_block_is_left_out(texts: tuple[str, str, str]) -> None:
    before, after, _ = texts
    found = compare(before, after)
    assert "".join("".join(each.before.split()) for each in found) == "".join(before.split())
    assert "".join("".join(each.after.split()) for each in found) == "".join(after.split())
