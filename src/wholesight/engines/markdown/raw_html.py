"""HTML that a user wrote, taken apart so that only whole, harmless tags are ever passed on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*)"
    r"((?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)"
    r"\s*/?>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_ADDRESS_ATTRIBUTE: Final = {
    "a": "href",
    "object": "data",
    **dict.fromkeys(("img", "iframe", "video", "audio", "source", "embed"), "src"),
}
_DROPPED_WITH_CONTENT: Final = frozenset(
    {"script", "style", "template", "title", "textarea", "noscript", "xmp"}
)
_CLOSERS: Final = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))


@dataclass(slots=True)
class Piece:
    """A stretch of HTML: kind is text (decoded), open or close; `n` numbers an address inside the space.

    `at` is the offset of an opening tag in its source.
    """

    kind: str
    name: str = ""
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    address: str = ""
    n: int = -1
    at: int = -1


def pieces(source: str) -> Iterator[Piece]:
    """The parts of raw HTML in order, without comments, declarations and scripts; a stray `<` is text."""
    position = 0
    while position < len(source):
        start = source.find("<", position)
        if start != position:
            yield _text(source[position : start if start >= 0 else len(source)])
        if start < 0:
            return
        match = _TAG.match(source, start)
        if match is None:
            end = _skip_declaration(source, start)
            if end is None:
                yield Piece("text", text="<")
                end = start + 1
            position = end
            continue
        name = match[2].lower()
        position = match.end()
        if match[1]:
            yield Piece("close", name)
        elif name in _DROPPED_WITH_CONTENT:
            position = _after_closing(source, position, name)
        else:
            yield _opening(name, match[3], start)


def _text(source: str) -> Piece:
    return Piece("text", text=_decoded(source))


def _decoded(source: str) -> str:
    """Character references resolved; the ones that would make a mark's characters come out as nothing."""
    return html.unescape(source).replace("\ufdd0", "").replace("\ufdd1", "") if "&" in source else source


def _opening(name: str, written: str, at: int) -> Piece:
    attributes: dict[str, str] = {}
    if written:
        for match in _ATTRIBUTE.finditer(written):
            attributes.setdefault(match[1].lower(), _decoded(match[2] or match[3] or match[4] or ""))
    address = attributes.get(_ADDRESS_ATTRIBUTE.get(name, ""), "").strip()
    return Piece("open", name, attributes=attributes, address=address, at=at)


def address_span(source: str, piece: Piece) -> tuple[int, int] | None:
    """Where the address of an opening tag begins and ends, without its quotes; None where it has none."""
    match = _TAG.match(source, piece.at)
    wanted = _ADDRESS_ATTRIBUTE.get(piece.name)
    if match is None:
        return None
    for attribute in _ATTRIBUTE.finditer(source, match.start(3), match.end(3)):
        if attribute[1].lower() == wanted:
            group = next((number for number in (2, 3, 4) if attribute[number] is not None), 0)
            return attribute.span(group) if group else None
    return None


def _skip_declaration(source: str, start: int) -> int | None:
    """The end of the comment or declaration that begins here (of all, where it is not closed), else None."""
    for opening, closing in _CLOSERS:
        if source.startswith(opening, start):
            end = source.find(closing, start + len(opening) - (2 if opening == "<!--" else 0))
            return len(source) if end < 0 else end + len(closing)
    return None


def _after_closing(source: str, position: int, name: str) -> int:
    match = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, position)
    return len(source) if match is None else match.end()


def shown_text(read: list[Piece]) -> str:
    """The text of raw HTML without its tags."""
    return "".join(
        piece.text if piece.kind == "text" else "\n" if piece.name == "br" else "" for piece in read
    )
