"""The properties of a page as fields of a form: an input for each by its type, and the text that follows
from what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wholesight.engines.markdown import (
    MISSING,
    Missing,
    PropertyNotChanged,
    Value,
    change_property,
    outline,
    with_line_feeds,
)
from wholesight.kernel.kinds.properties import PropertyType, fold, infer_type, written
from wholesight.kernel.kinds.registry import kind_named, kind_of
from wholesight.kernel.pages.projection import declared_types

ONE_A_LINE = frozenset({"list", "tags"})
NEW_FIELDS = 3
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d+)?")


class FieldRefused(Exception):
    """What was typed for a property cannot be its value; the message names the property and says why."""


@dataclass(frozen=True, slots=True)
class PropertyField:
    """One property as it is edited. `number` tells it apart on the screen; `locked` says why it cannot be
    changed here, empty where it can."""

    number: int
    name: str
    type: str
    value: str
    choices: tuple[str, ...] = ()
    locked: str = ""
    original: Any = field(default=None, compare=False)


def property_fields(text: str, property_types: Mapping[str, str]) -> list[PropertyField]:
    """A field for each property in the text, and for each that its kind declares beside them."""
    values = outline(text).front_matter.values
    declared = declared_types(kind_named(kind_of(values)), property_types)
    of_kind = kind_named(kind_of(values)).declared
    fields = [
        field_of(number, name, value, declared.get(fold(name)))
        for number, (name, value) in enumerate(values.items())
    ]
    present = {fold(name) for name in values}
    for key, wanted in of_kind.items():
        if key not in present:
            fields.append(field_of(len(fields), wanted.name, None, wanted))
    return fields


def field_of(number: int, name: str, value: Any, wanted: PropertyType | None) -> PropertyField:
    type_name = wanted.type if wanted else infer_type(name, value)
    locked = ""
    if wanted and wanted.guarded:
        locked = _("This follows from what is done with the page.")
    elif not is_simple(value):
        locked = _("This has parts of its own. Edit it in the text.")
    elif isinstance(value, list) and type_name not in ONE_A_LINE:
        type_name = "list"
    elif value is not None and not fits_input(type_name, value):
        type_name = "text"
    shown = "\n".join(map(written, value)) if isinstance(value, list) and not locked else written(value)
    return PropertyField(number, name, type_name, shown, wanted.choices if wanted else (), locked, value)


def is_simple(value: Any) -> bool:
    """Whether it is one plain value, or a list of such that has one a line."""
    if isinstance(value, list):
        return all(not isinstance(item, list | dict) and "\n" not in written(item) for item in value)
    return not isinstance(value, dict) and "\n" not in written(value)


def fits_input(type_name: str, value: Any) -> bool:
    """Whether an input of this type can show the value; else it is edited as text."""
    text = written(value)
    if type_name == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if type_name == "checkbox":
        return isinstance(value, bool)
    if type_name == "date":
        return len(text) == 10
    if type_name == "datetime":
        return len(text) in {16, 19} and text[10:11] == "T"
    return True


def with_typed_properties(text: str, property_types: Mapping[str, str], posted: Mapping[str, str]) -> str:
    """The text with the properties that were changed in the form; all others stay byte for byte.

    `posted` has `property:NAME` for a field of `property_fields(text, ...)`, `remove:NAME` to leave it out,
    and `new-name-N`, `new-value-N` for new ones. Raises FieldRefused.
    """
    fields = property_fields(text, property_types)
    for shown in fields:
        typed = posted.get(f"property:{shown.name}")
        if shown.locked or typed is None:
            continue
        if f"remove:{shown.name}" in posted:
            text = changed(text, shown.name, MISSING)
        elif with_line_feeds(typed).strip() != shown.value.strip():
            text = changed(text, shown.name, value_of(shown, with_line_feeds(typed)))
    names = {fold(shown.name) for shown in fields if shown.value}
    for name, value in new_properties(posted):
        if fold(name) in names:
            raise FieldRefused(_("There is a property %(name)s already.") % {"name": name})
        text = changed(text, name, value)
    return text


def new_properties(posted: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    for number in range(NEW_FIELDS):
        name = posted.get(f"new-name-{number}", "").strip()
        typed = with_line_feeds(posted.get(f"new-value-{number}", "")).strip()
        if name:
            type_name = "tags" if fold(name) in {"tags", "tag", "aliases"} else "text"
            lines = [line.strip() for line in typed.split("\n") if line.strip()]
            yield name, [*lines] if len(lines) > 1 or type_name == "tags" else plain(typed)


def value_of(shown: PropertyField, typed: str) -> Value:
    """What was typed as the value of its type; nothing typed leaves the property empty."""
    typed = typed.strip()
    if shown.type in ONE_A_LINE:
        items = shown.original if isinstance(shown.original, list) else []
        known = {written(item): item for item in items}
        return [known.get(line.strip(), line.strip()) for line in typed.split("\n") if line.strip()]
    if shown.type == "checkbox":
        return {"true": True, "false": False}.get(typed)
    if shown.type == "number" and typed:
        number = plain(typed)
        if isinstance(number, str):
            raise FieldRefused(
                _("%(name)s: “%(value)s” is not a number.") % {"name": shown.name, "value": typed}
            )
        return number
    return typed or None


def plain(typed: str) -> int | float | str:
    """A number where one was typed as numbers are written, else the text."""
    if not NUMBER.fullmatch(typed):
        return typed
    return float(typed) if "." in typed else int(typed)


def changed(text: str, name: str, value: Value | Missing) -> str:
    try:
        return change_property(text, name, value)
    except PropertyNotChanged as refused:
        raise FieldRefused(
            _("%(name)s was not changed: %(reason)s.") % {"name": name, "reason": refused}
        ) from refused


def unreadable(text: str) -> Sequence[str]:
    """Why the properties cannot be shown as fields; then the whole text is edited."""
    return [problem.reason for problem in outline(text).front_matter.problems if not problem.property]
