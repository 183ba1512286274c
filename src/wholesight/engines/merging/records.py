"""What a merge yields: plain frozen records that can be pickled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed in ways that do not go together; '' where a side deleted it or base had none.

    `kind` is property, properties (front matter that cannot be taken apart), comment (above the properties),
    or the kind of a block: heading, paragraph, item, row, code. `name` is the property's. `place` is the
    index of its piece.
    """

    number: int
    kind: str
    name: str
    base: str
    mine: str
    theirs: str
    place: int


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a piece stands in one side: its number among the blocks, and the line ends behind it."""

    number: int
    tail: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A property or block of the merged page, in order; `kind` as in `Conflict`, or page: all in one piece.

    `source` says who wrote it so: base, mine, theirs or both; it is '' where there is a conflict.
    """

    kind: str
    name: str
    text: str
    tail: str
    source: str
    conflict: Conflict | None = None
    mine: Stand | None = None
    theirs: Stand | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds the pieces: the lines around the properties, the space above the body, the last line end."""

    opening: str
    fences: tuple[str, str]
    closing: str
    lead: str
    ending: str
    newline: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Three texts as one: its pieces in order, and the conflicts among them."""

    pieces: tuple[Piece, ...]
    conflicts: tuple[Conflict, ...]
    frame: Frame
    text: str | None
    """The merged page; None where there are conflicts, which `assemble` settles."""
