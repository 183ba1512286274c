"""The marks that stored HTML holds where a reader's own links and embeds go, and what is done with such HTML.

A mark is two noncharacters, U+FDD0 and U+FDD1, around a kind and a number. No text that a user writes
contains them: they are replaced when a page is read, and character references to them are dropped.
"""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Callable
from itertools import islice

OPEN = "\ufdd0"
CLOSE = "\ufdd1"

_MARK = re.compile(
    f'<a href="{OPEN}l(?P<link>[0-9]+){CLOSE}">'
    f'|<a href="{OPEN}t(?P<tag>[^{OPEN}{CLOSE}"<>]*){CLOSE}">'
    f"|{OPEN}(?P<place>[eif])(?P<n>[0-9]+){CLOSE}"
    f'|(?P<attribute> (?:href|src)=)"{OPEN}u(?P<url>[0-9]+){CLOSE}"'
    f"|[{OPEN}{CLOSE}]"
)
_PREPARED = re.compile(f"{OPEN}p([0-9]+){CLOSE}")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:[^<>\"]|\"[^\"]*\")*)>")
_OWN_ID = re.compile(r' (id="|href="#)')
_FOOTNOTES = '<div class="footnotes"'
_HEADING = re.compile(r'<h([1-6]) id="')
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "wbr", "source", "track", "embed"})


def link_mark(number: int) -> str:
    """The opening tag of the link to reference `number`; `</a>` closes it."""
    return f'<a href="{OPEN}l{number}{CLOSE}">'


def tag_mark(name: str) -> str:
    """The opening tag of the link to a tag."""
    return f'<a href="{OPEN}t{html_text.escape(name)}{CLOSE}">'


def embed_mark(number: int, inline: bool) -> str:
    """The place of an embed: in a line, or a block of its own."""
    return f"{OPEN}{'i' if inline else 'e'}{number}{CLOSE}"


def fenced_mark(number: int) -> str:
    """The place of a room's fenced block."""
    return f"{OPEN}f{number}{CLOSE}"


def address_mark(number: int) -> str:
    """The value of an `href` or `src` that leads into the space."""
    return f"{OPEN}u{number}{CLOSE}"


def prepared_mark(number: int) -> str:
    """The place of HTML made by us (formulas, coloured code) that is put in after sanitizing."""
    return f"{OPEN}p{number}{CLOSE}"


def insert_prepared(html: str, prepared: list[str]) -> str:
    """Put the prepared pieces into their places."""
    return _PREPARED.sub(lambda match: prepared[int(match[1])], html) if prepared else html


def fill(
    html: str,
    *,
    open_link: Callable[[int], str],
    embed: Callable[[int, bool], str],
    fenced: Callable[[int], str],
    url: Callable[[int], str | None],
    tag: Callable[[str], str],
) -> str:
    """Replace every mark of rendered HTML, in one pass.

    `open_link(n)` and `tag(name)` return an opening `<a ...>`; `embed(n, inline)` and `fenced(n)` the HTML
    that goes there; `url(n)` the address for an `href` or `src` (not yet escaped), or None to leave the
    attribute out. What the callbacks return is trusted.
    """
    if OPEN not in html:
        return html

    def replaced(match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "link":
            return open_link(int(match["link"]))
        if kind == "tag":
            return tag(html_text.unescape(match["tag"]))
        if kind == "n":
            number = int(match["n"])
            return fenced(number) if match["place"] == "f" else embed(number, match["place"] == "i")
        if kind == "url":
            address = url(int(match["url"]))
            return "" if address is None else f'{match["attribute"]}"{html_text.escape(address)}"'
        return ""

    return _MARK.sub(replaced, html)


def _end_of_siblings(html: str, start: int, stop: Callable[[str], bool]) -> int:
    """Where, from `start`, the enclosing element ends or a following sibling's tag satisfies `stop`."""
    depth = 0
    for match in _TAG.finditer(html, start):
        if match[1]:
            depth -= 1
            if depth < 0:
                return match.start()
        else:
            if depth == 0 and stop(match[0]):
                return match.start()
            depth += match[2] not in _VOID
    return len(html)


def _end_of_element(html: str, start: int) -> int:
    """Where the element that opens at `start` ends."""
    depth = 0
    for match in _TAG.finditer(html, start):
        if match[1]:
            depth -= 1
        elif match[2] not in _VOID:
            depth += 1
        if depth <= 0:
            return match.end()
    return len(html)


def section(html: str, heading: int) -> str:
    """Rendered HTML from heading number `heading` to the next of its level or above; '' without a heading.

    Headings count as in `Outline.headings`. A section never leaves the element that its heading stands in,
    and the list of footnotes belongs to none.
    """
    match = next(islice(_HEADING.finditer(html), heading, None), None) if heading >= 0 else None
    if match is None:
        return ""
    level = match[1]
    after = _end_of_element(html, match.start())

    def is_next(tag: str) -> bool:
        found = _HEADING.match(tag)
        return tag.startswith(_FOOTNOTES) or (found is not None and found[1] <= level)

    return html[match.start() : _end_of_siblings(html, after, is_next)]


def block(html: str, block_id: str) -> str | None:
    """The rendered element that carries `^block_id`, a list item in a list of its own; None without one."""
    match = re.search(rf'<([a-z][a-z0-9]*)(?: [a-z-]+="[^"]*")*? id="\^{re.escape(block_id)}"', html)
    if match is None:
        return None
    element = html[match.start() : _end_of_element(html, match.start())]
    return f"<ul>{element}</ul>" if match[1] == "li" else element


def isolate_ids(html: str, prefix: str) -> str:
    """The same HTML with `prefix` before every id and every link to one, to stand inside another page."""

    def prefixed(match: re.Match[str]) -> str:
        return _OWN_ID.sub(lambda found: f" {found[1]}{prefix}", match[0])

    return _TAG.sub(prefixed, html)
