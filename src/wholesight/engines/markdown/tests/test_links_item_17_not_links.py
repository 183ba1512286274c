"""Item 17: code, comments and formulas hold no links, and a code span never leaves its block."""

from __future__ import annotations

import pytest

from .vault import targets


@pytest.mark.parametrize(
    "text",
    [
        "```\n[[no]] ![[no]] [a](no.md)\n```",
        "~~~~py\n[[no]]\n~~~\n[[no]]\n~~~~",
        "> ```\n> [[no]]\n> ```",
        "> [!note]\n> ```\n> [[no]]\n> ```",
        "    [[no]]",
        "`[[no]]` and ``a ` [[no]]``",
        "a %%[[no]]%% b",
        "%%\n[[no]]\n\n- [[no]]\n%%",
        "Text %%begins [[no]]\n\n[[no]] and ends%% here",
        "> %%\n> [[no]]\n> %%",
        "<!-- [[no]] --> a <!-- [x](no.md) -->",
        "<!--\n[[no]]\n\n[[no]]\n-->",
        "$[[no]]$ and $$[[no]]$$",
        "$$\n[[no]]\n$$",
        "<script>\n[[no]]\n</script>",
    ],
)
def test_nothing_in_here_is_a_link(text: str) -> None:
    assert targets(f"{text}\n\n[[yes]]") == ["yes"]


def test_an_unmatched_backtick_swallows_nothing_beyond_its_block() -> None:
    text = "- a ` stray\n- [[one]]\n\n# A ` heading\n\n[[two]] ` and\n\n[[three]]"
    assert targets(text) == ["one", "two", "three"]


def test_code_may_hold_the_signs_of_a_comment() -> None:
    assert targets("`%%` [[one]] `%%`\n\n```\n%%\n```\n[[two]]\n\n%% [[no]] %%") == ["one", "two"]


def test_a_comment_that_ends_in_its_line_hides_only_itself() -> None:
    assert targets("%% a %% [[one]]\n\n[[two]]") == ["one", "two"]


def test_prices_are_no_formulas() -> None:
    assert targets("From $5 [[one]] to $6, or $5–$10 [[two]].") == ["one", "two"]
