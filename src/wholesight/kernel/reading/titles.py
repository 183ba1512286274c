"""The title of a page is its uppermost heading, and is said once."""

from __future__ import annotations

import re
from html import unescape

from django.utils.html import strip_tags

UPPERMOST = 2
HEADING_TAG = re.compile(r"</?h([2-6])(?=[ >])")
FIRST_HEADING = re.compile(r'\s*<h[2-6] id="([^"]*)">(.*?)</h[2-6]>\s*', re.DOTALL)


def said_once(html: str, title: str) -> tuple[str, str]:
    """The title as it is shown, and the HTML without a first heading that only repeats it.

    Spelling does not count: of `code-reviews` and `Code Reviews` the heading is the better one. Its id stays,
    for links that lead to it.
    """
    heading = FIRST_HEADING.match(html)
    if heading is None:
        return title, html
    said = unescape(strip_tags(heading[2])).strip()
    if not letters(said) or letters(said) != letters(title):
        return title, html
    return said, f'<span id="{heading[1]}"></span>{html[heading.end() :]}'


def from_the_top(html: str) -> str:
    """The HTML with its headings raised until the uppermost is an h2, the level right below the title."""
    levels = {int(level) for level in HEADING_TAG.findall(html)}
    above = min(levels, default=UPPERMOST) - UPPERMOST
    if not above:
        return html
    return HEADING_TAG.sub(lambda tag: f"{tag[0][:-1]}{int(tag[1]) - above}", html)


def letters(words: str) -> str:
    """What is left of words without case, spaces and punctuation."""
    return "".join(filter(str.isalnum, words.casefold()))
