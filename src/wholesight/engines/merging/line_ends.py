"""Line ends and other space, about which nobody is asked."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n|\r|\n")


def settled(base: str, mine: str, theirs: str) -> str:
    """The changed one of three stretches that hold no words; the longer one where both sides changed it."""
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    return max(mine, theirs, key=len)


def common_line_end(base: str, mine: str, theirs: str) -> str:
    """The line end of the merged text; '' where a text mixes several, which then stay as they are."""
    found = [set(_LINE_END.findall(text)) for text in (base, mine, theirs)]
    if any(len(each) > 1 for each in found):
        return ""
    before, ours, others = (next(iter(each), "") for each in found)
    before = before or ours or others
    ours, others = ours or before, others or before
    return (others if ours == before else ours) or "\n"


def unified(text: str) -> str:
    """The text with LF for every line end."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def count_line_ends(text: str) -> int:
    """How many lines end in the text."""
    return len(_LINE_END.findall(text))
