"""What stands around every screen says where one is."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space


def current(client: Client, address: str) -> list[str]:
    """What the navigation shows as the place where one is."""
    rail = client.get(address).content.decode().partition("</aside>")[0]
    return re.findall(
        r"aria-current=[^>]*>(?:<svg.*?</svg>)?(?:<span[^>]*></span>)?(?:<span>)?([^<]+)<", rail
    )


@pytest.mark.parametrize(
    "address",
    [
        "/pages/Workshop%20floor/",
        "/pages/Workshop%20floor/Ladder",
        "/pages/Workshop%20floor/Nowhere",
        "/tags/Workshop%20floor/",
        "/attachments/Workshop%20floor/",
        "/history/Workshop%20floor/Ladder.md",
    ],
)
def test_the_space_that_one_reads_in_is_marked(ada: Client, address: str) -> None:
    make_space(OPERATOR, "Workshop")
    create_page(OPERATOR, make_space(OPERATOR, "Workshop floor"), "Ladder.md", "It leads up.\n")
    assert current(ada, address) == ["Workshop floor"]


@pytest.mark.parametrize(
    ("address", "place"),
    [("/", "Home"), ("/search", "Search"), ("/recent", "Recent changes"), ("/knowledge/wanted", "Knowledge")],
)
def test_the_place_where_one_is_is_marked(ada: Client, address: str, place: str) -> None:
    assert current(ada, address) == [place]


def test_the_answer_to_htmx_brings_the_title_and_the_narrowings_along(ada: Client) -> None:
    text = ada.get("/search?q=seal", headers={"HX-Request": "true"}).content.decode()
    assert "<title>seal – search · Wholesight</title>" in text
    assert '<ul class="close-list" id="narrowings" hx-swap-oob="true">' in text
    assert "/search?q=seal&amp;space=Harbour" in text


def test_a_title_is_read_in_its_own_direction(ada: Client) -> None:
    text = "---\ntitle: الميناء في الشتاء\nlanguage: ar\n---\nتتجمد الأختام.\n"
    create_page(OPERATOR, make_space(OPERATOR, "Attic"), "Harbour.md", text)
    shown = ada.get("/pages/Attic/Harbour").content.decode()
    assert re.search(r'<h1 class="title"[^>]* dir="auto"[^>]*>الميناء في الشتاء</h1>', shown)
    assert re.search(r'<copy-code class="prose"[^>]* lang="ar" dir="auto"', shown)


def test_a_relation_is_read_in_words_from_both_of_its_ends(ada: Client) -> None:
    docks = ada.get("/pages/Harbour/Docks/Keeping%20docks%20alive").content.decode()
    assert "<dt>Rests on</dt>" in docks
    week = ada.get("/pages/Harbour/Ice%20week").content.decode()
    assert '<span class="relation">rests on</span>' in week
