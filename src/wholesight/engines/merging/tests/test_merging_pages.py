"""Two people save the same page: what goes together is one text, what does not is shown."""

from __future__ import annotations

import pytest

from wholesight.engines.merging import ChoiceMissing, MergingLimits, TextTooLong, assemble, merge

BASE = """# Seal check

Check the seal before the first ride.

Write down what you find.
"""


def merged(base: str, mine: str, theirs: str) -> str:
    found = merge(base, mine, theirs)
    assert found.text is not None, found.conflicts
    return found.text


def test_ada_and_ode_change_different_paragraphs() -> None:
    mine = BASE.replace("first ride", "first ride of the day")
    theirs = BASE.replace("Write down", "Note")
    assert merged(BASE, mine, theirs) == mine.replace("Write down", "Note")


def test_neighbouring_paragraphs_belong_to_different_people() -> None:
    base = "One.\n\nTwo.\n"
    assert (
        merged(base, "One, by Ada.\n\nTwo.\n", "One.\n\nTwo, by Ode.\n") == "One, by Ada.\n\nTwo, by Ode.\n"
    )


def test_one_paragraph_changed_in_different_words() -> None:
    mine = BASE.replace("Check the seal", "Check the rubber seal")
    theirs = BASE.replace("first ride", "morning ride")
    assert "Check the rubber seal before the morning ride." in merged(BASE, mine, theirs)


def test_the_same_word_changed_differently_is_a_conflict() -> None:
    found = merge(BASE, BASE.replace("first", "morning"), BASE.replace("first", "second"))
    assert found.text is None
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.base) == ("paragraph", "Check the seal before the first ride.")
    assert conflict.mine == "Check the seal before the morning ride."
    assert conflict.theirs == "Check the seal before the second ride."
    assert found.pieces[conflict.place].conflict == conflict


def test_changes_beside_one_another_are_a_conflict() -> None:
    assert merge("the old seal\n", "the new seal\n", "the old ring\n").text is None


def test_a_conflict_is_settled_by_a_chosen_text() -> None:
    found = merge(BASE, BASE.replace("first", "morning"), BASE.replace("first", "second"))
    assert assemble(found, [found.conflicts[0].mine]) == BASE.replace("first", "morning")
    assert assemble(found, ["Something new.\n"]) == BASE.replace(
        "Check the seal before the first ride.", "Something new."
    )
    assert assemble(found, [""]) == "# Seal check\n\nWrite down what you find.\n"


def test_a_conflict_without_a_choice_is_refused() -> None:
    found = merge("a\n", "b\n", "c\n")
    with pytest.raises(ChoiceMissing):
        assemble(found, [])


def test_deleting_what_the_other_edits_is_a_conflict() -> None:
    found = merge("One.\n\nTwo.\n", "One.\n", "One.\n\nTwo, and more.\n")
    (conflict,) = found.conflicts
    assert (conflict.mine, conflict.theirs) == ("", "Two, and more.")
    assert assemble(found, [""]) == "One.\n"
    assert assemble(found, [conflict.theirs]) == "One.\n\nTwo, and more.\n"


def test_both_write_at_the_same_place_and_both_stay() -> None:
    assert merged("One.\n", "One.\n\nAda's.\n", "One.\n\nOde's.\n") == "One.\n\nAda's.\n\nOde's.\n"


def test_what_both_wrote_stands_once() -> None:
    assert merged("One.\n", "One.\n\nSame.\n\nAda's.\n", "One.\n\nSame.\n") == "One.\n\nSame.\n\nAda's.\n"


def test_rows_that_both_add_stay_in_the_table() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    after = "\nThen text.\n"
    ours, others = table + "| 3 | `x\\|y` |\n", table + "| 5 | 6 |\n"
    assert merged(table + after, ours + after, others + after) == ours + "| 5 | 6 |\n" + after


def test_items_that_both_add_stay_in_the_list() -> None:
    base = "- one\n  - inner\n"
    assert merged(base, base + "  - Ada's\n", base + "  - Ode's\n") == base + "  - Ada's\n  - Ode's\n"


def test_a_paragraph_that_became_an_item_is_still_the_same_one() -> None:
    base = "Check the seal.\n\nCheck the dock.\n"
    mine, theirs = "- Check the seal.\n- Check the dock.\n", base.replace("the dock", "every dock")
    assert merged(base, mine, theirs) == "- Check the seal.\n- Check every dock.\n"


def test_a_fenced_block_is_one_unit_merged_by_lines() -> None:
    base = "```py\na = 1\n\nb = 2\nc = 3\n```\n"
    mine, theirs = base.replace("a = 1", "a = 10"), base.replace("c = 3", "c = 30")
    assert merged(base, mine, theirs) == mine.replace("c = 3", "c = 30")
    assert len(merge(base, base.replace("b = 2", "b = 5"), base.replace("b = 2", "b = 6")).conflicts) == 1


def test_a_last_line_without_end_keeps_none() -> None:
    assert merged("One.\n\nTwo.", "One!\n\nTwo.", "One.\n\nTwo?") == "One!\n\nTwo?"


def test_text_behind_a_last_line_without_end_is_a_paragraph_of_its_own() -> None:
    assert merged("One.", "One.\n\nAda's.", "One.\n\nOde's.") == "One.\n\nAda's.\n\nOde's."


def test_a_form_that_sends_other_line_ends_conflicts_with_nobody() -> None:
    base = "One.\r\n\r\nTwo.\r\n"
    assert merged(base, "One!\n\nTwo.\n", "One.\r\n\r\nTwo?\r\n") == "One!\n\nTwo?\n"
    assert merged(base, "One!\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo?\r\n") == "One!\r\n\r\nTwo?\r\n"


def test_a_byte_order_mark_stays() -> None:
    base = "\ufeff---\na: 1\n---\nOne.\n\nTwo.\n"
    assert merged(base, base.replace("One", "1"), base.replace("Two", "2")) == base.replace(
        "One", "1"
    ).replace("Two", "2")


def test_a_fence_that_nobody_closes_swallows_nothing() -> None:
    base = "```\nOne.\n\nTwo.\n\nThree.\n"
    assert merged(base, base.replace("One", "1"), base.replace("Three", "3")) == base.replace(
        "One", "1"
    ).replace("Three", "3")


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(TextTooLong):
        merge("", "a", "b" * (MergingLimits.TEXT + 1))


def test_a_rewritten_long_page_is_still_merged() -> None:
    base = "\n\n".join(f"Paragraph {n} says {n * 7} and {n * n}." for n in range(4000)) + "\n"
    mine = base.replace("Paragraph 5 says", "Paragraph five says")
    theirs = "\n\n".join(f"New text {n} about {n * 13}." for n in range(4000)) + "\n"
    found = merge(base, mine, theirs)
    chosen = assemble(found, [conflict.theirs for conflict in found.conflicts])
    assert len(found.conflicts) <= 1
    assert chosen == theirs
