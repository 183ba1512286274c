"""Item 9: links to headings, to one below another, and on the same page."""

from __future__ import annotations

from wholesight.engines.markdown import find_heading, outline

from .vault import links

PAGE = outline(
    "# Winter\n## Docks\n### Costs\n## Fleet\n### Costs\n#### Rides\n# Summer\n## Costs\n### Rides\n"
).headings


def found(fragment: str) -> int | None:
    index = find_heading(PAGE, fragment)
    return None if index is None else PAGE[index].line


def test_target_and_fragment_are_apart() -> None:
    link = links("[[Plan#Winter#Costs|money]]")[0]
    assert (link.target, link.fragment, link.display) == ("Plan", "Winter#Costs", "money")


def test_a_link_into_the_same_page_has_no_target() -> None:
    assert [(link.target, link.fragment) for link in links("[[#Costs]] [c](#costs)")] == [
        ("", "Costs"),
        ("", "costs"),
    ]


def test_the_first_of_equal_headings_wins() -> None:
    assert found("Costs") == 3


def test_a_parent_picks_between_equal_headings() -> None:
    assert found("Fleet#Costs") == 5
    assert found("Summer#Costs") == 8


def test_parents_in_between_may_be_left_out() -> None:
    assert found("Winter#Rides") == 6
    assert found("Summer#Rides") == 9


def test_a_heading_outside_its_parent_is_not_found() -> None:
    assert found("Docks#Rides") is None


def test_a_heading_that_itself_contains_the_sign() -> None:
    headings = outline("# C# basics\n").headings
    assert find_heading(headings, "C# basics") == 0
