"""What changed between two versions of a page, for a reader: by property, by block, within blocks by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cutting import Block, cut
from .edits import versions
from .front_matter import FrontMatter
from .limits import check_length
from .words import Run, runs


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of a comparison.

    `what` is unchanged, added, removed, changed, or folded (`count` unchanged blocks left out). `kind` is
    property, properties, comment, heading, paragraph, item, row or code; `name` the property's. `runs` are
    the words of a changed piece. Lines count each file's from 1; 0 where the piece is not in that version.
    """

    what: str
    kind: str
    name: str
    before: str
    after: str
    runs: tuple[Run, ...] = ()
    line_before: int = 0
    line_after: int = 0
    count: int = 1


def compare(before: str, after: str) -> list[Change]:
    """Every property and block of both versions, in reading order; raises `TextTooLong`.

    Space between blocks and line ends are no change. A block that was moved is removed here and added there.
    """
    check_length(before, after)
    old, new = cut(before), cut(after)
    return [*_properties(old.front_matter, new.front_matter), *_blocks(old.blocks, new.blocks)]


def folded(changes: Sequence[Change], context: int = 2) -> list[Change]:
    """The same with long stretches of unchanged blocks folded but for `context` blocks beside each change."""
    changed = [index for index, change in enumerate(changes) if change.what != "unchanged"]
    shown = {
        index + distance
        for index in changed
        for distance in range(-context, context + 1)
        if 0 <= index + distance < len(changes)
    }
    found: list[Change] = []
    hidden: list[Change] = []
    for index, change in enumerate(changes):
        if index not in shown:
            hidden.append(change)
            continue
        found += _fold(hidden)
        hidden = []
        found.append(change)
    return found + _fold(hidden)


def _fold(hidden: list[Change]) -> list[Change]:
    """One piece for several; a single one is shown, since a fold would take as much room."""
    if len(hidden) < 2:
        return hidden
    first = hidden[0]
    return [Change("folded", "", "", "", "", (), first.line_before, first.line_after, len(hidden))]


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    done_old = done_new = 0
    for i, j in [*versions(old, new), (len(old), len(new))]:
        for block in old[done_old:i]:
            yield Change("removed", block.kind, "", block.text, "", line_before=block.line)
        for block in new[done_new:j]:
            yield Change("added", block.kind, "", "", block.text, line_after=block.line)
        if i < len(old):
            yield _pair(old[i], new[j])
        done_old, done_new = i + 1, j + 1


def _pair(old: Block, new: Block) -> Change:
    same = old.text.splitlines() == new.text.splitlines()
    words = (
        () if same else runs(old.text, new.text, "code" if old.kind == new.kind == "code" else "paragraph")
    )
    what = "unchanged" if same else "changed"
    return Change(what, new.kind, "", old.text, new.text, words, old.line, new.line)


def _properties(old: FrontMatter, new: FrontMatter) -> Iterator[Change]:
    if old.properties is None or new.properties is None:
        if old.raw or new.raw:
            yield _property("properties", "", old.raw, new.raw, 2, 2)
        return
    before = {each.name: each for each in old.properties}
    after = {each.name: each for each in new.properties}
    for name in dict.fromkeys([*after, *before]):
        one, other = before.get(name), after.get(name)
        yield _property(
            "property" if name else "comment",
            name,
            one.text if one else "",
            other.text if other else "",
            one.line if one else 0,
            other.line if other else 0,
        )


def _property(kind: str, name: str, before: str, after: str, line_before: int, line_after: int) -> Change:
    before, after = before.rstrip("\r\n"), after.rstrip("\r\n")
    same = before.splitlines() == after.splitlines()
    what = "unchanged" if same else "changed" if before and after else "added" if after else "removed"
    words = runs(before, after) if what == "changed" else ()
    return Change(what, kind, name, before, after, words, line_before, line_after)
