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
    """`space` is the one that it moved from, `to_space` the one that it lies in now."""

    before: str
    after: str
    to_space: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRenamed(Event):
    """A tag and those below it have another name in a space; `after` may have been in use before."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentReplaced(Event):
    """A file has another content under the same name; the bytes of both are in the store."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActUndone(Event):
    """An act that touched many pages was taken back; `act` is its activity."""

    act: int


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
