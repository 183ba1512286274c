"""The kernel's events, in the kernel's words. A room may define more of its own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a person did. The class's name is the verb; its fields are plain values."""

    space: int | None = None
    page: int | None = None

    def details(self) -> dict[str, Any]:
        fields = asdict(self)
        del fields["space"], fields["page"]
        return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Event):
    person: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceMade(Event):
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdded(Event):
    person: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCreated(Event):
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEdited(Event):
    revision: int
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMoved(Event):
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTrashed(Event):
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRestored(Event):
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernSettled(Event):
    concern: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultImported(Event):
    """One import, however many pages it brought; their revisions say which."""

    report: dict[str, Any]
