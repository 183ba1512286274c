"""A section of a page as a text of its own."""

from __future__ import annotations

from .headings import find_heading
from .limits import TextNotRewritten
from .outlining import outline_of
from .parsing import Document, parse
from .rewriting_places import Source


def extract_section(text: str, heading: str | int) -> tuple[str, str]:
    """The page without a section, and the section: its heading, all below it, and nested headings.

    `heading` is a fragment, as a link to the heading has it, or a line of the file. A section ends at the
    next heading of its level or above; both texts together are the page.

    Raises `TextNotRewritten` where no such heading stands at the left margin of the page: in quotes and lists
    there are no sections to take out.
    """
    document = parse(text)
    start, end = _lines(document, heading)
    source = Source(text, document)
    first = source.starts[start]
    last = source.starts[end] if end < len(source.starts) else len(text)
    return text[:first] + text[last:], text[first:last]


def _lines(document: Document, heading: str | int) -> tuple[int, int]:
    """The lines of the body, from 0, between which the section stands."""
    page = outline_of(document)
    line = heading
    if isinstance(heading, str):
        index = find_heading(page.headings, heading)
        if index is None:
            raise TextNotRewritten(f"there is no heading {heading!r}")
        line = page.headings[index].line
    offset = document.front_matter.body_line
    start, level = -1, 0
    for token in document.tokens:
        if token.type != "heading_open" or token.level or token.map is None:
            continue
        if start >= 0 and int(token.tag[1]) <= level:
            return start, token.map[0]
        if start < 0 and token.map[0] + offset == line:
            start, level = token.map[0], int(token.tag[1])
    if start < 0:
        raise TextNotRewritten(f"there is no section {heading!r} that can be taken out")
    return start, 1 << 62
