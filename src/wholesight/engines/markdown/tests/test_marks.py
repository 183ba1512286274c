"""Stored pages: filling, slicing, isolating, storing."""

from __future__ import annotations

import json
import pickle

import pytest

from wholesight.engines.markdown import Rendered, block, fill, isolate_ids, outline, render, section

from .vault import filled, read

PAGE = """Lead [[Home]].

# Winter
one [[A]]
## Docks
two
> # Quoted
> three

## Fleet
<div>

### In a div
four

</div>

five[^1]
# Summer
six ![[x]]

[^1]: aside
"""


def part(number: int) -> str:
    rendered = render(PAGE)
    return filled(rendered, section(rendered.html, number))


@pytest.mark.parametrize(
    ("number", "words", "others"),
    [
        (0, ["Winter", "/A", "Docks", "three", "In a div", "five"], ["Lead", "Summer", "aside"]),
        (1, ["Docks", "two", "three"], ["one", "Fleet"]),
        (2, ["Quoted", "three"], ["two", "Fleet"]),
        (3, ["Fleet", "In a div", "five"], ["Docks", "Summer"]),
        (4, ["In a div", "four"], ["five", "Summer"]),
        (5, ["Summer", "six", "[inline x]"], ["five", "aside"]),
    ],
)  # fmt: skip
def test_a_section_ends_where_the_next_one_begins(number: int, words: list[str], others: list[str]) -> None:
    shown = part(number)
    assert outline(PAGE).headings[number].text in shown
    assert all(word in shown for word in words)
    assert not any(word in shown for word in others)


@pytest.mark.parametrize("number", range(6))
def test_a_section_is_whole_html(number: int) -> None:
    shown = part(number)
    assert all(
        shown.count(f"<{tag}") == shown.count(f"</{tag}>")
        for tag in ("div", "p", "blockquote", "h2", "h3", "h4")
    )


def test_there_is_no_section_without_its_heading() -> None:
    assert section(render(PAGE).html, 6) == ""
    assert section(render(PAGE).html, -1) == ""


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("a\n\nice ^x\n\nb", '<p id="^x">ice', "</p>"),
        ("- a\n- ice ^x\n  - below\n- b", '<ul><li id="^x">ice<ul>', "</li></ul>"),
        ("> ice\n>\n> > deep\n\n^x\n\nb", '<blockquote id="^x">', "</blockquote>"),
        ("| ice |\n|---|\n| <b>1 |\n\n^x", '<div class="table-scroll"', "</table></div>"),
        ("> [!tip]- Look\n> ice\n\n^x\n\nb", '<details class="callout callout-tip" id="^x">', "</details>"),
        ("- [x] ice ^x", '<ul><li class="task" data-task="x" id="^x"><input', "</li></ul>"),
        ("![[ice]] ^x\n\nb", '<div id="^x">', "</div>"),
        ("$$\nice\n$$\n\n^x", '<div class="math-block" id="^x">', "</div>"),
    ],
)
def test_a_block_is_its_whole_element(text: str, start: str, end: str) -> None:
    shown = block(render(text).html, "x")
    assert shown is not None
    assert shown.startswith(start)
    assert shown.endswith(end)
    assert shown.count("<p") + shown.count("<li") == shown.count("</p>") + shown.count("</li>")


def test_there_is_no_block_without_its_id() -> None:
    shown = render('ice ^x1\n\nid=&quot;^y&quot; `id="^y"`').html
    assert block(shown, "x") is None
    assert block(shown, "y") is None


def test_isolated_ids_and_links_to_them_share_the_prefix() -> None:
    shown = isolate_ids(render('# Ice\n\na[^1] ^b\n\n[^1]: n\n\n` id="z" href="#z"`').html, "e1-")
    assert '<h2 id="e1-ice">' in shown
    assert 'href="#e1-fn:1" id="e1-fnref:1"' in shown
    assert '<li id="e1-fn:1">' in shown
    assert ' id="z" href="#z"' in shown


def test_isolating_leaves_addresses_elsewhere_alone() -> None:
    assert 'href="https://a.org/#x"' in isolate_ids(render("https://a.org/#x").html, "e-")


def test_fill_asks_for_each_place_with_its_number_and_kind() -> None:
    page = render("[[a]] #b ![[c]] <img src=d>\n\n```x\n```", fenced_languages=frozenset({"x"}))
    shown = fill(
        page.html,
        open_link=lambda number: f"<a data-link={number}>",
        embed=lambda number, inline: f"(embed {number} {inline})",
        fenced=lambda number: f"(fenced {number})",
        url=lambda number: f'u{number}"&',
        tag=lambda name: f"<a data-tag={name}>",
    )
    assert shown == (
        "<p><a data-link=0>a</a> <a data-tag=b>#b</a> (embed 1 True) "
        '<img src="u2&quot;&amp;" alt=""></p>\n(fenced 0)\n'
    )


def test_an_address_that_the_reader_may_not_know_is_left_out() -> None:
    page = render('<a href="secret.md">x</a>')
    shown = fill(page.html, open_link=str, embed=lambda n, i: "", fenced=str, url=lambda n: None, tag=str)
    assert shown == "<p><a>x</a></p>\n"


def test_a_page_without_marks_comes_back_as_it_is() -> None:
    page = render("**plain**").html
    assert fill(page, open_link=str, embed=lambda n, i: "", fenced=str, url=str, tag=str) is page


def test_rendered_pages_travel_as_json_and_outlines_between_processes() -> None:
    page = render(PAGE + "\n```x\ny\n```\n", fenced_languages=frozenset({"x"}))
    assert Rendered.from_json(json.loads(json.dumps(page.as_json()))) == page
    assert pickle.loads(pickle.dumps(outline(PAGE))) == outline(PAGE)


def test_every_link_of_the_outline_has_its_mark() -> None:
    links = [(link.form, link.target, link.fragment) for link in outline(PAGE).links]
    references = [(each.form, each.target, each.fragment) for each in render(PAGE).references]
    assert links == references
    assert "/Home" in read(PAGE)
