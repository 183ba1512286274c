"""The one parse of a page's body: a token stream that outline and rendering both walk."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from . import block_rules, first_characters, inline_rules
from .front_matter import PropertyLink, read_front_matter
from .limits import MarkdownLimits
from .raw_html import Piece, pieces
from .records import FrontMatter, Problem, Reference
from .targets import clean, outside, split_address

_TASK = re.compile(r"\[([^\n\[\]])\](?:[ \t]+|\n|\Z)")
_BLOCK_ID = re.compile(r"(?:^|[ \t\n])\^([A-Za-z0-9-]+)[ \t]*\Z")
_CAN_CARRY_ID: Final = frozenset(
    {
        "bullet_list_open",
        "ordered_list_open",
        "blockquote_open",
        "callout_open",
        "table_open",
        "fence",
        "code_block",
    }
    | {"math_block", "paragraph_open", "html_block"}
)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page: the tokens of its body, whose meta number the links, and the references in order."""

    front_matter: FrontMatter
    property_links: tuple[PropertyLink, ...]
    tokens: list[Token]
    references: list[Reference]
    problems: tuple[Problem, ...]
    definitions: Mapping[str, Mapping[str, Any]]
    """By label, what `[label]: address "title"` defines: href, title, and map, its lines in the body."""


class _References(dict[str, Any]):
    """Link definitions that stop being found when a page would grow too much by repeating them."""

    def __init__(self, budget: int) -> None:
        super().__init__()
        self.budget = budget

    def get(self, label: str, default: Any = None) -> Any:
        definition = super().get(label)
        if definition is None:
            return default
        self.budget -= len(definition["href"]) + len(definition["title"])
        return definition if self.budget > 0 else default


@functools.cache
def _parser() -> MarkdownIt:
    """The parser of blocks."""
    # the block rules keep below their own bound, where this one would drop text
    md = _configured(MarkdownLimits.NESTING + 8)
    first_characters.install(md)
    md.core.ruler.after("block", "structure", _structure)
    md.core.ruler.at("inline", _inline)
    return md


@functools.cache
def _line_parser() -> MarkdownIt:
    """The parser of what stands in a line, with a bound of its own."""
    md = _configured(MarkdownLimits.INLINE_NESTING)
    first_characters.install(md)
    return md


def _configured(nesting: int) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": nesting})
    md.enable(["table", "strikethrough"])
    block_rules.install(md)
    inline_rules.install(md)
    # addresses are kept as written; what they may lead to is decided where they are used
    md.normalizeLink = str  # type: ignore[method-assign,assignment]
    md.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    md.validateLink = bool  # type: ignore[method-assign,assignment]
    return md


def parse(text: str) -> Document:
    """Read a page whole."""
    front_matter, property_links = read_front_matter(clean(text))
    problems = list(front_matter.problems)
    body = clean(text[front_matter.body_start :])
    if len(body) > MarkdownLimits.TEXT:
        reason = f"The page is longer than {MarkdownLimits.TEXT:,} characters."
        problems.append(Problem(front_matter.body_line, f"{reason} It is kept, but shown as plain text."))
        tokens = [Token("code_block", "code", 0, content=body, map=[0, 1], block=True)]
        return Document(front_matter, property_links, tokens, [], tuple(problems), {})
    definitions = _References(2 * max(len(body), MarkdownLimits.REFERENCE_EXPANSION))
    env: dict[str, Any] = {"references": definitions}
    tokens = _parser().parse(body, env)
    reason = (
        "A comment begins here with %% and does not end: what follows is hidden. Close it with another %%."
    )
    problems += [Problem(front_matter.body_line + line, reason) for line in env.get("unclosed_comments", ())]
    references = list(_number(tokens))
    return Document(front_matter, property_links, tokens, references, tuple(problems), definitions)


def _structure(state: StateCore) -> None:
    """Find task boxes and block ids before the lines are read, and take them out of the text."""
    enclosed = 0
    siblings: dict[int, Token] = {}
    tokens = state.tokens
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "inline":
            if tokens[index - 1].type == "paragraph_open":
                item = tokens[index - 2] if index > 1 and tokens[index - 2].type == "list_item_open" else None
                if item is not None and token.content[:1] == "[":
                    _take_task(item, token)
                if not enclosed and "^" in token.content[-80:]:
                    _take_block_id(tokens, index, item, siblings.get(tokens[index - 1].level))
        elif kind in ("blockquote_open", "callout_open", "table_open"):
            enclosed += 1
        elif kind in ("blockquote_close", "callout_close", "table_close"):
            enclosed -= 1
        if token.nesting >= 0 and kind in _CAN_CARRY_ID and not token.hidden:
            if kind != "paragraph_open" or not _is_lone_id(tokens[index + 1]):
                siblings[token.level] = token
        elif token.nesting < 0 and kind == "list_item_close":
            siblings.pop(token.level + 1, None)


