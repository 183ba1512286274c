"""Properties are merged name by name; their order and bytes stay."""

from __future__ import annotations

from wholesight.engines.merging import assemble, merge

BASE = "---\n# by Ada\ntitle: Seals\ndue: 2025-01-14 # soon\ntags:\n  - ice\n---\nBody.\n"


def merged(mine: str, theirs: str, base: str = BASE) -> str:
    found = merge(base, mine, theirs)
    assert found.text is not None, found.conflicts
    return found.text


def test_different_properties_go_together() -> None:
    mine, theirs = BASE.replace("Seals", "Seal check"), BASE.replace("2025-01-14", "2025-02-01")
    assert merged(mine, theirs) == mine.replace("2025-01-14", "2025-02-01")


def test_the_same_value_written_differently_is_no_conflict() -> None:
    mine, theirs = BASE.replace("title: Seals", "title: Docks"), BASE.replace("Seals", '"Docks"')
    assert merged(mine, theirs) == mine


def test_a_property_with_two_new_values_is_a_conflict_of_its_own() -> None:
    mine = BASE.replace("Seals", "Ice").replace("Body.", "Body, by Ada.")
    found = merge(BASE, mine, BASE.replace("Seals", "Docks"))
    (conflict,) = found.conflicts
    assert (conflict.kind, conflict.name, conflict.theirs) == ("property", "title", "title: Docks\n")
    assert assemble(found, [conflict.theirs]) == mine.replace("Ice", "Docks")


def test_items_of_a_list_are_merged_item_by_item() -> None:
    mine, theirs = (
        BASE.replace("  - ice\n", "  - ice\n  - dock\n"),
        BASE.replace("  - ice", "  - ice\n  - fleet"),
    )
    assert "tags:\n  - ice\n  - dock\n  - fleet\n" in merged(mine, theirs)


def test_new_properties_of_both_stay() -> None:
    mine, theirs = BASE.replace("due:", "owner: Ada\ndue:"), BASE.replace("tags:", "status: open\ntags:")
    assert merged(mine, theirs) == mine.replace("tags:", "status: open\ntags:")


def test_a_deleted_property_that_the_other_changed_is_a_conflict() -> None:
    found = merge(BASE, BASE.replace("title: Seals\n", ""), BASE.replace("Seals", "Docks"))
    assert [(each.mine, each.theirs) for each in found.conflicts] == [("", "title: Docks\n")]


def test_both_give_a_page_its_first_properties() -> None:
    assert merged("---\na: 1\n---\nBody.\n", "---\nb: 2\n---\nBody.\n", "Body.\n") in (
        "---\na: 1\nb: 2\n---\nBody.\n",
        "---\nb: 2\na: 1\n---\nBody.\n",
    )


def test_a_property_survives_when_the_other_took_all_of_them_away() -> None:
    found = merge("---\na: 1\n---\nBody.\n", "Body.\n", "---\na: 2\n---\nBody.\n")
    (conflict,) = found.conflicts
    assert assemble(found, [conflict.mine]) == "Body.\n"
    assert assemble(found, [conflict.theirs]) == "---\na: 2\n---\nBody.\n"


def test_broken_front_matter_is_one_piece() -> None:
    base = "---\na: [1\nb: 2\n---\nBody.\n"
    assert merged(base.replace("Body", "Text"), base.replace("b: 2", "b: 3"), base) == (
        "---\na: [1\nb: 3\n---\nText.\n"
    )
    found = merge(base, base.replace("[1", "[9"), base.replace("b: 2", "b: 3"))
    assert [each.kind for each in found.conflicts] == ["properties"]


def test_comments_above_the_properties_are_not_lost() -> None:
    found = merge(BASE, BASE.replace("by Ada", "by Ada and Ode"), BASE.replace("by Ada", "Jorun's"))
    assert [(each.kind, each.mine) for each in found.conflicts] == [("comment", "# by Ada and Ode\n")]


def test_properties_that_hang_together_by_an_anchor_are_one_piece() -> None:
    base = "---\na: &x 1\nb: *x\nc: 3\n---\n"
    found = merge(base, base.replace("a: &x 1\nb: *x\n", ""), base.replace("b: *x", "b: [*x]"))
    assert [each.kind for each in found.conflicts] == ["properties"]
