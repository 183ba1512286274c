"""Text made to hurt: it is read whole, without deep recursion, in about linear time."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from wholesight.engines.markdown import fill, outline, render

UNITS = [
    "`", "[[", "[[a", "[a](", "[", "![", "![a](", "<!--", "<!--\n", "$$a", "$$a\n", "$a\\$", " #1", "> ",
    "> \n", "*", "_",
    "*a ", "*a_ ", "a**b", "![[", "%%", "%%a\n", "a %%b%%%%c\n\n", "==", "==a ", "^[", "^[a ", "|", "|a\n",
    "[^a]: b\n", "[^",
    "- ", "- a\n", "1. ", "~~a ", "http://a ", "http://(", "<", "<a ", "<a x=\"", "<div>", "<b>", "</p>",
    "<table>", "&", "\\",
    "[a]: b\n", "[a]: <", "[a\n", "---\n", "\t", "\n", "> [!note]\n", "- ![[a]]\n", " #a/b", "a ^b\n\n",
    "- [ ] a\n", "[[x]]",
    "$x$ ", "```py\nx\n```\n", "# [[a]]\n", "a\n=\n", "&#xFDD0;", "<http://a>", "$(", "word ",
    "[`![[*_$%=^[<#",
]  # fmt: skip

LONG = [
    "`",
    "[[",
    "[a](",
    "<!--",
    "$$a",
    " #1",
    "> ",
    "*",
    "_",
    "![[",
    "%%",
    "==",
    "^[",
    "|",
    "<div>",
    "http://a ",
]


def finish(text: str) -> int:
    """Read and show a text; returns how many links it has."""
    page, rendered = outline(text), render(text)
    assert len(page.links) == len(rendered.references)
    fill(
        rendered.html,
        open_link=lambda n: "<a>",
        embed=lambda n, i: "",
        fenced=str,
        url=str,
        tag=lambda n: "<a>",
    )
    return len(page.links)


@pytest.mark.slow
@pytest.mark.parametrize("unit", LONG)
def test_three_hundred_thousand_characters(unit: str) -> None:
    finish(unit * (300_000 // len(unit)))


def calls(text: str) -> int:
    """How many functions are called to read and show a text."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        finish(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_about_twice_the_steps(unit: str) -> None:
    finish(unit)  # whatever is made once
    once = calls(unit * (1_500 // len(unit)))
    twice = calls(unit * (3_000 // len(unit)))
    assert twice <= 2.3 * once + 2_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "> " * 10_000 + "core", "- " * 10_000 + "core", "1. " * 10_000 + "core", "> - " * 5_000 + "core",
        "[" * 10_000 + "core" + "](x)" * 10_000, "![" * 10_000 + "core" + "](x)" * 10_000,
        "^[" * 10_000 + "core" + "]" * 10_000,
        "*" * 10_000 + "core" + "*" * 10_000, "**a *b " * 5_000 + "core" + "** *" * 5_000,
        "<div>" * 10_000 + "core",
        "<b>" * 10_000 + "core", "[^1]: " * 5_000 + "core", "$" + "{" * 4_000 + "core$",
        "".join("  " * n + "- a\n" for n in range(400)) + "core",
        "".join(">" * n + " [!note]\n" for n in range(1, 400)) + "core", "> " * 10_000 + "[!note] core",
    ],
)  # fmt: skip
def test_deep_nesting_loses_no_word(text: str) -> None:
    finish(text)
    assert "core" in outline(text).text
    rendered = render(text)
    assert "core" in rendered.html or any("core" in each.display for each in rendered.references)


def test_repeating_a_long_address_cannot_blow_up_a_page() -> None:
    text = "[a]: https://a.org/" + "b" * 20_000 + "\n\n" + "[a] " * 10_000
    assert len(render(text).html) < 20 * len(text)


def test_formulas_that_define_commands_or_are_very_long_are_shown_as_code() -> None:
    bomb = "\\newcommand{\\a}{xx}" + "".join(
        f"\\newcommand{{\\{chr(98 + n)}}}{{\\{chr(97 + n)}\\{chr(97 + n)}}}" for n in range(20)
    )
    assert "math-problem" in render(f"${bomb}\\u$").html
    assert "math-problem" in render(f"${'x' * 6_000}$").html


def test_many_formulas_end_as_code() -> None:
    html = render("$x$ " * 10_000).html
    assert 100 < html.count("<math") < 10_000
    assert html.count("<math") + html.count("math-problem") == 10_000


def test_html_and_links_in_the_alternative_text_of_an_image_are_only_words() -> None:
    page = outline("![a <b>b</b> [[c]]](x.png)")
    assert [(link.form, link.target) for link in page.links] == [("image", "x.png")]
    assert page.text == "a b c"