def _inline(state: StateCore) -> None:
    """Read the lines; most cells and many others hold nothing but text."""
    md = _line_parser()
    inline, begins = md.inline, inline_rules.TERMINATORS.search
    for token in state.tokens:
        if token.type == "inline" and token.content:
            if begins(token.content):
                token.children = []
                inline.parse(token.content, md, state.env, token.children)
            else:
                token.children = [Token("text", "", 0, content=token.content)]


def _is_lone_id(inline: Token) -> bool:
    return inline.content[:1] == "^" and _BLOCK_ID.fullmatch(inline.content) is not None


def _take_task(item: Token, inline: Token) -> None:
    match = _TASK.match(inline.content)
    if match is not None:
        item.meta = {**item.meta, "task": match[1]}
        inline.content = inline.content[match.end() :]
        inline.meta = {**inline.meta, "skipped_lines": match[0].count("\n")}


def _take_block_id(tokens: list[Token], index: int, item: Token | None, before: Token | None) -> None:
    inline = tokens[index]
    match = _BLOCK_ID.search(inline.content, max(0, len(inline.content) - 80))
    if match is None:
        return
    rest = inline.content[: match.start()]
    if rest.strip():
        carrier = item or tokens[index - 1]
    elif before is not None and item is None:
        carrier = before
        tokens[index - 1].hidden = tokens[index + 1].hidden = True
        tokens[index - 1].meta = {"empty": True}
    else:
        return
    carrier.meta = {**carrier.meta, "block": match[1]}
    inline.content = rest


def _number(tokens: list[Token]) -> Iterator[Reference]:
    """Give every internal link its number in the token's meta, in the order of the text."""
    count = 0
    for token in tokens:
        if token.type == "html_block":
            found = _number_html(token, count)
        elif token.children:
            found = _number_inline(token.children, count)
        else:
            continue
        count += len(found)
        yield from found


def _number_inline(children: list[Token], count: int) -> list[Reference]:
    found: list[Reference] = []
    depth = 0
    for index, child in enumerate(children):
        kind = child.type
        if kind == "text":
            continue
        if kind in ("wikilink", "embed"):
            meta = child.meta
            meta["n"] = count + len(found)
            found.append(Reference(kind, meta["target"], meta["fragment"], meta["display"], "", depth > 0))
        elif kind == "link_open":
            depth += 1
            if (path := _inside(child, "href", count + len(found))) is not None:
                display = _text_until_close(children, index)
                found.append(Reference("markdown", *path, display, str(child.attrs.get("title", ""))))
        elif kind == "link_close":
            depth -= 1
        elif kind == "image":
            if (path := _inside(child, "src", count + len(found))) is not None:
                title = str(child.attrs.get("title", ""))
                found.append(Reference("image", *path, child.content, title, depth > 0))
        elif kind == "html_inline":
            found += _number_html(child, count + len(found))
    return found


def _inside(token: Token, attribute: str, number: int) -> tuple[str, str] | None:
    """Path and fragment of an address in the space, which gets the number; None where it leads outside."""
    address = str(token.attrs.get(attribute, ""))
    kind = outside(address)
    if kind is not None or not address:
        token.meta = {**token.meta, "outside": kind or "blocked"}
        return None
    token.meta = {**token.meta, "n": number}
    return split_address(address)


def _text_until_close(children: list[Token], index: int) -> str:
    parts: list[str] = []
    for following in range(index + 1, len(children)):
        child = children[following]
        if child.type == "link_close":
            break
        parts.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
    return "".join(parts)


def _number_html(token: Token, count: int) -> list[Reference]:
    found: list[Reference] = []
    read: list[Piece] = list(pieces(token.content))
    for piece in read:
        if piece.address and outside(piece.address) is None:
            piece.n = count + len(found)
            target, fragment = split_address(piece.address)
            display = piece.attributes.get("alt", "") or piece.attributes.get("title", "")
            found.append(Reference("html", target, fragment, display))
    token.meta = {**token.meta, "pieces": read}
    return found
