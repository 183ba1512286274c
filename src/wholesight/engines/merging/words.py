"""Two versions of one block, word by word: their difference for a reader, and their merge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .alignment import align, hunks

_WORD = re.compile(r"\w+|[^\w\s]|\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a changed block: `kind` is same, added or removed."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Change:
    """Elements `start` to `end` of the base become `text`."""

    start: int
    end: int
    text: str


def cut_words(text: str, kind: str = "paragraph") -> list[str]:
    """Words, marks and spaces of a block, or the lines of code; joined they are the block."""
    return (_LINE if kind == "code" else _WORD).findall(text)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words in common, 0 to 1 (Dice's coefficient of the two bags of words)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def bag(text: str) -> Counter[str]:
    """The words of a block with how often each occurs; its marks, where it has no words."""
    return Counter(re.findall(r"\w+", text) or text.split())


def runs(before: str, after: str, kind: str = "paragraph") -> tuple[Run, ...]:
    """How `before` became `after`: all but the added runs are `before`, all but the removed `after`."""
    old, new = cut_words(before, kind), cut_words(after, kind)
    found: list[Run] = []
    done = 0
    for start, end, first, last in _readable(list(hunks(align(old, new), len(old), len(new))), old):
        found.append(Run("".join(old[done:start]), "same"))
        found.append(Run("".join(old[start:end]), "removed"))
        found.append(Run("".join(new[first:last]), "added"))
        done = end
    found.append(Run("".join(old[done:]), "same"))
    return tuple(run for run in found if run.text)


def _readable(
    changes: Sequence[tuple[int, int, int, int]], old: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Replacements with only space between them are one: that is easier to read."""
    current: tuple[int, int, int, int] | None = None
    for change in changes:
        if current is None:
            current = change
        elif "".join(old[current[1] : change[0]]).isspace():
            current = (current[0], change[1], current[2], change[3])
        else:
            yield current
            current = change
    if current is not None:
        yield current


def merge_words(kind: str, base: str, mine: str, theirs: str) -> str | None:
    """One block with the changes of both sides; None where they overlap or adjoin.

    They adjoin where no unchanged word stands between them. The same change on both sides counts
    once. Code is merged by lines.
    """
    elements = cut_words(base, kind)
    ours = _changes(elements, cut_words(mine, kind))
    others = _changes(elements, cut_words(theirs, kind))
    both = set(ours) & set(others)
    sided = [(change, "both" if change in both else "mine") for change in ours]
    sided += [(change, "theirs") for change in others if change not in both]
    sided.sort(key=lambda each: (each[0].start, each[0].end))
    written: list[str] = []
    done, side_before = 0, ""
    for change, side in sided:
        if side_before and side != side_before and not _apart(elements, done, change.start, kind):
            return None
        written += ["".join(elements[done : change.start]), change.text]
        done, side_before = change.end, side
    return "".join([*written, *elements[done:]])


def _changes(base: Sequence[str], other: Sequence[str]) -> list[_Change]:
    found: list[_Change] = []
    stretches = list(hunks(align(base, other), len(base), len(other)))
    ends = [start for start, *_ in stretches[1:]] + [len(base)]
    for stretch, limit in zip(stretches, ends, strict=True):
        start, end, first, last = _slid(base, other, stretch, limit)
        found.append(_Change(start, end, "".join(other[first:last])))
    return found


def _slid(
    base: Sequence[str], other: Sequence[str], stretch: tuple[int, int, int, int], limit: int
) -> tuple[int, int, int, int]:
    """An insertion or deletion that could stand at several places, at the last of them.

    `the new seal` holds `new ` behind `the ` as well as ` new` behind `the`; the same has to look the same.
    """
    start, end, first, last = stretch
    if start == end:
        while end < limit and base[end] == other[first]:
            start, end, first, last = start + 1, end + 1, first + 1, last + 1
    elif first == last:
        while end < limit and base[end] == base[start]:
            start, end, first, last = start + 1, end + 1, first + 1, last + 1
    return start, end, first, last


def _apart(base: Sequence[str], end: int, start: int, kind: str) -> bool:
    """Whether two changes have something unchanged between them that a reader would call a word."""
    if start < end:
        return False
    between = base[end:start]
    return bool(between) if kind == "code" else any(_HAS_WORD.match(element) for element in between)
