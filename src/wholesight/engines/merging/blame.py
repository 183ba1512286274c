"""Since which revision each block of a page stands as it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .alignment import align
from .cutting import cut
from .limits import MergingLimits, TextTooLong, check_length


@dataclass(frozen=True, slots=True)
class Attributed:
    """A block or property of the last text; it stands since the text with index `revision`."""

    kind: str
    name: str
    text: str
    line: int
    revision: int


def blame(texts: Sequence[str]) -> list[Attributed]:
    """Every property and block of the last text, in order; `texts` are the revisions, oldest first.

    Changed space is no change, nor is a move of a block that occurs once. Raises `TextTooLong` where there
    are more revisions, or longer ones, than `MergingLimits` allow.
    """
    _check(texts)
    known: list[tuple[str, int]] = []
    last: list[Attributed] = []
    before: str | None = None
    for revision, text in enumerate(texts):
        if text == before:
            continue
        last = _units(text)
        keys = [_key(unit) for unit in last]
        known = list(zip(keys, _since(known, keys, revision), strict=True))
        before = text
    return [
        Attributed(unit.kind, unit.name, unit.text, unit.line, since)
        for unit, (_, since) in zip(last, known, strict=True)
    ]


def _check(texts: Sequence[str]) -> None:
    check_length(*texts)
    if len(texts) > MergingLimits.REVISIONS or sum(map(len, texts)) > MergingLimits.REVISIONS_TEXT:
        raise TextTooLong(
            f"The page has more than {MergingLimits.REVISIONS:,} revisions, or more than "
            f"{MergingLimits.REVISIONS_TEXT:,} characters in all of them; ask for fewer."
        )


def _units(text: str) -> list[Attributed]:
    page = cut(text)
    front = page.front_matter
    if front.properties is None:
        found = [Attributed("properties", "", front.raw.rstrip("\r\n"), 2, 0)]
    else:
        found = [
            Attributed(
                "property" if each.name else "comment", each.name, each.text.rstrip("\r\n"), each.line, 0
            )
            for each in front.properties
        ]
    return found + [Attributed(block.kind, "", block.text, block.line, 0) for block in page.blocks]


def _key(unit: Attributed) -> str:
    return f"{unit.kind}\0{unit.name}\0{' '.join(unit.text.split())}"


def _since(known: Sequence[tuple[str, int]], keys: Sequence[str], revision: int) -> list[int]:
    """For each block the revision since which it stands: that of its place before, else of its only twin."""
    since = [revision] * len(keys)
    pairs = align([key for key, _ in known], keys)
    for i, j in pairs:
        since[j] = known[i][1]
    left, came = set(range(len(known))), set(range(len(keys)))
    left.difference_update(i for i, _ in pairs)
    came.difference_update(j for _, j in pairs)
    counts = Counter(keys)
    twins: dict[str, list[int]] = {}
    for i in sorted(left):
        twins.setdefault(known[i][0], []).append(known[i][1])
    for j in sorted(came):
        found = twins.get(keys[j], [])
        if len(found) == 1 and counts[keys[j]] == 1:
            since[j] = found[0]
    return since
