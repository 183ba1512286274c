"""No script, no style, no event, no form and no forged mark gets through, wherever it is written."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from wholesight.engines.markdown import render

from .vault import html, read

SCRIPTS = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>", '<img src="x" onerror="alert(1)" alt="a">',
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>', '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>', '<a href=" \x01javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](javascript&colon;alert(1))", "[x](<java\tscript:alert(1)>)", "[x]( javascript:alert(1) 'y')",
    "[x][y]\n\n[y]: javascript:alert(1)", "<javascript:alert(1)>", "![x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)", "![x](data:image/svg+xml;base64,PHN2Zz4=)", "[x](vbscript:x)",
    '<iframe src="javascript:alert(1)"></iframe>', '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<form action="/x"><input name="a"><button>b</button></form>',
    '<meta http-equiv="refresh" content="0;url=//evil">',
    '<base href="//evil.example/">', '<link rel="stylesheet" href="//evil.example/x.css">',
    "<style>p{display:none}</style>",
    '<p style="position:fixed">x</p>', '<p class="callout" id="main">x</p>',
    '<details ontoggle=alert(1) open>x</details>',
    '<div title="\n\n![[x]]" onclick="alert(1)">', "<table background=javascript:alert(1)><tr><td>x</table>",
    "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><script>alert(1)</script></textarea>",
    "<xmp><script>alert(1)</script></xmp>", "<title><img src=x onerror=alert(1)></title>", "<plaintext>x",
    "`<script>alert(1)</script>`", "```html\n<script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "$\\text{<script>alert(1)</script>}$", "$\\href{javascript:alert(1)}{x}$", "$\\style{position:fixed}{x}$",
    "$\\text{&lt;script&gt;alert(1)&lt;/script&gt;}$", "[[<script>alert(1)</script>]]",
    "[[x|<img src=x onerror=alert(1)>]]",
    "![[x|<script>alert(1)</script>]]", '#tag"onclick="alert(1)',
    "> [!<script>alert(1)</script>] <script>alert(1)</script>",
    '> [!x" onclick="alert(1)] y', '- ["] a task', "text ^id\"onclick", "^[<script>alert(1)</script>]",
    "# <script>alert(1)</script>",
    '[^"><script>]\n\n[^"><script>]: x', "https://a.org/<script>alert(1)</script>",
    'https://a.org/"onclick="alert(1)',
    '[x](https://a.org/"onclick="alert(1))',
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
]  # fmt: skip
TAGS = set(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt "
    "em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby "
    "s samp small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u "
    "ul var wbr math mrow mi mn mo mtext mspace mfrac msup msub mstyle mtable mtr mtd".split()
)
ATTRIBUTES = set(
    "href rel class id role aria-label tabindex title lang dir alt width height src colspan "
    "rowspan scope start reversed value open datetime type disabled checked data-line data-task "
    "span display alttext stretchy fence form".split()
)


class Inspector(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.values: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            self.values.append(value or "")
            if name in ("href", "src"):
                self.addresses.append(value or "")


def inspected(text: str) -> Inspector:
    """A page as a browser sees it, after it has been checked that nothing in it can act."""
    page = read(text)
    found = Inspector(page)
    assert found.tags <= TAGS, found.tags - TAGS
    assert found.attributes <= ATTRIBUTES, found.attributes - ATTRIBUTES
    assert not any(
        re.match(r"[\x00-\x20]*(javascript|vbscript|data):", each, re.IGNORECASE) for each in found.addresses
    )
    assert not any("[inline " in value or "[block " in value for value in found.values)
    assert not re.search("[\ufdd0\ufdd1]", page)
    return found


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_by_itself(script: str) -> None:
    inspected(script)


@pytest.mark.parametrize(
    "frame",
    [
        "Some {} words",
        "- {}\n- {}",
        "> {}",
        "> [!note] {}\n> {}",
        "<div>\n{}\n</div>",
        "| {} |\n|---|\n| {} |",
    ],
)
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_in_every_position(frame: str, script: str) -> None:
    inspected(frame.replace("{}", script))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_within_links_and_attributes(script: str) -> None:
    inspected(
        f"[{script}](x) [x]({script}) [x](<{script}>) ![{script}](x.png) [x](y '{script}') "
        f"[[{script}|{script}]]"
    )
    inspected(
        f'<b title="{script}">x</b> <b title=\'{script}\'>x</b> <img src={script}> <a href="{script}">x</a>'
    )


def test_classes_and_ids_of_users_are_dropped_but_harmless_html_stays() -> None:
    text = '<kbd class="x" id="main">Ctrl</kbd> H<sub>2</sub>O <abbr title="Salt">S</abbr> <i style="a">b</i>'
    assert html(text) == '<p><kbd>Ctrl</kbd> H<sub>2</sub>O <abbr title="Salt">S</abbr> <i>b</i></p>\n'


def test_details_hold_markdown() -> None:
    shown = html("<details open>\n<summary>More</summary>\n\n- **ice**\n\n</details>\n\nAfter")
    assert '<details open="">\n<summary>More</summary>\n<ul>\n<li><strong>ice</strong></li>' in shown
    assert shown.index("</details>") < shown.index("After")


def test_a_stray_closing_tag_closes_nothing_of_ours() -> None:
    shown = html("> [!note] Ice\n> week </div></div></section> </p>\n\nAfter </div>")
    assert shown == (
        '<div role="note" class="callout callout-note">\n<p class="callout-title">Ice</p>\n'
        '<div class="callout-body">\n'
        "<p>week  </p>\n</div></div>\n<p>After </p>\n"
    )


def test_a_tag_left_open_in_a_line_ends_with_it() -> None:
    assert html("a <b>bold\n\nplain") == "<p>a <b>bold</b></p>\n<p>plain</p>\n"


@pytest.mark.parametrize(
    "mark", ["\ufdd0e0\ufdd1", "&#xFDD0;e0&#xFDD1;", "&#64976;e0&#64977;", "\ufdd0l0\ufdd1"]
)
@pytest.mark.parametrize(
    "frame",
    ["{}", "<div>{}</div>", '<b title="{}">x</b>', "`{}`", "${}$", "#a{}", "[[x|{}]]", '<a href="{}">x</a>'],
)
def test_nobody_can_forge_a_mark(mark: str, frame: str) -> None:
    rendered = render("![[real]]\n\n" + frame.replace("{}", mark))
    places = re.findall("\ufdd0[ei][0-9]+\ufdd1", rendered.html)
    assert places == ["\ufdd0e0\ufdd1"]
    inspected("![[real]]\n\n" + frame.replace("{}", mark))


def test_an_attribute_that_is_never_closed_swallows_nothing() -> None:
    shown = read('<div title="\n\n![[Seals]]\n\n">')
    assert "[block Seals]" in shown
    assert "<div" not in shown


def test_raw_headings_go_one_level_down_too() -> None:
    assert html('<h1 align="center" id="x">Docks</h1>') == '<h2 class="align-center">Docks</h2>'
