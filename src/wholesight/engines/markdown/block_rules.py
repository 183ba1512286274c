"""What Obsidian's Markdown adds between blocks: comments, math, callouts, and bounds on nesting."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, blockquote, list_block, paragraph
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from .limits import MarkdownLimits

_CALLOUT = re.compile(r"\[!([^\]|\n]+)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*([^\n]*)(?:\n|\Z)")
_COMMENT_OR_CODE = re.compile(r"\\.|(`+)|%%", re.DOTALL)

BlockRule = Callable[[StateBlock, int, int, bool], bool]


def install(md: MarkdownIt) -> None:
    """Put the rules into a parser."""
    rules = md.block.ruler
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    rules.before("table", "comment_block", comment, interrupting)
    rules.before("fence", "math_block", math, interrupting)
    rules.before("reference", "footnote_def", _bounded(footnote_def), {"alt": ["paragraph", "reference"]})
    rules.at("blockquote", quote, interrupting)
    rules.at("list", _bounded(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("paragraph", paragraph_before_comment)


def _bounded(rule: BlockRule) -> BlockRule:
    """The rule, as long as there is room below it; beyond, its marker is text.

    The parser's own bound would drop what lies deeper.
    """

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < MarkdownLimits.NESTING and rule(state, start, end, silent)

    return bounded


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A quote; one whose first line is `[!type] title` is a callout."""
    depth = state.env.get("quotes", 0)
    if depth >= MarkdownLimits.QUOTE_DEPTH or state.level >= MarkdownLimits.NESTING:
        return False
    state.env["quotes"] = depth + 1
    before = len(state.tokens)
    try:
        found = blockquote(state, start, end, silent)
    finally:
        state.env["quotes"] = depth
    if found and not silent:
        _make_callout(state.tokens, before)
    return found


def _make_callout(tokens: list[Token], index: int) -> None:
    """Turn the quote that opens at `index` into a callout, if it is one: its first line becomes the title."""
    if len(tokens) < index + 3 or tokens[index + 2].type != "inline":
        return
    opening, first, inline = tokens[index : index + 3]
    match = _CALLOUT.match(inline.content)
    if match is None or first.type != "paragraph_open" or inline.map is None:
        return
    opening.type, tokens[-1].type = "callout_open", "callout_close"
    opening.meta = {"kind": match[1].strip(), "fold": match[2]}
    line, after = inline.map
    title = Token(
        "inline", "", 0, content=match[3].strip(), map=[line, line + 1], level=inline.level, children=[]
    )
    head = [
        Token("callout_title_open", "", 1, level=first.level, map=[line, line + 1], block=True),
        title,
        Token("callout_title_close", "", -1, level=first.level, block=True),
    ]
    rest = inline.content[match.end() :]
    if rest.strip():
        inline.content, inline.map, first.map = rest, [line + 1, after], [line + 1, after]
        tokens[index + 1 : index + 1] = head
    else:
        tokens[index + 1 : index + 4] = head


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _search(state: StateBlock, start: int, end: int, kind: str, closes: Callable[[str], bool]) -> int:
    """The first line from `start` that closes a construct in the same container, or -1.

    Remembers in which stretch there is none, so that many openings without an end stay linear.
    """
    known: dict[tuple[str, int, int], int] = state.env.setdefault("closings", {})
    key = (kind, state.blkIndent, end)
    if start <= known.get(key, -1):
        return -1
    line = start
    while line < end and (state.sCount[line] >= state.blkIndent or state.isEmpty(line)):
        if closes(_text_of(state, line)):
            return line
        line += 1
    known[key] = line
    return -1


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`%%` at the start of a line hides everything up to the next `%%`, or to the end where there is none."""
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("%%", position) or state.is_code_block(start):
        return False
    closing = state.src.find("%%", position + 2, state.eMarks[start])
    if closing >= 0:
        if state.src[closing + 2 : state.eMarks[start]].strip():
            return False
        if not silent:
            state.line = start + 1
        return True
    if silent:
        return True
    last = _search(state, start + 1, end, "%%", lambda text: "%%" in text)
    if last >= 0:
        _continue_after(state, last)
        return True
    state.env.setdefault("unclosed_comments", []).append(start)
    state.line = state.env["closings"]["%%", state.blkIndent, end]
    return True


def _continue_after(state: StateBlock, line: int) -> None:
    """Go on reading behind the `%%` on this line."""
    after = state.src.index("%%", state.bMarks[line] + state.tShift[line]) + 2
    rest = state.src[after : state.eMarks[line]]
    if not rest.strip():
        state.line = line + 1
        return
    state.bMarks[line] = after
    state.tShift[line] = len(rest) - len(rest.lstrip())
    state.sCount[line] = state.blkIndent
    state.line = line


def paragraph_before_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph; where a comment begins in it and ends in a later block, what lies between is hidden."""
    found = paragraph(state, start, end, silent)
    inline = state.tokens[-2]
    if "%%" in inline.content:
        opening = _open_comment(inline.content)
        if opening >= 0:
            last = _search(state, state.line, end, "%%", lambda text: "%%" in text)
            if last >= 0:
                inline.content = inline.content[:opening].rstrip()
                _continue_after(state, last)
    return found


def _open_comment(content: str) -> int:
    """Where a comment begins that this paragraph does not close, or -1; `%%` in code does not count."""
    opening, code = -1, ""
    for match in _COMMENT_OR_CODE.finditer(content):
        if match[1]:
            if opening < 0:
                code = "" if match[1] == code else code or match[1]
        elif match[0] == "%%" and not code:
            opening = match.start() if opening < 0 else -1
    return opening


def math(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$` at the start of a line up to `$$` at the end of this line or a later one."""
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("$$", position) or state.is_code_block(start):
        return False
    first = state.src[position + 2 : state.eMarks[start]].rstrip()
    if "$$" in first:
        if not first.endswith("$$") or first.find("$$") != len(first) - 2 or not first[:-2].strip():
            return False
        last = start
        content = first[:-2]
    else:
        last = _search(state, start + 1, end, "$$", lambda text: text.rstrip().endswith("$$"))
        if last < 0:
            return False
        lines = [_text_of(state, line) for line in range(start + 1, last + 1)]
        lines[-1] = lines[-1].rstrip()[:-2]
        content = "\n".join([first, *lines]).strip("\n")
    if not silent:
        token = state.push("math_block", "math", 0)
        token.content = content
        token.map = [start, last + 1]
        state.line = last + 1
    return True
