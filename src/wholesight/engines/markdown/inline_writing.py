"""Inline tokens as HTML with marks."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

from markdown_it.token import Token

from .formulas import mathml
from .limits import MarkdownLimits
from .marks import address_mark, embed_mark, link_mark, prepared_mark, tag_mark
from .outlining import alternative_text, shown
from .raw_html import Piece
from .records import Reference
from .sanitizing import USER_ATTRIBUTES, USER_ATTRIBUTES_ANYWHERE, USER_TAGS
from .targets import outside

_MEDIA = {
    "img": "Image",
    "iframe": "Frame",
    "video": "Video",
    "audio": "Sound",
    "source": "",
    "embed": "File",
    "object": "File",
}
_SIMPLE = {
    "em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>",
    "s_open": "<s>", "s_close": "</s>", "mark_open": "<mark>", "mark_close": "</mark>", "hardbreak": "<br>\n",
}  # fmt: skip
_FORMULA_COST = 20  # what a formula of no length costs, in characters
_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_ALIGNMENTS = frozenset({"left", "right", "center"})


def external_link(address: str, css_class: str = "external") -> str:
    """The opening tag of a link that leads outside."""
    return f'<a href="{escape(address)}" class="{css_class}" rel="noopener noreferrer">'


def host_of(address: str) -> str:
    """The name of the host in an address, or the address where it has none."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


