"""The kinds of page that the rooms declare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from wholesight.kernel.kinds.properties import PropertyType, fold

Words = str | Promise


@dataclass(frozen=True)
class Kind:
    """A sort of page: its typed properties, the text a new one starts with, and the companion model of its
    queryable fields.

    A companion's fields bear the names of declared properties; it is one-to-one with the page through `page`.
    """

    name: str
    label: Words
    properties: tuple[PropertyType, ...] = ()
    template: str = ""
    companion: type[Model] | None = None
    accent: str = "knowledge"

    @cached_property
    def declared(self) -> Mapping[str, PropertyType]:
        return {fold(wanted.name): wanted for wanted in self.properties}

    @cached_property
    def companion_fields(self) -> tuple[str, ...]:
        if self.companion is None:
            return ()
        return tuple(field.name for field in self.companion._meta.concrete_fields if field.name != "page")

    def allows(self, relation: str, kind: str) -> bool:
        """Whether a relation of this kind may lead to a page of the other kind. An undeclared relation
        leads anywhere."""
        wanted = self.declared.get(fold(relation))
        return wanted is None or not wanted.kinds or kind in wanted.kinds


_kinds: dict[str, Kind] = {}


class KindTaken(Exception):
    """Two rooms declare a kind of the same name."""


def register_kind(kind: Kind) -> None:
    taken = _kinds.get(kind.name)
    if taken is not None and taken != kind:
        raise KindTaken(f"the kind {kind.name!r} is declared twice")
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    """The kind of this name; a page whose kind no room declares is read as a note."""
    return _kinds.get(fold(name)) or _kinds["note"]


def kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def kind_of(properties: Mapping[str, Any]) -> str:
    """The kind that front matter asks for, where a room declares it; else note."""
    asked = properties.get("kind")
    return fold(asked) if isinstance(asked, str) and fold(asked) in _kinds else "note"
