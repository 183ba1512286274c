"""What the text of a page alone determines: its links, headings, blocks, tags, tasks and searchable words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from .front_matter import PropertyLink
from .headings import Slugs, heading_key
from .inline_rules import is_tag
from .limits import MarkdownLimits
from .parsing import Document, parse
from .raw_html import pieces, shown_text
from .records import Block, FrontMatter, Heading, Outline, Reference, Value, WrittenLink
from .targets import split_wikilink

_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|[。！？]")
_TAG_SEPARATOR = re.compile(r"[,\s]+")
SIZE = re.compile(r"\d+(?:x\d+)?")
"""The size of an image, where its display text is expected."""
_BREAKS = ("softbreak", "hardbreak")


def outline(text: str) -> Outline:
    """Read a page: all that its text alone determines. Never raises; what cannot be read is a problem."""
    return outline_of(parse(text))


def outline_of(document: Document) -> Outline:
    """The outline of a page that is parsed already."""
    return _Outliner(document).outline()


def shown(target: str, fragment: str, display: str) -> str:
    """The words that a wikilink shows: its display text (unless that is a size), else `target > heading`."""
    if display and not SIZE.fullmatch(display):
        return display
    return " > ".join(part for part in (target, *fragment.split("#")) if part)


@dataclass(slots=True)
class _Plain:
    """Inline Markdown as plain text, and where in it links and tags stand."""

    text: str
    links: list[tuple[int, int, int, int]]
    """number of the reference, start and end in `text`, offset in the source (-1 where it is unknown)"""
    tags: list[str]


def plain_text(children: list[Token] | None) -> str:
    """Inline tokens without their markup."""
    return _plain(children or []).text


def _plain(children: list[Token]) -> _Plain:
    parts: list[str] = []
    links: list[tuple[int, int, int, int]] = []
    tags: list[str] = []
    open_links: list[tuple[Token, int]] = []
    length = 0
    for child in children:
        kind = child.type
        words = child.content
        if kind in _BREAKS:
            words = "\n"
        elif kind in ("wikilink", "embed"):
            words = shown(child.meta["target"], child.meta["fragment"], child.meta["display"])
            if "n" in child.meta:
                links.append((child.meta["n"], length, length + len(words), child.meta["at"]))
        elif kind == "link_open":
            open_links.append((child, length))
        elif kind == "link_close":
            opening, start = open_links.pop()
            if "n" in opening.meta:
                links.append((opening.meta["n"], start, length, opening.meta["at"]))
        elif kind == "image":
            words = alternative_text(child)
            if "n" in child.meta:
                links.append((child.meta["n"], length, length + len(words), child.meta["at"]))
        elif kind == "tag":
            tags.append(words)
            words = f"#{words}"
        elif kind == "html_inline":
            # what stands in the alternative text of an image is not numbered
            read = child.meta["pieces"] if "pieces" in child.meta else list(pieces(words))
            links += [(piece.n, length, length, -1) for piece in read if piece.n >= 0]
            words = shown_text(read)
        elif kind == "footnote_inline_open":
            words = " "
        if words:
            parts.append(words)
            length += len(words)
    return _Plain("".join(parts), sorted(links), tags)


def alternative_text(image: Token) -> str:
    """The words that stand for a Markdown image, without the size that may be written behind them."""
    text, bar, size = plain_text(image.children).rpartition("|")
    if SIZE.fullmatch(size.strip()):
        return text
    return f"{text}{bar}{size}"


class _Outliner:
    """Walks the tokens of one page and gathers what they say."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.first_line = document.front_matter.body_line
        self.slugs = Slugs()
        self.links: list[WrittenLink] = [_property_link(link) for link in document.property_links]
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self.tags: dict[str, str] = {}
        self.texts: list[str] = []
        self.tasks = {"open": 0, "done": 0}

    def outline(self) -> Outline:
        for tag in front_matter_tags(self.document.front_matter):
            self.tags.setdefault(tag.casefold(), tag)
        before: Token | None = None
        for token in self.document.tokens:
            if token.meta:
                self._marked(token)
            if token.type == "inline":
                self._inline(token, before)
            elif token.content:
                self.texts.append(token.content if token.type != "html_block" else self._html(token))
            before = token
        text = "\n".join(filter(None, (part.strip() for part in self.texts)))
        return Outline(
            front_matter=self.document.front_matter,
            links=tuple(self.links),
            headings=tuple(self.headings),
            blocks=tuple(sorted(self.blocks, key=lambda block: block.line)),
            tags=tuple(self.tags.values()),
            text=text,
            words=count_words(text),
            tasks_open=self.tasks["open"],
            tasks_done=self.tasks["done"],
            problems=self.document.problems,
        )

    def _marked(self, token: Token) -> None:
        meta = token.meta
        if "block" in meta:
            self.blocks.append(Block(meta["block"], self.first_line + (token.map[0] if token.map else 0)))
        if "task" in meta:
            self.tasks["open" if meta["task"] == " " else "done"] += 1

    def _inline(self, token: Token, before: Token | None) -> None:
        plain = _plain(token.children or [])
        first = token.map[0] if token.map else 0
        line = self.first_line + first
        if before is not None and before.type == "heading_open":
            text = " ".join(plain.text.split())
            heading = Heading(int(before.tag[1]), text, heading_key(text), self.slugs.next(text), line)
            self.headings.append(heading)
        for tag in plain.tags:
            self.tags.setdefault(tag.casefold(), tag)
        if plain.links:
            self._add_links(token, plain, line)
        self.texts.append(plain.text)

    def _add_links(self, token: Token, plain: _Plain, line: int) -> None:
        line += token.meta.get("skipped_lines", 0)
        read = 0
        for number, start, end, at in plain.links:
            if at > read:
                line += token.content.count("\n", read, at)
                read = at
            self._add_link(number, line, sentence_around(plain.text, start, end))

    def _add_link(self, number: int, line: int, context: str) -> None:
        written: Reference = self.document.references[number]
        self.links.append(
            WrittenLink(written.form, written.target, written.fragment, written.display, "", line, context)
        )

    def _html(self, token: Token) -> str:
        pieces = token.meta["pieces"]
        text = shown_text(pieces)
        line = self.first_line + (token.map[0] if token.map else 0)
        for piece in pieces:
            if piece.n >= 0:
                self._add_link(piece.n, line, sentence_around(text, 0, 0))
        return text


