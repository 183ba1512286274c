"""Front matter that cannot be read keeps the page and names line and reason."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import FrontMatter, outline


def front_matter(yaml: str) -> FrontMatter:
    page = outline(f"---\n{yaml}\n---\nBody [[Link]]\n")
    assert page.text == "Body Link"
    assert page.problems == page.front_matter.problems
    return page.front_matter


@pytest.mark.parametrize(
    ("yaml", "line", "words"),
    [
        ("a: 1\nb: x: y", 3, "colon"),
        ("a: @ode", 2, "quotes"),
        ("a: `x`", 2, "quotes"),
        ("a: 1\nb: 'x\nc: 2", 3, "quote is not closed"),
        ("a: 1\n\tb: 2", 3, "tabs"),
        ("a: 1\nb", 3, "colon"),
        ("a: [1, 2", 2, "bracket"),
        ('a: "\\q"', 2, "backslash"),
        ("- a\n- b", 2, "not a list of properties"),
        ("just words", 2, "not a list of properties"),
        ("a: 1\n...\nb: 2", 4, ""),
        ("a: *nobody", 2, "stands for nothing"),
        ("a: x\x07", 2, "character"),
        ("a: 1\n  b: 2", 3, "colon"),
        ("a: !x!y z", 2, "!"),
        ("{{date}} {{time}}", 2, ""),
    ],
)
def test_broken_yaml_gives_no_values_and_the_place(yaml: str, line: int, words: str) -> None:
    found = front_matter(yaml)
    assert found.values == {}
    assert [problem.line for problem in found.problems] == [line]
    assert words in found.problems[0].reason
    assert "kept as it is" in found.problems[0].reason
    assert found.raw == f"{yaml}\n"


def test_a_template_s_braces_are_kept_as_text() -> None:
    found = front_matter("title: {{title}}\ndate: {{date}}\nok: 1")
    assert found.values == {"title": "{{title}}", "date": "{{date}}", "ok": 1}
    assert [(problem.line, problem.property) for problem in found.problems] == [(2, "title"), (3, "date")]


def test_a_property_written_twice_counts_once() -> None:
    found = front_matter("a: 1\nb: 2\na: 3")
    assert found.values == {"a": 1, "b": 2}
    assert [(problem.line, problem.property) for problem in found.problems] == [(4, "a")]


def test_a_name_that_is_no_text_is_left_out() -> None:
    found = front_matter("? [a, b]\n: 1\nc: 2\n1: one\ntrue: yes")
    assert found.values == {"c": 2, "1": "one", "true": "yes"}
    assert [problem.line for problem in found.problems] == [2]


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!ode", "!!binary", "!!timestamp", "!<x:y>"]
)
def test_a_custom_tag_is_refused_and_the_rest_is_read(tag: str) -> None:
    found = front_matter(f"a: {tag} x\nb: [{tag} y, z]\nc: {tag} {{d: 1}}\ne: 2")
    assert found.values == {"a": None, "b": [None, "z"], "c": None, "e": 2}
    assert {problem.property for problem in found.problems} == {"a", "b", "c"}


def test_core_tags_are_read() -> None:
    assert front_matter("a: !!str 12\nb: !!int 12\nc: ! 12").values == {"a": "12", "b": 12, "c": "12"}


def test_merge_keys_merge_nothing() -> None:
    assert front_matter("a: &a {x: 1}\nb: {<<: *a}").values == {"a": {"x": 1}, "b": {"<<": {"x": 1}}}


def test_the_lines_of_problems_count_crlf_once() -> None:
    page = outline("---\r\na: 1\r\nb: @\r\n---\r\nBody")
    assert page.problems[0].line == 3
