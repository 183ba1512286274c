"""What YAML 1.1 and 1.2 read differently is read as 1.2 does, and what both spoil stays text."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import Value, outline


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12:30", "12:30"), ("1:30:05", "1:30:05"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("y", "y"),
        ("Off", "Off"),
        ("010", "010"), ("007", "007"), ("-01", "-01"), ("1_000", "1_000"), ("0x1F", 31), ("0o17", 15),
        ("0b11", "0b11"),
        ("2025-01-14", "2025-01-14"), ("2025-01-14 09:30", "2025-01-14 09:30"), ("true", True),
        ("TRUE", True),
        ("tRue", "tRue"), ("false", False), ("null", None), ("~", None), ("", None), ("0", 0), ("-7", -7),
        ("+7", 7),
        ("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0), ("00.5", "00.5"), ("1.2.3", "1.2.3"), ("=", "="),
        ("'12'", "12"), ('"true"', "true"), ("'~'", "~"), ("'null'", "null"), ("!!str", ""),
        ("Infinity", "Infinity"), ("NaN", "NaN"),
    ],
)  # fmt: skip
def test_plain_values(written: str, value: Value) -> None:
    read = outline(f"---\na: {written}\n---\n").front_matter.values["a"]
    assert (read, type(read)) == (value, type(value))


def test_names_of_properties_are_text_whatever_they_look_like() -> None:
    values = outline("---\nno: 1\n12: 2\n2025-01-14: 3\n~: 4\n---\n").front_matter.values
    assert list(values) == ["no", "12", "2025-01-14", "~"]
