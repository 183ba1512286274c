"""What Obsidian's Markdown adds in a line: wikilinks, embeds, tags, comments, math, highlights, footnotes."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import html_inline as markdown_html
from markdown_it.rules_inline import image as markdown_image
from markdown_it.rules_inline import link as markdown_link
from markdown_it.rules_inline.state_inline import Delimiter

from .limits import MarkdownLimits
from .targets import split_wikilink

# A single bracket does not end a target; two opening ones begin another link: a run of `[[` stays linear.
_INSIDE: Final = r"((?!\[)[^\[\]\n]*(?:(?:\[(?!\[)|\](?!\]))[^\[\]\n]*)*)\]\]"
# `[[1]](#notes)` is Markdown's link around "[1]"; `[[Name]](s)` is a wikilink before a bracket
_WIKILINK = re.compile(rf"\[\[{_INSIDE}(?!\((?:#|\.{{0,2}}/|https?:|[^()\s]*\.md[)#])[^()\s]*\))")
_EMBED = re.compile(rf"!\[\[{_INSIDE}")

_NOT_IN_TAG: Final = (
    r"\s!\"#$%&'()*+,.:;<=>?@\[\\\]^`{|}~\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f"
    r"\u3000-\u303f\uff00-\uff0f\uff1a-\uff20"
)
TAG = re.compile(rf"#([^{_NOT_IN_TAG}]+)")
_BEFORE_TAG = re.compile(r"[\s(\[{\"'*_~=>|\u2000-\u206f\u3000-\u303f]")

_MATH = re.compile(r"\$(?![\s$])((?:[^\\$]|\\.)+?)(?<!\s)\$(?!\d)", re.DOTALL)
_DISPLAY_MATH = re.compile(r"\$\$(?!\$)((?:[^\\$]|\\.|\$(?!\$))+?)\$\$", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]^]+)\]")
_ADDRESS = re.compile(r"://[^\s<>\[\]`\"|\\^{}\ufdd0\ufdd1]+")
_RUN = re.compile(rf"([*_~=$])\1{{{MarkdownLimits.DELIMITER_RUN},}}")

TERMINATORS = re.compile(r"[\n#$&*<\[\\\]_`~]|!(?=\[)|%(?=%)|=(?==)|:(?=//)|\^(?=\[)")
"""The characters at which some rule may begin; between them text is taken whole."""


def install(md: MarkdownIt) -> None:
    """Put the rules into a parser, each before the one that would read its characters differently."""
    md.inline.terminator_re = TERMINATORS
    rules = md.inline.ruler
    rules.before("newline", "address", address)
    rules.before("escape", "long_run", long_run)
    rules.before("escape", "math_inline", math)
    rules.before("emphasis", "mark", mark)
    rules.before("link", "footnote_ref", footnote_reference)
    rules.before("link", "wikilink", wikilink)
    rules.at("link", link)
    rules.before("image", "embed", embed)
    rules.at("image", image)
    rules.at("html_inline", html)
    rules.after("image", "footnote_inline", footnote_inline)
    rules.after("image", "tag", tag)
    rules.after("image", "comment_inline", comment)
    md.inline.ruler2.after("emphasis", "mark", pair_marks)


def wikilink(state: StateInline, silent: bool) -> bool:
    """`[[target#fragment|display]]`."""
    return _double_brackets(state, silent, _WIKILINK, "[[", "wikilink")


def embed(state: StateInline, silent: bool) -> bool:
    """`![[target#fragment|display]]`."""
    return _double_brackets(state, silent, _EMBED, "![[", "embed")


def _double_brackets(
    state: StateInline, silent: bool, pattern: re.Pattern[str], opening: str, kind: str
) -> bool:
    if not state.src.startswith(opening, state.pos):
        return False
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None or len(match[1]) > MarkdownLimits.WIKILINK:
        return False
    target, fragment, display = split_wikilink(match[1])
    if not target and not fragment:
        return False
    if not silent:
        token = state.push(kind, "a", 0)
        token.content = match[1]
        token.meta = {"at": state.pos, "target": target, "fragment": fragment, "display": display}
    state.pos = match.end()
    return True


def link(state: StateInline, silent: bool) -> bool:
    """Markdown's own link, remembering where it stands."""
    return _located(state, silent, "[", "link_open", markdown_link)


def image(state: StateInline, silent: bool) -> bool:
    """Markdown's own image, remembering where it stands."""
    return _located(state, silent, "!", "image", markdown_image)


def _located(state: StateInline, silent: bool, first: str, kind: str, rule) -> bool:  # type: ignore[no-untyped-def]
    start = state.pos
    # without this look ahead, every bracket of a long run of them would be followed to the end
    if state.src[start] != first or state.html_terminator_last("]") < start:
        return False
    before = len(state.tokens)
    found = bool(rule(state, silent))
    if found and not silent:
        # the text before it may have been flushed as a token of its own
        token = next(token for token in state.tokens[before:] if token.type == kind)
        token.meta = {"at": start, "end": state.pos}
    return found


def html(state: StateInline, silent: bool) -> bool:
    """A tag of raw HTML, remembering where it stands."""
    start = state.pos
    found = bool(markdown_html(state, silent))
    if found and not silent:
        state.tokens[-1].meta = {"at": start}
    return found


