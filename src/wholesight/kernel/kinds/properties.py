"""Typed properties: from the value in front matter to rows that can be filtered. Pure; used by worker
processes at import.

Types are Obsidian's: text, list, number, checkbox, date, datetime, tags. A kind may declare more precisely: a
choice of words, or a relation (a wikilink). A value of the wrong type keeps its text, gets no typed value,
and gives a problem.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

KEY_LIMIT = 200
OBSIDIAN_TYPES = {
    "text": "text",
    "multitext": "list",
    "aliases": "list",
    "number": "number",
    "checkbox": "checkbox",
    "date": "date",
    "datetime": "datetime",
    "tags": "tags",
}


@dataclass(frozen=True, slots=True)
class PropertyType:
    """What a kind declares of one property. `choices` for type `choice`; `kinds` are those a `relation`
    may lead to (none: any)."""

    name: str
    type: str = "text"
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    guarded: bool = False

    def __post_init__(self) -> None:
        known = {*OBSIDIAN_TYPES.values(), "choice", "relation"}
        if self.type not in known:
            raise ValueError(
                f"the property {self.name!r} has the type {self.type!r}; known are {', '.join(sorted(known))}"
            )


@dataclass(frozen=True, slots=True)
class PropertyValue:
    """One value of a property, as it is stored; a list gives one an item."""

    name: str
    key: str
    type: str
    text: str
    number: float | None = None
    moment: datetime | None = None


def fold(text: str) -> str:
    """The form in which names are compared: NFC and case-folded, no longer than an index takes."""
    return unicodedata.normalize("NFC", text.strip()).casefold()[:KEY_LIMIT]


def read_moment(text: str) -> datetime | None:
    """A date or a time in ISO 8601, in UTC where it names no zone; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # the second in the first and the last hours of all years
        return None


def read_date(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def written(value: Any) -> str:
    """A plain value as text, booleans as YAML writes them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def infer_type(name: str, value: Any) -> str:
    if fold(name) in {"tags", "tag"}:
        return "tags"
    if isinstance(value, bool):
        return "checkbox"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list):
        return "list"
    if isinstance(value, str) and read_moment(value):
        return "date" if len(value) <= 10 else "datetime"
    return "text"


def typed(name: str, value: Any, declared: PropertyType | None) -> tuple[PropertyValue, bool]:
    """One value as stored, and whether it fits the declared type (an empty value fits every type)."""
    inferred = infer_type(name, value)
    type_name = declared.type if declared else inferred
    text = written(value)
    number = as_float(value) if inferred == "number" else None
    moment = read_moment(text) if isinstance(value, str) else None
    fits = value is None or text == "" or _fits(type_name, inferred, text, declared)
    return PropertyValue(name, fold(name), type_name, text, number, moment), fits


def as_float(value: float) -> float | None:
    """A number as a column holds it; None for one that is too large or no number."""
    try:
        number = float(value)
    except OverflowError:  # whole numbers have no end in Python
        return None
    return number if math.isfinite(number) else None


def _fits(type_name: str, inferred: str, text: str, declared: PropertyType | None) -> bool:
    if type_name == "date":
        return read_date(text) is not None
    if type_name == "datetime":
        return inferred in {"date", "datetime"}
    if type_name in {"number", "checkbox"}:
        return inferred == type_name
    if type_name == "choice" and declared:
        return fold(text) in {fold(choice) for choice in declared.choices}
    if type_name == "relation":
        return text.strip().startswith("[[") and text.strip().endswith("]]")
    return True


def flat(value: Any) -> Iterator[Any]:
    """The plain values in a property: a list's items, a nested mapping's values as `key: value`, an
    unquoted [[link]] as written."""
    if isinstance(value, list):
        if (
            len(value) == 1
            and isinstance(value[0], list)
            and len(value[0]) == 1
            and isinstance(value[0][0], str)
        ):
            yield f"[[{value[0][0]}]]"
            return
        for item in value:
            yield from flat(item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            for plain in flat(item):
                yield f"{key}: {written(plain)}"
    else:
        yield value


def property_values(
    values: Mapping[str, Any], declared: Mapping[str, PropertyType]
) -> tuple[list[PropertyValue], list[tuple[str, str]]]:
    """All rows of a page's front matter, and (property, reason) for each value that does not fit the type
    declared for it."""
    rows: list[PropertyValue] = []
    problems: list[tuple[str, str]] = []
    for name, value in values.items():
        wanted = declared.get(fold(name))
        as_list = isinstance(value, list | Mapping)
        for plain in flat(value):
            row, fits = typed(name, plain, wanted)
            if as_list and wanted is None and row.type == "text":
                row = PropertyValue(name, row.key, "list", row.text, row.number, row.moment)
            rows.append(row)
            if not fits:
                problems.append((name, f"{row.text!r} is not {expectation(wanted)}"))
    return rows, problems


def expectation(wanted: PropertyType | None) -> str:
    """What a declared type takes, in plain words."""
    if wanted is None:
        return "readable"
    if wanted.type == "choice":
        return "one of " + ", ".join(wanted.choices)
    return {
        "date": "a date like 2026-01-31",
        "datetime": "a time like 2026-01-31T09:30",
        "number": "a number",
        "checkbox": "true or false",
        "relation": "a link like [[Page]]",
    }.get(wanted.type, "text")
