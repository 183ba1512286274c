"""The pieces of a merge as one text."""

from __future__ import annotations

from collections.abc import Sequence

from .limits import ChoiceMissing
from .line_ends import count_line_ends, unified
from .records import Merged, Piece

_TIGHT = ("row", "item")


def assemble(merged: Merged, choices: Sequence[str]) -> str:
    """The merged page with a chosen text for each conflict, by its number: mine, theirs, both or a new one.

    '' leaves the piece out. Raises `ChoiceMissing` unless there are as many choices as conflicts.
    """
    if len(choices) != len(merged.conflicts):
        raise ChoiceMissing(
            f"{len(merged.conflicts)} conflicts need as many chosen texts; there are {len(choices)}."
        )
    return assembled(merged, choices)


def assembled(merged: Merged, choices: Sequence[str]) -> str:
    """The same, with choices that are known to be complete."""
    frame = merged.frame
    if not frame.newline and merged.pieces and merged.pieces[0].kind == "page":
        return merged.pieces[0].text
    newline = frame.newline and "\n"
    chosen = [(piece, _text(piece, choices, bool(newline))) for piece in merged.pieces]
    properties = "".join(
        _whole_lines(text, newline or "\n") for piece, text in chosen if _is_property(piece) and text
    )
    opening, closing = frame.opening, frame.closing
    if properties and not closing:
        opening, closing = frame.fences
    elif not properties and not closing:
        opening = opening if opening == "\ufeff" else ""
    blocks = [(piece, text) for piece, text in chosen if not _is_property(piece) and text]
    whole = opening + properties + closing + frame.lead + _joined(blocks, frame.ending, newline or "\n")
    return whole.replace("\n", frame.newline) if frame.newline not in ("", "\n") else whole


def _is_property(piece: Piece) -> bool:
    return piece.kind in ("property", "properties", "comment")


def _text(piece: Piece, choices: Sequence[str], unify: bool) -> str:
    if piece.conflict is None:
        return piece.text
    text = choices[piece.conflict.number]
    text = unified(text) if unify else text
    return text if _is_property(piece) else text.rstrip("\r\n")


def _whole_lines(text: str, newline: str) -> str:
    return text if text.endswith(("\n", "\r")) else text + newline


def _joined(blocks: Sequence[tuple[Piece, str]], ending: str, newline: str) -> str:
    """The blocks with what separates them; between two that never stood side by side, a blank line."""
    written: list[str] = []
    for index, (piece, text) in enumerate(blocks):
        written.append(text)
        if index + 1 < len(blocks):
            before = blocks[index - 1][0] if index else None
            written.append(_separation(before, piece, blocks[index + 1][0], newline))
    return "".join(written) + (ending if blocks else "")


def _separation(before: Piece | None, piece: Piece, following: Piece, newline: str) -> str:
    neighbours = [
        count_line_ends(one.tail)
        for one, other in ((piece.mine, following.mine), (piece.theirs, following.theirs))
        if one is not None and other is not None and other.number == one.number + 1
    ]
    if neighbours:
        wanted = max(1, min(neighbours))
    elif piece.kind == following.kind in _TIGHT:
        loose = piece.kind == "item" and before is not None and before.kind == "item"
        return newline * (2 if loose and before is not None and count_line_ends(before.tail) > 1 else 1)
    else:
        wanted = 2
    return piece.tail + newline * max(0, wanted - count_line_ends(piece.tail))
