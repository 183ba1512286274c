"""A property is typed as YAML 1.2 and Obsidian read it; what does not fit keeps its text and says why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesight.kernel.kinds.properties import PropertyType, property_values

plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
values = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


@pytest.mark.parametrize(
    ("value", "type_name", "text"),
    [
        ("12:30", "text", "12:30"),
        ("no", "text", "no"),
        (True, "checkbox", "true"),
        (12, "number", "12"),
        (2.5, "number", "2.5"),
        ("2026-01-31", "date", "2026-01-31"),
        ("2026-01-31T09:30", "datetime", "2026-01-31T09:30"),
        ("010", "text", "010"),
    ],
)
def test_types_are_inferred(value: Any, type_name: str, text: str) -> None:
    rows, problems = property_values({"seen": value}, {})
    assert [(row.type, row.text) for row in rows] == [(type_name, text)]
    assert problems == []


def test_a_list_gives_a_row_an_item() -> None:
    rows, _ = property_values({"docks": ["Quay 1", "Quay 2"]}, {})
    assert [(row.key, row.type, row.text) for row in rows] == [
        ("docks", "list", "Quay 1"),
        ("docks", "list", "Quay 2"),
    ]


def test_an_unquoted_wikilink_is_read_as_one() -> None:
    rows, _ = property_values({"about": [["Seal check"]]}, {})
    assert [row.text for row in rows] == ["[[Seal check]]"]


@pytest.mark.parametrize(
    ("declared", "wrong", "words"),
    [
        (PropertyType("x", "date"), "soon", "a date like"),
        (PropertyType("x", "number"), "many", "a number"),
        (PropertyType("x", "checkbox"), "yes", "true or false"),
        (PropertyType("x", "choice", choices=("open", "done")), "later", "one of open, done"),
        (PropertyType("x", "relation"), "Ada", "a link like"),
    ],
)
def test_a_misfit_keeps_its_text_and_names_what_would_fit(
    declared: PropertyType, wrong: str, words: str
) -> None:
    rows, problems = property_values({"x": wrong}, {"x": declared})
    assert rows[0].text == wrong
    assert problems[0][0] == "x"
    assert words in problems[0][1]


def test_an_empty_value_fits_every_type() -> None:
    assert property_values({"x": None}, {"x": PropertyType("x", "date")})[1] == []


@given(st.dictionaries(st.text(), values))
def test_any_front_matter_can_be_stored(front_matter: dict[str, Any]) -> None:
    rows, _ = property_values(front_matter, {})
    assert all(isinstance(row.text, str) and len(row.key) <= 200 for row in rows)
