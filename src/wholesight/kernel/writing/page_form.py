"""A page's text as a form shows it, and back: what was not typed comes back byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wholesight.engines.markdown import outline, typed_over, with_line_feeds
from wholesight.kernel.writing.property_fields import (
    NEW_FIELDS,
    PropertyField,
    property_fields,
    unreadable,
    with_typed_properties,
)


@dataclass(frozen=True, slots=True)
class ShownText:
    """`front` is everything before the body, posted back unseen; `whole` says that the properties are
    edited as text, in the body."""

    front: str
    body: str
    fields: tuple[PropertyField, ...]
    whole: bool
    new: tuple[tuple[str, str], ...] = (("", ""),) * NEW_FIELDS


def shown_text(text: str, property_types: Mapping[str, str], *, whole: bool = False) -> ShownText:
    """The text in the parts of the form. Properties that cannot be read are edited as text."""
    text = with_line_feeds(text)
    if whole or unreadable(text):
        return ShownText("", text, (), True)
    start = outline(text).front_matter.body_start
    return ShownText(text[:start], text[start:], tuple(property_fields(text, property_types)), False)


def shown_again(posted: Mapping[str, str], property_types: Mapping[str, str]) -> ShownText:
    """A posted form as it was typed, for one that is refused."""
    if "whole" in posted:
        return ShownText("", with_line_feeds(posted.get("body", "")), (), True)
    front = with_line_feeds(posted.get("front", ""))
    fields = tuple(
        replace(shown, value=posted.get(f"property:{shown.name}", shown.value))
        for shown in property_fields(front, property_types)
    )
    new = tuple(
        (posted.get(f"new-name-{number}", ""), posted.get(f"new-value-{number}", ""))
        for number in range(NEW_FIELDS)
    )
    return ShownText(front, with_line_feeds(posted.get("body", "")), fields, False, new)


def typed_text(base: str, property_types: Mapping[str, str], posted: Mapping[str, str]) -> str:
    """The page's text from a posted form that began with `base`. Raises FieldRefused."""
    front, body = with_line_feeds(posted.get("front", "")), with_line_feeds(posted.get("body", ""))
    if "whole" in posted:
        return typed_over(base, body)
    return typed_over(base, with_typed_properties(front, property_types, posted) + body)
