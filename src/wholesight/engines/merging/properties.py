"""The properties of three versions of a page, merged name by name."""

from __future__ import annotations

from collections.abc import Sequence

from .alignment import align
from .cutting import Block
from .edits import edits
from .front_matter import FrontMatter, Property, list_lines, same_value
from .records import Conflict, Piece


def merge_properties(base: FrontMatter, mine: FrontMatter, theirs: FrontMatter) -> list[Piece]:
    """The properties in the order of the side that changed it, mine where both did.

    Where one of the three cannot be taken apart, all properties are one piece.
    """
    if base.properties is None or mine.properties is None or theirs.properties is None:
        piece = _merged("properties", "", base.raw, mine.raw, theirs.raw)
        return [piece] if piece else []
    before, ours, others = (_by_name(each) for each in (base.properties, mine.properties, theirs.properties))
    pieces = [
        _merged("property" if name else "comment", name, before.get(name), ours.get(name), others.get(name))
        for name in _order(list(before), list(ours), list(others))
    ]
    return [piece for piece in pieces if piece is not None]


def _by_name(properties: Sequence[Property]) -> dict[str, str]:
    return {each.name: each.text for each in properties}


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """All names of the three: the changed order first, what it lacks behind the name that precedes it."""
    first, *others = (theirs, mine, base) if mine == base else (mine, theirs, base)
    names = list(first)
    known = set(names)
    for other in others:
        for index, name in enumerate(other):
            if name not in known:
                known.add(name)
                names.insert(names.index(other[index - 1]) + 1 if index else 0, name)
    return names


def _merged(kind: str, name: str, base: str | None, mine: str | None, theirs: str | None) -> Piece | None:
    chosen = _chosen(base, mine, theirs)
    if chosen is None:
        conflict = Conflict(0, kind, name, base or "", mine or "", theirs or "", 0)
        return Piece(kind, name, "", "", "", conflict)
    text, source = chosen
    return Piece(kind, name, text, "", source) if text else None


def _chosen(base: str | None, mine: str | None, theirs: str | None) -> tuple[str, str] | None:
    if mine == theirs:
        return mine or "", "base" if mine == base else "both"
    if mine == base:
        return theirs or "", "theirs"
    if theirs == base:
        return mine or "", "mine"
    if _agree(mine, theirs) or _agree(theirs, base):
        return mine or "", "mine"
    if _agree(mine, base):
        return theirs or "", "theirs"
    both = _merged_lists(base, mine, theirs)
    return None if both is None else (both, "both")


def _agree(one: str | None, other: str | None) -> bool:
    """Whether nobody's words are lost by taking either: the same value, and no comment beside it."""
    return one is not None and other is not None and "#" not in one + other and same_value(one, other)


def _merged_lists(base: str | None, mine: str | None, theirs: str | None) -> str | None:
    """Lists with one item a line, merged item by item; None where they are not or cannot be."""
    if mine is None or theirs is None:
        return None
    ours, others = list_lines(mine), list_lines(theirs)
    before = list_lines(base) if base else (ours[0] if ours else "", ())
    if before is None or ours is None or others is None or not before[0] == ours[0] == others[0]:
        return None
    items = _merged_items(before[1], ours[1], others[1])
    return None if items is None else before[0] + "".join(items)


def _merged_items(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    old, ours, others = ([Block("line", line, "", 0) for line in lines] for lines in (base, mine, theirs))
    one, other = edits(old, ours, others), edits(old, others, ours)
    merged: list[str] = []
    for number in range(len(old) + 1):
        inserted = [[mine[j] for j in one.inserted[number]], [theirs[j] for j in other.inserted[number]]]
        shared = {j for _, j in align(*inserted)}
        merged += inserted[0] + [line for j, line in enumerate(inserted[1]) if j not in shared]
        if number < len(old):
            became = one.became[number], other.became[number]
            line = _merged_line(
                base[number],
                None if became[0] is None else mine[became[0]],
                None if became[1] is None else theirs[became[1]],
            )
            if line is None:
                return None
            merged.append(line)
    return list(dict.fromkeys(merged)) if len(set(base)) == len(base) else merged


def _merged_line(base: str, mine: str | None, theirs: str | None) -> str | None:
    """One item: its text, '' where it is deleted, None where the sides disagree."""
    if mine == theirs or theirs == base:
        return mine or ""
    return (theirs or "") if mine == base else None
