"""New targets for the links of a page, without touching any other character of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from .limits import TextNotRewritten
from .outlining import outline_of
from .parsing import Document, parse
from .raw_html import address_span, pieces
from .records import WrittenLink
from .rewriting_addresses import html_address, markdown_address, target_span, with_ending
from .rewriting_places import Edit, Located, Source, applied, destination, labels, unescaped
from .rewriting_properties import property_edits
from .targets import split_wikilink

Decide = Callable[[WrittenLink], str | None]


def rewrite_links(text: str, decide: Decide) -> str:
    """The text with new targets for its links.

    `decide` is asked for each link of the outline, in order, and answers with the new target (a path or name,
    not encoded, without fragment) or None to leave it. Display text, fragment, title, brackets, quotes, the
    manner of encoding and the presence of `.md` stay as they are. A definition that several links use is
    rewritten once.

    The result is read again: unless it says the same but for the targets, `TextNotRewritten` says why nothing
    was done.
    """
    document = parse(text)
    links = outline_of(document).links
    wanted: dict[int, str] = {}
    for number, link in enumerate(links):
        new = decide(link)
        if new is not None and (new := with_ending(link.target, new)) != link.target:
            wanted[number] = new
    if not wanted:
        return text
    first = len(document.property_links)
    edits = property_edits(text, document, {number: new for number, new in wanted.items() if number < first})
    in_body = {number - first: new for number, new in wanted.items() if number >= first}
    edits += _Body(text, document, in_body).edits()
    after = applied(text, edits)
    _prove(document, links, wanted, after)
    return after


class _Body:
    """Gathers the edits of the links in the body of a page."""

    def __init__(self, text: str, document: Document, wanted: Mapping[int, str]) -> None:
        self.source = Source(text, document)
        self.document = document
        self.wanted = wanted
        self.definitions: dict[tuple[int, int], str] = {}

    def edits(self) -> list[Edit]:
        if not self.wanted:
            return []
        found: list[Edit] = []
        for place in self.source.located(self.document.tokens):
            if place.token.type == "html_block":
                found += self._html(place, place.token, 0)
            for child in place.token.children or ():
                found += self._child(place, child)
        return found + [(start, end, new) for (start, end), new in self.definitions.items()]

    def _child(self, place: Located, child: Token) -> Iterator[Edit]:
        if child.type == "html_inline":
            yield from self._html(place, child, child.meta["at"])
            return
        number = child.meta.get("n", -1)
        if number not in self.wanted:
            return
        if child.type in ("wikilink", "embed"):
            start, end = target_span(child.content)
            inside = child.meta["at"] + (2 if child.type == "wikilink" else 3)
            yield (*place.span(inside + start, inside + end), self.wanted[number])
        else:
            yield from self._address(place, child, number)

    def _address(self, place: Located, child: Token, number: int) -> Iterator[Edit]:
        content = place.token.content
        start, end = child.meta["at"], child.meta["end"]
        address = str(child.attrs.get("src" if child.type == "image" else "href", ""))
        span = destination(content, start, end)
        if span is None:
            self._define(content, start, end, address, self.wanted[number])
            return
        written = content[span[0] : span[1]]
        if unescaped(written) != address:
            raise TextNotRewritten(f"the address {address!r} could not be found again in the text")
        yield (*place.span(*span), markdown_address(written, address, self.wanted[number]))

    def _define(self, content: str, start: int, end: int, address: str, new: str) -> None:
        for label in labels(content, start, end):
            if self.document.definitions.get(label, {}).get("href") != address:
                continue
            first, last = self.source.definition(self.document, label)
            changed = markdown_address(self.source.text[first:last], address, new)
            if self.definitions.setdefault((first, last), changed) != changed:
                raise TextNotRewritten(f"links that share the definition of [{label}] would part")
            return
        raise TextNotRewritten(f"the definition of {address!r} could not be found again in the text")

    def _html(self, place: Located, token: Token, at: int) -> Iterator[Edit]:
        for piece in token.meta["pieces"]:
            if piece.n not in self.wanted:
                continue
            span = address_span(token.content, piece)
            if span is None:
                raise TextNotRewritten(f"the address {piece.address!r} could not be found again in the text")
            written = token.content[span[0] : span[1]]
            new = html_address(written, self.wanted[piece.n], token.content[span[0] - 1])
            yield (*place.span(at + span[0], at + span[1]), new)


def _prove(before: Document, links: Sequence[WrittenLink], wanted: Mapping[int, str], text: str) -> None:
    """Raise `TextNotRewritten` unless the text says what it said, but for the wanted targets."""
    after = parse(text)
    first = len(before.property_links)
    targets = [replace(link, target=wanted.get(number, link.target)) for number, link in enumerate(links)]
    read = [(link.property, *split_wikilink(link.inside)) for link in after.property_links]
    expected = [(link.property, link.target, link.fragment, link.display) for link in targets[:first]]
    if read != expected or len(after.problems) > len(before.problems):
        raise TextNotRewritten("the properties would read differently; edit the text itself")
    body = [(each.form, each.target, each.fragment) for each in after.references]
    if body != [(link.form, link.target, link.fragment) for link in targets[first:]]:
        raise TextNotRewritten("a new target cannot be written as this kind of link; edit the text itself")
    names = {link.property for link in before.property_links}
    values = [
        {name: value for name, value in each.front_matter.values.items() if name not in names}
        for each in (before, after)
    ]
    if values[0] != values[1] or not same_but_targets(before.tokens, after.tokens):
        raise TextNotRewritten("more than the targets would read differently; edit the text itself")


def same_but_targets(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether two parsed texts differ in nothing but where their links lead."""
    return len(before) == len(after) and all(
        _said(one) == _said(other) and same_but_targets(one.children or (), other.children or ())
        for one, other in zip(before, after, strict=True)
    )


_PLACES = frozenset({"at", "end", "target", "pieces"})


def _said(token: Token) -> tuple[Any, ...]:
    """All that a token says but its targets."""
    content: Any = token.content
    attributes = {name: value for name, value in token.attrs.items() if name not in ("href", "src")}
    if token.type in ("inline", "wikilink", "embed"):
        content = ""
    elif token.type in ("html_block", "html_inline"):
        content = [
            (piece.kind, piece.name, piece.text, sorted(piece.attributes), piece.n)
            for piece in pieces_of(token)
        ]
    elif token.type == "link_open" and "n" not in token.meta:
        attributes = dict(token.attrs)
    meta = {name: value for name, value in token.meta.items() if name not in _PLACES}
    return token.type, token.tag, token.level, token.hidden, token.map, token.info, content, attributes, meta


def pieces_of(token: Token) -> list[Any]:
    """The pieces of raw HTML as they were numbered, or read anew."""
    return list(token.meta["pieces"]) if "pieces" in token.meta else list(pieces(token.content))
