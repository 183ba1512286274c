"""Changing a property changes its lines only, in the page's own style, or is refused with the reason."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import MISSING, Missing, PropertyNotChanged, Value, change_property

PAGE = """---
title: "Ice week"  # as the crew calls it
tags:
- docks   # north
- winter

# who looks after it
owner: Ode
notes: |
  Two lines
  of text

empty:   # nothing yet
crew: [Ode, 'Mara']
nested:
    place: {north: 1}
---
Body
---
"""


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("title", "Freeze", 'title: "Ice week"  # as', "title: Freeze  # as"),
        ("owner", "[[Mara]]", "owner: Ode", 'owner: "[[Mara]]"'),
        ("tags", ["ice"], "- docks   # north\n- winter\n", "- ice\n"),
        ("tags", "ice", "tags:\n- docks   # north\n- winter\n", "tags: ice\n"),
        ("notes", "One", "notes: |\n  Two lines\n  of text\n", "notes: One\n"),
        ("empty", 3, "empty:   # nothing yet", "empty: 3   # nothing yet"),
        ("empty", ["a"], "empty:   # nothing yet\n", "empty:   # nothing yet\n- a\n"),
        ("crew", ["Ode", "a, b"], "crew: [Ode, 'Mara']", 'crew: [Ode, "a, b"]'),
        ("nested", True, "nested:\n    place: {north: 1}\n", "nested: true\n"),
        ("owner", MISSING, "owner: Ode\n", ""),
        ("tags", MISSING, "tags:\n- docks   # north\n- winter\n", ""),
        ("new", ["x", None], "---\nBody", "new:\n- x\n- null\n---\nBody"),
        ("owner", "Ode", "", ""),
        ("absent", MISSING, "", ""),
    ],
)
def test_only_its_lines_change(name: str, value: Value | Missing, old: str, new: str) -> None:
    expected = PAGE.replace(old, new, 1) if old else PAGE
    assert change_property(PAGE, name, value) == expected


def test_a_page_without_front_matter_gets_some() -> None:
    assert change_property("Body\n", "status", "held") == "---\nstatus: held\n---\nBody\n"
    assert change_property("\ufeffBody\r\n", "status", None) == "\ufeff---\r\nstatus:\r\n---\r\nBody\r\n"
    assert change_property("", "a b", []) == "---\na b: []\n---\n"
    assert change_property("--- \nno end", "a", 1) == "---\na: 1\n---\n--- \nno end"


def test_line_ends_and_indentation_of_the_page_are_followed() -> None:
    text = "---\r\n  a: 1\r\n  b: 2\r\n---\r\nBody\r\n"
    assert change_property(text, "a", ["x"]) == text.replace("a: 1", "a:\r\n    - x")
    assert change_property(text, "c", "x") == text.replace("b: 2\r\n", "b: 2\r\n  c: x\r\n")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("12:30", '"12:30"'), ("no", '"no"'), ("Yes", '"Yes"'), ("null", '"null"'), ("007", '"007"'),
        ("1_000", '"1_000"'),
        ("2025-01-14", "2025-01-14"), ("1.5", '"1.5"'), (" x", '" x"'), ("a: b", '"a: b"'),
        ("a #b", '"a #b"'), ("#b", '"#b"'),
        ("- a", '"- a"'), ("@a", '"@a"'), ("Mara's", "Mara's"), ("a\nb", '"a\\nb"'), ("\u2028", '"\\u2028"'),
        ("", '""'),
        ("Ærlig talt (2)", "Ærlig talt (2)"), ("https://a.org/x", "https://a.org/x"), (1.0, "1.0"),
        (1e22, "1e+22"),
        ({"a": [1, None]}, '{"a": [1, null]}'), (False, "false"), (10**15, "1000000000000000"),
    ],
)  # fmt: skip
def test_values_are_quoted_where_any_reader_would_mistake_them(value: Value, written: str) -> None:
    assert change_property("---\nz: 0\n---\n", "a", value) == f"---\nz: 0\na: {written}\n---\n"


@pytest.mark.parametrize(
    ("text", "name", "value", "reason"),
    [
        ("---\na: @\n---\n", "b", 1, "cannot be read"),
        ('---\n{"a": 1}\n---\n', "a", 2, "braces"),
        ("---\na: &x 1\nb: *x\n---\n", "c", 2, "anchors"),
        ("---\na: 1\na: 2\n---\n", "a", 3, "twice"),
        ("---\n? a\n: 1\n---\n", "a", 3, "line of its own"),
        ("Body", "a\nb", 3, "name"),
        ("Body", "", 3, "name"),
        ("Body", "a", float("nan"), "cannot be written"),
        ("Body", "a", "x\x00", "cannot be written"),
        ("Body", "a", ["\ufdd0"], "cannot be written"),
        ("Body", "a", 10**30, "more than this property"),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, name: str, value: Value, reason: str) -> None:
    with pytest.raises(PropertyNotChanged) as refusal:
        change_property(text, name, value)
    assert reason in refusal.value.reason
