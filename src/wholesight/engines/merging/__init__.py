"""Versions of a page: merged three ways, compared for a reader, traced back to who wrote what. Pure."""

from __future__ import annotations

from .assembling import assemble
from .blame import Attributed, blame
from .differences import Change, compare, folded
from .limits import ChoiceMissing, MergingError, MergingLimits, TextTooLong
from .records import Conflict, Merged, Piece
from .three_way import merge
from .words import Run

__all__ = [
    "Attributed",
    "Change",
    "ChoiceMissing",
    "Conflict",
    "Merged",
    "MergingError",
    "MergingLimits",
    "Piece",
    "Run",
    "TextTooLong",
    "assemble",
    "blame",
    "compare",
    "folded",
    "merge",
]
