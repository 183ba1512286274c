"""A page as HTML that is safe, the same for everyone, and marked where readers differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from markdown_it.token import Token

from .colouring import coloured
from .footnotes import Footnotes
from .headings import Slugs
from .inline_writing import InlineWriter
from .marks import embed_mark, fenced_mark, insert_prepared
from .outlining import plain_text
from .parsing import Document, parse
from .records import FencedBlock, Rendered
from .sanitizing import sanitize

_CALLOUTS = {
    name: kind
    for kind, names in {
        "note": "note", "abstract": "abstract summary tldr", "info": "info", "todo": "todo",
        "tip": "tip hint important", "success": "success check done", "question": "question help faq",
        "warning": "warning caution attention", "failure": "failure fail missing", "danger": "danger error",
        "bug": "bug", "example": "example", "quote": "quote cite",
    }.items()
    for name in names.split()
}  # fmt: skip
_PLAIN_BLOCKS = {
    "blockquote_close": "</blockquote>\n", "bullet_list_close": "</ul>\n", "ordered_list_close": "</ol>\n",
    "list_item_close": "</li>\n", "table_close": "</table></div>\n", "thead_open": "<thead>\n",
    "thead_close": "</thead>\n", "tbody_open": "<tbody>\n", "tbody_close": "</tbody>\n", "tr_open": "<tr>",
    "tr_close": "</tr>\n", "th_close": "</th>", "td_close": "</td>",
}  # fmt: skip


def render(
    text: str, *, fenced_languages: frozenset[str] = frozenset(), strict_line_breaks: bool = False
) -> Rendered:
    """Render the body of a page.

    The HTML holds marks for links, embeds, tags and the fenced blocks of `fenced_languages`: see `fill`. Its
    heading levels are one below the written ones. Never raises; what cannot be shown is shown as written.
    """
    writer = PageWriter(parse(text), fenced_languages, strict_line_breaks)
    html = insert_prepared(sanitize(writer.write()), writer.prepared)
    return Rendered(html, tuple(writer.references), tuple(writer.fenced))


class PageWriter(InlineWriter):
    """Writes the blocks of one page."""

    def __init__(
        self, document: Document, fenced_languages: frozenset[str], strict_line_breaks: bool
    ) -> None:
        super().__init__(document.references, strict_line_breaks)
        self.tokens = document.tokens
        self.first_line = document.front_matter.body_line
        self.fenced_languages = fenced_languages
        self.fenced: list[FencedBlock] = []
        self.slugs = Slugs()
        self.footnotes = Footnotes()
        self.closings: list[str] = []
        self.rules: dict[str, Callable[[Token, int], None]] = {
            "inline": self._inline,
            "paragraph_open": self._open_paragraph,
            "paragraph_close": self._close,
            "heading_open": self._open_heading,
            "heading_close": self._close,
            "blockquote_open": self._open_quote,
            "bullet_list_open": self._open_list,
            "ordered_list_open": self._open_list,
            "list_item_open": self._open_item,
            "hr": self._rule,
            "fence": self._fence,
            "code_block": self._fence,
            "html_block": self._html_block,
            "math_block": self._math_block,
            "table_open": self._open_table,
            "th_open": self._open_cell,
            "td_open": self._open_cell,
            "callout_open": self._open_callout,
            "callout_title_open": self._open_callout_title,
            "callout_title_close": self._close,
            "callout_close": self._close,
            "footnote_reference_open": self._open_footnote,
            "footnote_reference_close": self._close_footnote,
        }
        self.inline_rules["footnote_ref"] = self._footnote_reference
        self.inline_rules["footnote_inline_open"] = self._open_footnote_inline
        self.inline_rules["footnote_inline_close"] = self._close_footnote_inline

    def write(self) -> str:
        """The whole page, not yet sanitized."""
        rules = self.rules
        for index, token in enumerate(self.tokens):
            plain = _PLAIN_BLOCKS.get(token.type)
            if plain is not None:
                self.out.append(plain)
            else:
                rules[token.type](token, index)
        self.out.append(self.footnotes.html())
        return "".join(self.out)

    def _close(self, token: Token, index: int) -> None:
        self.out.append(self.closings.pop())

    def _inline(self, token: Token, index: int) -> None:
        if token.children:
            self.write_inline(token.children)

    def _open_paragraph(self, token: Token, index: int) -> None:
        inline = self.tokens[index + 1]
        parts = _embeds_apart(inline.children or [])
        inline_only = len(parts) == 1 and isinstance(parts[0], list)
        if not parts or inline_only:
            shown = bool(parts) and not token.hidden
            self.out.append(f"<p{_id(token)}>" if shown else "")
            self.closings.append("</p>\n" if shown else "")
            return
        inline.children = []
        wrapped = "block" in token.meta
        self.out.append(f"<div{_id(token)}>" if wrapped else "")
        for part in parts:
            if isinstance(part, Token):
                self.out.append(f"{embed_mark(part.meta['n'], inline=False)}\n")
            else:
                self.out.append("<p>")
                self.write_inline(part)
                self.out.append("</p>\n")
        self.closings.append("</div>\n" if wrapped else "")

    def _open_heading(self, token: Token, index: int) -> None:
        level = int(token.tag[1])
        text = " ".join(plain_text(self.tokens[index + 1].children).split())
        tag = f"h{min(level + 1, 6)}"
        self.out.append(f'<{tag} id="{self.slugs.next(text)}">')
        self.closings.append(f"</{tag}>\n")

    def _open_quote(self, token: Token, index: int) -> None:
        self.out.append(f"<blockquote{_id(token)}>\n")

    def _open_list(self, token: Token, index: int) -> None:
        start = f' start="{int(token.attrs["start"])}"' if "start" in token.attrs else ""
        self.out.append(f"<{token.tag}{start}{_id(token)}>\n")

    def _open_item(self, token: Token, index: int) -> None:
        task = token.meta.get("task")
        if task is None:
            self.out.append(f"<li{_id(token)}>")
            return
        line = self.first_line + (token.map[0] if token.map else 0)
        name = plain_text(self.tokens[index + 2].children).strip()[:120] or "Task"
        checked = "" if task == " " else " checked"
        self.out.append(
            f'<li class="task" data-task="{escape(task)}"{_id(token)}>'
            f'<input type="checkbox" disabled{checked} aria-label="{escape(name)}" data-line="{line}"> '
        )

    def _rule(self, token: Token, index: int) -> None:
        self.out.append("<hr>\n")

    def _fence(self, token: Token, index: int) -> None:
        language = token.info.strip().partition(" ")[0].strip("{}.").lower()
        if language in self.fenced_languages:
            line = self.first_line + (token.map[0] if token.map else 0)
            self.fenced.append(FencedBlock(language, token.content, line))
            block = fenced_mark(len(self.fenced) - 1)
            self.out.append(f"<div{_id(token)}>{block}</div>\n" if "block" in token.meta else f"{block}\n")
            return
        name = re.sub(r"[^a-z0-9+#_-]", "", language)
        css_class = f' class="language-{name}"' if name else ""
        code = (
            self.prepare(coloured(token.content, language))
            if language
            else escape(token.content, quote=False)
        )
        block = f'<pre tabindex="0"{_id(token)}><code{css_class}>{code}</code></pre>\n'
        if language == "mermaid":
            block = f'<figure class="diagram-source"><figcaption>mermaid</figcaption>{block}</figure>\n'
        self.out.append(block)

    def _html_block(self, token: Token, index: int) -> None:
        self.write_pieces(token.meta["pieces"])

    def _math_block(self, token: Token, index: int) -> None:
        self.out.append(
            f'<div class="math-block"{_id(token)}>{self.formula(token.content, display=True)}</div>\n'
        )

    def _open_table(self, token: Token, index: int) -> None:
        self.out.append(
            f'<div class="table-scroll" role="group" aria-label="Table" tabindex="0"{_id(token)}><table>\n'
        )

    def _open_cell(self, token: Token, index: int) -> None:
        style = str(token.attrs.get("style", ""))
        alignment = f' class="align-{style.rpartition(":")[2]}"' if style else ""
        scope = ' scope="col"' if token.tag == "th" else ""
        self.out.append(f"<{token.tag}{scope}{alignment}>")

    def _open_callout(self, token: Token, index: int) -> None:
        kind = _CALLOUTS.get(token.meta["kind"].lower(), "note")
        fold = token.meta["fold"]
        attributes = f' class="callout callout-{kind}"{_id(token)}'
        if fold:
            self.out.append(f"<details{attributes}{' open' if fold == '+' else ''}>\n")
        else:
            self.out.append(f'<div role="note"{attributes}>\n')
        body = "</div>" if self._has_body(index) else ""
        self.closings.append(f"{body}</details>\n" if fold else f"{body}</div>\n")

    def _has_body(self, callout: int) -> bool:
        return self.tokens[callout + 4].type != "callout_close"

    def _open_callout_title(self, token: Token, index: int) -> None:
        callout = self.tokens[index - 1]
        tag = "summary" if callout.meta["fold"] else "p"
        self.out.append(f'<{tag} class="callout-title">')
        if not self.tokens[index + 1].children:
            self.out.append(escape(callout.meta["kind"].replace("-", " ").capitalize(), quote=False))
        body = '<div class="callout-body">\n' if self._has_body(index - 1) else ""
        self.closings.append(f"</{tag}>\n{body}")

    def _open_footnote(self, token: Token, index: int) -> None:
        self.footnotes.begin(token.meta["label"], self.out)
        self.out = []

    def _close_footnote(self, token: Token, index: int) -> None:
        self.out = self.footnotes.end("".join(self.out))

    def _footnote_reference(self, token: Token) -> None:
        self.out.append(self.footnotes.refer(token.meta["label"]))

    def _open_footnote_inline(self, token: Token) -> None:
        self.out.append(self.footnotes.refer_inline(self.out))
        self.out = []

    def _close_footnote_inline(self, token: Token) -> None:
        self.out = self.footnotes.end(f"<p>{''.join(self.out)}</p>")


def _id(token: Token) -> str:
    block_id = token.meta.get("block")
    return f' id="^{block_id}"' if block_id else ""


def _embeds_apart(children: list[Token]) -> list[Token | list[Token]]:
    """A paragraph in parts: embeds that have a line to themselves become blocks, lines between stay together.

    A Markdown image does so only where it is the whole paragraph.
    """
    if not any(child.type in ("embed", "image") for child in children):
        return [children] if children else []
    lines: list[list[Token]] = [[]]
    for child in children:
        lines[-1].append(child)
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
    parts: list[Token | list[Token]] = []
    for line in lines:
        lone = _lone_embed(line, images=len(lines) == 1)
        last = parts[-1] if parts else None
        if lone is not None:
            if isinstance(last, list):
                last.pop()  # the break before the embed
            parts.append(lone)
        elif isinstance(last, list):
            last.extend(line)
        elif line:
            parts.append(line)
    return parts


def _lone_embed(line: list[Token], images: bool) -> Token | None:
    """The embed of this space that is all a line holds."""
    lone: Token | None = None
    for child in line:
        if (
            lone is None
            and "n" in child.meta
            and (child.type == "embed" or (images and child.type == "image"))
        ):
            lone = child
        elif child.type not in ("text", "softbreak", "hardbreak") or child.content.strip():
            return None
    return lone