def tag(state: StateInline, silent: bool) -> bool:
    """`#tag`, with at least one character that is not a digit, after white space or an opening mark."""
    start = state.pos
    if state.src[start] != "#" or (start and not _BEFORE_TAG.match(state.src, start - 1)):
        return False
    match = TAG.match(state.src, start, state.posMax)
    if match is None:
        return False
    name = match[1].rstrip("/")
    if not is_tag(name):
        return False
    if not silent:
        kind = "text" if state.linkLevel else "tag"
        token = state.push(kind, "", 0)
        token.content = f"#{name}" if state.linkLevel else name
        token.meta = {"at": start}
    state.pos = start + 1 + len(name)
    return True


def is_tag(name: str) -> bool:
    """Whether a word can be a tag: only its own characters, and not a number."""
    return bool(name) and not name.replace("/", "").isdigit() and TAG.fullmatch(f"#{name}") is not None


def comment(state: StateInline, silent: bool) -> bool:
    """`%%comment%%`: nothing is shown."""
    if not state.src.startswith("%%", state.pos):
        return False
    end = state.src.find("%%", state.pos + 2, state.posMax)
    if end < 0:
        return False
    state.pos = end + 2
    return True


def math(state: StateInline, silent: bool) -> bool:
    """`$formula$` or `$$formula$$`; `$5 and $6` are prices."""
    if state.src[state.pos] != "$":
        return False
    display = state.src.startswith("$$", state.pos)
    match = (_DISPLAY_MATH if display else _MATH).match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = match[1]
        token.markup = "$$" if display else "$"
    state.pos = match.end()
    return True


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """`[^label]`, where the page defines the label."""
    if not state.src.startswith("[^", state.pos):
        return False
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None or f":{match[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": match[1]}
    state.pos = match.end()
    return True


def footnote_inline(state: StateInline, silent: bool) -> bool:
    """`^[the text of a footnote]`."""
    if not state.src.startswith("^[", state.pos) or state.html_terminator_last("]") < state.pos:
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    maximum = state.posMax
    if not silent:
        state.push("footnote_inline_open", "", 1)
        state.pos += 2
        state.posMax = end
        state.md.inline.tokenize(state)
        state.push("footnote_inline_close", "", -1)
    state.pos = end + 1
    state.posMax = maximum
    return True


def address(state: StateInline, silent: bool) -> bool:
    """A bare http or https address becomes a link."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    source, middle = state.src, state.pos
    before = source[max(0, middle - 5) : middle].lower()
    scheme = next((name for name in ("https", "http") if before.endswith(name)), None)
    if scheme is None:
        return False
    start = middle - len(scheme)
    if start and (source[start - 1].isalnum() or source[start - 1] == "_"):
        return False
    match = _ADDRESS.match(source, middle, state.posMax)
    if match is None:
        return False
    end = middle + len(_trimmed(match[0]))
    if end <= middle + 3:
        return False
    if not silent:
        if not state.pending.endswith(source[start:middle]):
            return False
        state.pending = state.pending[: -len(scheme)]
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": source[start:end]}
        token.info = "auto"
        state.push("text", "", 0).content = source[start:end]
        state.push("link_close", "a", -1).info = "auto"
    state.pos = end
    return True


def _trimmed(found: str) -> str:
    """An address without the punctuation of the sentence around it."""
    end = len(found)
    unopened = found.count(")") - found.count("(")
    while end:
        last = found[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last not in "?!.,:;*_~'" and not found.endswith(("==", "%%"), 0, end):
            break
        end -= 1
    return found[:end]


def long_run(state: StateInline, silent: bool) -> bool:
    """A very long run of one mark is text: nobody means it, and pairing it would take long."""
    if state.src[state.pos] not in "*_~=$":
        return False
    match = _RUN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.append_pending(match[0])
    state.pos = match.end()
    return True


def mark(state: StateInline, silent: bool) -> bool:
    """The two `=` of `==highlight==`, to be paired when the line is read."""
    if silent or not state.src.startswith("==", state.pos):
        return False
    scanned = state.scanDelims(state.pos, True)
    if scanned.length != 2:
        state.append_pending("=" * scanned.length)
        state.pos += scanned.length
        return True
    state.push("text", "", 0).content = "=="
    state.delimiters.append(
        Delimiter(ord("="), 0, len(state.tokens) - 1, -1, scanned.can_open, scanned.can_close)
    )  # fmt: skip
    state.pos += 2
    return True


def pair_marks(state: StateInline) -> None:
    """Turn the pairs of `==` that the parser has matched into highlights."""
    lists = [
        state.delimiters,
        *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta),
    ]
    for delimiters in lists:
        for opener in delimiters:
            if opener.marker != ord("=") or opener.end < 0:
                continue
            for delimiter, kind, nesting in (
                (opener, "mark_open", 1),
                (delimiters[opener.end], "mark_close", -1),
            ):
                token = state.tokens[delimiter.token]
                token.type, token.tag, token.content = kind, "mark", ""
                token.nesting = 1 if nesting == 1 else -1
