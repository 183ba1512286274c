"""Text that went through a form and came back: browsers send CRLF for every line end, whatever it was."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

COMPARED_LINES = 4000
"""Changed lines that are compared one by one; of a longer stretch each line gets the usual end."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def with_line_feeds(text: str) -> str:
    """The text with every line end as LF, as a form is told it and as it is compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def typed_over(original: str, typed: str) -> str:
    """What was typed, with the line ends of the original: those of untouched lines as they were, those of
    other lines as most lines have them. What was not touched comes back byte for byte."""
    typed = with_line_feeds(typed)
    if "\r" not in original:
        return typed
    if with_line_feeds(original) == typed:
        return original
    old, new = _LINE.findall(original), _LINE.findall(typed)
    usual = _usual_end(old)
    if all(_end(line) in {usual, ""} for line in old):
        return typed.replace("\n", usual)
    bare_old, bare_new = [_bare(line) for line in old], [_bare(line) for line in new]
    start = _same(bare_old, bare_new)
    end = _same(bare_old[start:][::-1], bare_new[start:][::-1])
    result = old[:start]
    result += _between(old[start : len(old) - end], new[start : len(new) - end], usual)
    result += old[len(old) - end :]
    return _with_ends(result, typed.endswith("\n"), usual)


def _between(old: list[str], new: list[str], usual: str) -> list[str]:
    if max(len(old), len(new)) > COMPARED_LINES:
        return [line.replace("\n", usual) for line in new]
    matcher = SequenceMatcher(None, [*map(_bare, old)], [*map(_bare, new)], autojunk=False)
    result: list[str] = []
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            result += old[old_start:old_end]
        else:
            result += [line.replace("\n", usual) for line in new[new_start:new_end]]
    return result


def _with_ends(lines: list[str], last_ends: bool, usual: str) -> str:
    """Only the last line may lack an end: one that now stands inside gets the usual one."""
    ended = [line if _end(line) else line + usual for line in lines]
    for place, following in enumerate(ended[1:]):
        if ended[place].endswith("\r") and following.startswith("\n"):  # together they would be one end
            ended[place] = _bare(ended[place]) + "\n"
    if ended and not last_ends:
        ended[-1] = _bare(ended[-1])
    return "".join(ended)


def _usual_end(lines: list[str]) -> str:
    ends = Counter(_end(line) for line in lines if _end(line))
    return ends.most_common(1)[0][0] if ends else "\n"


def _end(line: str) -> str:
    return line[len(_bare(line)) :]


def _bare(line: str) -> str:
    return line.rstrip("\r\n")


def _same(first: list[str], second: list[str]) -> int:
    """How many items both begin with."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
