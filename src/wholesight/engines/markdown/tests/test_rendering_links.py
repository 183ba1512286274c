"""Links that lead outside, and raw HTML that leads inside."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import render

from .vault import html, links, read

OUTSIDE = 'class="external" rel="noopener noreferrer"'


@pytest.mark.parametrize(
    "text",
    ["[rides](https://a.org/x?y=1&z=2)", '<a href="https://a.org/x?y=1&amp;z=2" onclick="x()">rides</a>'],
)
def test_links_outside_say_so(text: str) -> None:
    assert html(text) == f'<p><a href="https://a.org/x?y=1&amp;z=2" {OUTSIDE}>rides</a></p>\n'


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.org/b_c_d, and", "https://a.org/b_c_d"),
        ("(http://a.org/x(y)).", "http://a.org/x(y)"),
        ("**https://a.org**", "https://a.org"),
        ("<https://a.org/>", "https://a.org/"),
        ("HTTPS://a.org!", "HTTPS://a.org"),
        ("mail <ode@a.org>", "mailto:ode@a.org"),
        ("https://a.org/#Frag%20ment;", "https://a.org/#Frag%20ment"),
    ],
)
def test_bare_addresses_become_links(text: str, address: str) -> None:
    assert f'<a href="{address}" {OUTSIDE}>' in html(text)


@pytest.mark.parametrize("text", ["http://", "xhttp://a.org", "`http://a.org`", "http:/a.org", "ftp://a.org"])
def test_what_is_no_bare_address(text: str) -> None:
    assert "<a " not in html(text)


def test_an_address_in_a_link_s_text_is_not_a_link_of_its_own() -> None:
    assert html("[https://a.org](https://b.org)").count("<a ") == 1


@pytest.mark.parametrize(
    "text",
    [
        "![a dock](https://cdn.example/dock.png)",
        '<img src="https://cdn.example/dock.png" alt="a dock">',
        '<img src="//cdn.example/dock.png" alt="a dock">',
        '<iframe src="https://cdn.example/x" title="a dock"></iframe>',
        '<video controls><source src="https://cdn.example/x"></video>',
        '<object data="https://cdn.example/x"></object>',
    ],
)
def test_nothing_of_another_host_is_loaded(text: str) -> None:
    shown = html(text)
    assert "on cdn.example" in shown
    assert '<a href="' in shown
    assert "src=" not in shown
    assert links(text) == ()


def test_a_badge_in_a_link_is_one_link() -> None:
    shown = html("[![build](https://cdn.example/b.svg)](https://a.org)")
    assert shown.count("<a ") == shown.count("</a>") == 1
    assert "Image on cdn.example: build" in shown


def test_raw_links_and_images_of_the_space_are_references() -> None:
    text = (
        '<p align="center"><img src="pics/dock.png" alt="dock" width="9"> <a href="Seals.md#Ice">ice</a></p>'
    )
    assert [(link.form, link.target, link.fragment) for link in links(text)] == [
        ("html", "pics/dock.png", ""), ("html", "Seals.md", "Ice"),
    ]  # fmt: skip
    assert read(text) == (
        '<p class="align-center"><img src="/pics/dock.png" alt="dock" width="9"> '
        '<a href="/Seals.md">ice</a></p>'
    )


def test_local_media_of_raw_html_is_a_link_to_the_file() -> None:
    assert (
        read('<video src="ice.mp4" title="Ice week"></video>') == '<p><a href="/ice.mp4">Ice week</a></p>\n'
    )


def test_the_title_of_a_link_is_in_its_reference() -> None:
    assert render('[ice](Ice.md "Ice week")').references[0].title == "Ice week"
