"""Front matter made to hurt: it is refused in time, and the page stands."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import MarkdownLimits, outline


def bomb(levels: int, width: int) -> str:
    lines = ["a0: &a0 [x]"]
    for level in range(1, levels):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * width)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        (bomb(30, 9), "aliases"),
        (bomb(17, 2), "aliases"),
        ("a: &a [*a]", "stands for nothing"),
        ("a: " + "[" * 50_000, "deep"),
        ("a: " + "{a: " * 30_000, "deep"),
        ("- " * 50_000, "not a list of properties"),
        ("a:\n" + "- " * 50_000, "deep"),
        ("? " * 50_000, "deep"),
        ("a: " + "x" * MarkdownLimits.FRONT_MATTER, "longer than"),
        ("a: [" + "1," * MarkdownLimits.FRONT_MATTER_VALUES + "]", "too many"),
        ('{"a": ' + "[" * 60_000 + "]" * 60_000 + "}", ""),
        ('{"a": ' * 20_000, ""),
    ],
)
def test_it_is_refused_and_the_page_stands(yaml: str, words: str) -> None:
    page = outline(f"---\n{yaml}\n---\nBody [[Link]]")
    assert page.front_matter.values == {}
    assert len(page.problems) == 1
    assert words in page.problems[0].reason
    assert page.text == "Body Link"


def test_aliases_within_bounds_are_read() -> None:
    assert outline("---\na: &a [x, y]\nb: [*a, *a]\n---\n").front_matter.values["b"] == [
        ["x", "y"],
        ["x", "y"],
    ]


def test_numbers_too_large_for_any_database_stay_text() -> None:
    values = outline(
        f"---\na: {'9' * 5_000}\nb: 1e999\nc: .nan\nd: .inf\ne: 0x{'f' * 99}\n---\n"
    ).front_matter.values
    assert all(isinstance(value, str) for value in values.values())


def test_line_ends_that_only_yaml_knows_move_no_line_number() -> None:
    page = outline("---\na: x\u2028\nb: @\n---\n")
    assert page.problems[0].line == 3


def test_halves_of_surrogate_pairs_and_nul_are_replaced() -> None:
    page = outline("---\na: \ud800x\n---\nBody \udfff\x00")
    assert page.front_matter.values == {"a": "\ufffdx"}
    assert page.text == "Body \ufffd\ufffd"
