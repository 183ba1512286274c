"""Item 23: a single newline is a visible break, unless line breaks are strict."""

from __future__ import annotations

from .vault import html


def test_a_newline_is_a_break() -> None:
    assert html("Ode\nMara") == "<p>Ode<br>\nMara</p>\n"


def test_strict_is_plain_markdown() -> None:
    assert html("Ode\nMara", strict=True) == "<p>Ode\nMara</p>\n"
    assert html("Ode  \nMara", strict=True) == "<p>Ode<br>\nMara</p>\n"