class InlineWriter:
    """Writes inline tokens to `out`; formulas and code are kept in `prepared` until the page is sanitized."""

    def __init__(self, references: list[Reference], strict_line_breaks: bool) -> None:
        self.references = references
        self.out: list[str] = []
        self.prepared: list[str] = []
        self.softbreak = "\n" if strict_line_breaks else "<br>\n"
        self.links: list[str] = []
        """Closing tags of the links that are open; '' where a link shows as plain text."""
        self.raw_open: list[str] = []
        """Tags of raw HTML that are open."""
        self.formula_budget = MarkdownLimits.FORMULAS
        self.inline_rules: dict[str, Callable[[Token], None]] = {
            "text": self._text,
            "code_inline": self._code,
            "softbreak": self._softbreak,
            "wikilink": self._wikilink,
            "embed": self._embed,
            "link_open": self._open_link,
            "link_close": self._close_link,
            "image": self._image,
            "tag": self._tag,
            "math_inline": self._math,
            "html_inline": self._html,
        }

    def prepare(self, html: str) -> str:
        """Keep HTML of our own making until after sanitizing; returns the mark of its place."""
        self.prepared.append(html)
        return prepared_mark(len(self.prepared) - 1)

    def write_inline(self, children: list[Token]) -> None:
        """Write a run of inline tokens."""
        rules = self.inline_rules
        links, raw = len(self.links), len(self.raw_open)
        for token in children:
            rule = rules.get(token.type)
            if rule is not None:
                rule(token)
            elif token.type in _SIMPLE:
                self.out.append(_SIMPLE[token.type])
            elif token.content:
                self._text(token)
        del self.links[links:]
        self.out += [f"</{_shifted(name)}>" for name in reversed(self.raw_open[raw:])]
        del self.raw_open[raw:]

    def _text(self, token: Token) -> None:
        self.out.append(escape(token.content, quote=False))

    def _code(self, token: Token) -> None:
        self.out.append(f"<code>{escape(token.content, quote=False)}</code>")

    def _softbreak(self, token: Token) -> None:
        self.out.append(self.softbreak)

    def _wikilink(self, token: Token) -> None:
        meta = token.meta
        words = escape(shown(meta["target"], meta["fragment"], meta["display"]), quote=False)
        self.out.append(f"{link_mark(meta['n'])}{words}</a>")

    def _embed(self, token: Token) -> None:
        self.out.append(embed_mark(token.meta["n"], inline=True))

    def _open_link(self, token: Token) -> None:
        if "n" in token.meta:
            self.out.append(link_mark(token.meta["n"]))
        elif token.meta["outside"] == "external":
            self.out.append(external_link(str(token.attrs["href"])))
        else:
            self.out.append('<span class="blocked-address">')
            self.links.append("</span>")
            return
        self.links.append("</a>")

    def _close_link(self, token: Token) -> None:
        self.out.append(self.links.pop())

    def _image(self, token: Token) -> None:
        if "n" in token.meta:
            self.out.append(embed_mark(token.meta["n"], inline=True))
        elif token.meta["outside"] == "external":
            self._outside_media("Image", str(token.attrs["src"]), alternative_text(token))
        else:
            self.out.append(
                f'<span class="blocked-address">{escape(alternative_text(token), quote=False)}</span>'
            )

    def _outside_media(self, kind: str, address: str, description: str) -> None:
        """Nothing of another host is ever loaded: a link says what is there, and where."""
        words = escape(
            f"{kind} on {host_of(address)}" + (f": {description}" if description else ""), quote=False
        )
        if self.links or "a" in self.raw_open:
            self.out.append(f'<span class="external-media">{words}</span>')
        else:
            self.out.append(f"{external_link(address, 'external external-media')}{words}</a>")

    def _tag(self, token: Token) -> None:
        self.out.append(f"{tag_mark(token.content)}#{escape(token.content, quote=False)}</a>")

    def _math(self, token: Token) -> None:
        self.out.append(self.formula(token.content, display=token.markup == "$$"))

    def formula(self, source: str, display: bool) -> str:
        """The place of a formula, or its source as code where it cannot be typeset."""
        self.formula_budget -= len(source) + _FORMULA_COST
        typeset = mathml(source, display) if self.formula_budget >= 0 else None
        if typeset is None:
            return f'<code class="math-problem">{escape(source, quote=False)}</code>'
        return self.prepare(typeset)

    def _html(self, token: Token) -> None:
        self.write_pieces(token.meta["pieces"])

    def write_pieces(self, pieces: list[Piece]) -> None:
        """Write raw HTML: its text, and those of its tags and attributes that are allowed."""
        for piece in pieces:
            if piece.kind == "text":
                self.out.append(escape(piece.text, quote=False))
            elif piece.kind == "close":
                self._close_raw(piece.name)
            elif piece.name in _MEDIA and not (piece.name == "img" and piece.n >= 0):
                self._raw_media(piece)
            elif piece.name in USER_TAGS:
                self._open_raw(piece)

    def _open_raw(self, piece: Piece) -> None:
        if piece.name not in _VOID:
            if len(self.raw_open) >= MarkdownLimits.RAW_NESTING:
                return
            self.raw_open.append(piece.name)
        self.out.append(f"<{_shifted(piece.name)}{self._raw_attributes(piece)}>")

    def _close_raw(self, name: str) -> None:
        """Close a tag that the user has opened; a stray closing tag would close ours."""
        if name in self.raw_open:
            while self.raw_open.pop() != name:
                pass
            self.out.append(f"</{_shifted(name)}>")

    def _raw_media(self, piece: Piece) -> None:
        kind = _MEDIA[piece.name] or "File"
        description = piece.attributes.get("alt") or piece.attributes.get("title") or ""
        if piece.n >= 0:
            words = escape(description or piece.address, quote=False)
            self.out.append(f'<a href="{address_mark(piece.n)}">{words}</a>')
        elif outside(piece.address) == "external":
            self._outside_media(kind, piece.address, description)
        elif description:
            self.out.append(escape(description, quote=False))

    def _raw_attributes(self, piece: Piece) -> str:
        allowed = USER_ATTRIBUTES.get(piece.name, frozenset())
        written = [
            f' {name}="{escape(value)}"'
            for name, value in piece.attributes.items()
            if name in allowed or name in USER_ATTRIBUTES_ANYWHERE
        ]
        alignment = piece.attributes.get("align", "").lower()
        if alignment in _ALIGNMENTS:
            written.append(f' class="align-{alignment}"')
        if piece.name == "a" and piece.address:
            if piece.n >= 0:
                written.append(f' href="{address_mark(piece.n)}"')
            elif outside(piece.address) == "external":
                written = [f' href="{escape(piece.address)}" class="external" rel="noopener noreferrer"']
        elif piece.name == "img":
            written.insert(0, f' src="{address_mark(piece.n)}"')
            if "alt" not in piece.attributes:
                written.append(' alt=""')
        return "".join(written)


def _shifted(name: str) -> str:
    """Headings go one level down, as the page's title stands above them."""
    if len(name) == 2 and name[0] == "h" and name[1] in "12345":
        return f"h{int(name[1]) + 1}"
    return name