def count_words(text: str) -> int:
    """Words between spaces; where a language writes none, each character counts."""
    words = len(text.split())
    return words if text.isascii() else words + len(_IDEOGRAPH.findall(text))


def _property_link(link: PropertyLink) -> WrittenLink:
    target, fragment, display = split_wikilink(link.inside)
    return WrittenLink("property", target, fragment, display, link.property, link.line, link.property)


def front_matter_tags(front_matter: FrontMatter) -> Iterator[str]:
    """The tags of the property `tags`: a list, or words between commas or spaces, with or without `#`."""
    for name, value in front_matter.values.items():
        if name.casefold() != "tags":
            continue
        written: list[Value] = value if isinstance(value, list) else [value]
        for item in written:
            if isinstance(item, str | int) and not isinstance(item, bool):
                for word in _TAG_SEPARATOR.split(str(item)):
                    tag = word.removeprefix("#").rstrip("/")
                    if is_tag(tag):
                        yield tag


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which `start` to `end` stands, cut at words to `MarkdownLimits.CONTEXT` characters."""
    limit = MarkdownLimits.CONTEXT
    window = max(0, start - 2 * limit)
    first = window
    for match in _SENTENCE_END.finditer(text, window, start):
        first = match.end()
    match_after = _SENTENCE_END.search(text, end, end + 2 * limit)
    last = match_after.end() if match_after else min(len(text), end + 2 * limit)
    if last - first <= limit:
        return " ".join(text[first:last].split())
    room = max(0, limit - 2 - (end - start)) // 2
    left, right = max(first, start - room), min(last, end + room, start + limit - 2)
    if left > first:
        left = _next_word(text, left, start)
    if right < last:
        right = _previous_word(text, right, end)
    words = " ".join(text[left:right].split())
    return f"{'…' if left > first else ''}{words}{'…' if right < last else ''}"


def _next_word(text: str, position: int, limit: int) -> int:
    space = text.find(" ", position, limit)
    return position if space < 0 else space + 1


def _previous_word(text: str, position: int, limit: int) -> int:
    space = text.rfind(" ", limit, position)
    return position if space < 0 else space
