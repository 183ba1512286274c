"""Three-way merge of a page by property, block and word.

The scheme is that of diff3 (Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007), refined: each
block of the base has a fate of its own on either side, so that neighbours may be changed by different people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .alignment import align
from .assembling import assembled
from .cutting import Block, Cut, cut
from .edits import Edits, edits
from .front_matter import cut_front_matter
from .limits import check_length
from .line_ends import common_line_end, settled, unified
from .properties import merge_properties
from .records import Conflict, Frame, Merged, Piece, Stand
from .words import merge_words


def merge(base: str, mine: str, theirs: str) -> Merged:
    """`base` with the changes of both sides; raises `TextTooLong`.

    Every word that a side wrote is in a piece's text or in a conflict. Blocks that both inserted at one place
    are both kept, mine first. Deleting what the other side changed is a conflict; space alone is none:
    a changed line end or blank line of one side stands, of two that differ the longer one.
    """
    check_length(base, mine, theirs)
    if mine == theirs or theirs == base:
        return _whole(mine, "both" if mine == theirs else "mine")
    if mine == base:
        return _whole(theirs, "theirs")
    newline = common_line_end(base, mine, theirs)
    if newline:
        base, mine, theirs = unified(base), unified(mine), unified(theirs)
    cuts = cut(base), cut(mine), cut(theirs)
    body = merge_blocks(*(each.blocks for each in cuts))
    merged = _numbered(merge_properties(*(each.front_matter for each in cuts)), body, _frame(*cuts, newline))
    return merged if _is_sound(merged) else _by_whole_properties(cuts, body, newline)


def _whole(text: str, source: str) -> Merged:
    frame = Frame("", ("", ""), "", "", "", "")
    return Merged((Piece("page", "", text, "", source),), (), frame, text)


def _frame(base: Cut, mine: Cut, theirs: Cut, newline: str) -> Frame:
    fronts = base.front_matter, mine.front_matter, theirs.front_matter
    written = next((each for each in (*fronts[1:], fronts[0]) if each.closing), fronts[1])
    ends = [each.blocks[-1].tail if each.blocks else None for each in (base, mine, theirs)]
    base_end = ends[0] or ""
    return Frame(
        opening=settled(*(each.opening for each in fronts)),
        fences=(written.opening, written.closing),
        closing=settled(*(each.closing for each in fronts)),
        lead=settled(base.lead, mine.lead, theirs.lead),
        ending=settled(base_end, *(base_end if end is None else end for end in ends[1:])),
        newline=newline,
    )


def _numbered(properties: Sequence[Piece], blocks: Sequence[Piece], frame: Frame) -> Merged:
    pieces: list[Piece] = []
    conflicts: list[Conflict] = []
    for piece in (*properties, *blocks):
        if piece.conflict is not None:
            conflict = replace(piece.conflict, number=len(conflicts), place=len(pieces))
            conflicts.append(conflict)
            piece = replace(piece, conflict=conflict)
        pieces.append(piece)
    merged = Merged(tuple(pieces), tuple(conflicts), frame, None)
    return merged if conflicts else replace(merged, text=assembled(merged, ()))


def _is_sound(merged: Merged) -> bool:
    """Whether the properties that were put together are read as exactly those."""
    names = [piece.name for piece in merged.pieces if piece.kind == "property" and piece.text]
    if merged.text is None or not names:
        return True
    read = cut_front_matter(merged.text)[0].properties
    return read is not None and [each.name for each in read if each.name] == names


def _by_whole_properties(cuts: tuple[Cut, Cut, Cut], body: Sequence[Piece], newline: str) -> Merged:
    fronts = (replace(each.front_matter, properties=None) for each in cuts)
    return _numbered(merge_properties(*fronts), body, _frame(*cuts, newline))


def merge_blocks(base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]) -> list[Piece]:
    """The blocks of the base with the changes of both sides, in order."""
    ours, others = edits(base, mine, theirs), edits(base, theirs, mine)
    pieces: list[Piece] = []
    new_mine: list[int] = []
    new_theirs: list[int] = []
    for number in range(len(base) + 1):
        new_mine += ours.inserted[number]
        new_theirs += others.inserted[number]
        piece = _fate(base, number, mine, ours, theirs, others) if number < len(base) else None
        # what stands on either side of a deleted block was written at one place
        if piece is not None or number == len(base):
            pieces += _inserted(mine, new_mine, theirs, new_theirs)
            new_mine, new_theirs = [], []
        if piece is not None:
            pieces.append(piece)
    return pieces


def _fate(
    base: Sequence[Block],
    number: int,
    mine: Sequence[Block],
    ours: Edits,
    theirs: Sequence[Block],
    others: Edits,
) -> Piece | None:
    """What became of one block; None where it is deleted."""
    one, other = _stand(mine, ours.became[number]), _stand(theirs, others.became[number])
    if one is not None and other is not None:
        return _of_both(base[number], one, other)
    return _of_one(base[number], one, other, anew=number in ours.anew | others.anew)


_Standing = tuple[Block, Stand]


def _stand(side: Sequence[Block], number: int | None) -> _Standing | None:
    return None if number is None else (side[number], Stand(number, side[number].tail))


def _inserted(
    mine: Sequence[Block], ours: Sequence[int], theirs: Sequence[Block], others: Sequence[int]
) -> Iterator[Piece]:
    """What both wrote at one place; what they share stands once."""
    shared = align([mine[number].text for number in ours], [theirs[number].text for number in others])
    done_mine = done_theirs = 0
    for i, j in [*shared, (len(ours), len(others))]:
        for number in ours[done_mine:i]:
            block = mine[number]
            yield Piece(block.kind, "", block.text, block.tail, "mine", mine=Stand(number, block.tail))
        for number in others[done_theirs:j]:
            block = theirs[number]
            yield Piece(block.kind, "", block.text, block.tail, "theirs", theirs=Stand(number, block.tail))
        if i < len(ours):
            one, other = mine[ours[i]], theirs[others[j]]
            yield Piece(
                one.kind, "", one.text, settled("", one.tail, other.tail), "both",
                mine=Stand(ours[i], one.tail), theirs=Stand(others[j], other.tail),
            )  # fmt: skip
        done_mine, done_theirs = i + 1, j + 1


def _of_one(base: Block, mine: _Standing | None, theirs: _Standing | None, *, anew: bool) -> Piece | None:
    """A block that a side deleted; where the other wrote another in its place, both have their way."""
    left = mine or theirs
    if left is None or left[0].text == base.text:
        return None
    block, stand = left
    stands = (None, stand) if mine is None else (stand, None)
    if anew:
        return Piece(block.kind, "", block.text, block.tail, "mine" if mine else "theirs", None, *stands)
    texts = ("", block.text) if mine is None else (block.text, "")
    conflict = Conflict(0, block.kind, "", base.text, *texts, 0)
    return Piece(block.kind, "", "", block.tail, "", conflict, *stands)


def _of_both(base: Block, mine: _Standing, theirs: _Standing) -> Piece:
    one, other = mine[0], theirs[0]
    tail = settled(base.tail, one.tail, other.tail)
    chosen = _chosen(base, one, other)
    if chosen is None:
        conflict = Conflict(0, one.kind, "", base.text, one.text, other.text, 0)
        return Piece(one.kind, "", "", tail, "", conflict, mine[1], theirs[1])
    text, source = chosen
    kind = other.kind if source == "theirs" or one.kind == base.kind else one.kind
    return Piece(kind, "", text, tail, source, None, mine[1], theirs[1])


def _chosen(base: Block, mine: Block, theirs: Block) -> tuple[str, str] | None:
    """The text that holds both changes, and whose it is; None where there is none."""
    if mine.text == theirs.text:
        return mine.text, "base" if mine.text == base.text else "both"
    if mine.text == base.text:
        return theirs.text, "theirs"
    if theirs.text == base.text:
        return mine.text, "mine"
    if base.may_become(mine) and base.may_become(theirs):
        both = merge_words(base.kind, base.text, mine.text, theirs.text)
        if both is not None:
            return both, "both"
    if base.kind != "code":
        said = [" ".join(each.text.split()) for each in (base, mine, theirs)]
        if said[1] in (said[0], said[2]):
            return theirs.text, "theirs"
        if said[2] == said[0]:
            return mine.text, "mine"
    return None
