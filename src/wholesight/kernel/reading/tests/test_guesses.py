"""What was probably meant by an address at which there is no page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space


def guesses(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 404
    offered = answer.content.decode().partition('class="rows titles"')[2].partition("</ul>")[0]
    return re.findall(r'href="([^"]+)"', offered)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Ice%20weak", "Ice%20week"),
        ("Icee%20week", "Ice%20week"),
        ("ice-week", "Ice%20week"),
        ("The%20ice%20week", "Ice%20week"),
        ("Docks/Seal%20checks", "Docks/Seal%20check"),
        ("Seal%20check", "Docks/Seal%20check"),
        ("Winter%20docks", "Docks/Keeping%20docks%20alive"),
        ("keeping%20docks", "Docks/Keeping%20docks%20alive"),
    ],
)
def test_a_misspelt_or_misplaced_name_leads_to_its_page(ada: Client, asked: str, meant: str) -> None:
    assert guesses(ada, f"/pages/Harbour/{asked}")[0] == f"/pages/Harbour/{meant}"


def test_a_name_like_no_other_is_answered_with_nothing(ada: Client) -> None:
    assert guesses(ada, "/pages/Harbour/Zeppelin%20maintenance") == []


def test_a_long_title_that_has_all_the_letters_is_not_meant(ada: Client) -> None:
    harbour = make_space(OPERATOR, "Attic")
    create_page(OPERATOR, harbour, "What is learned in the second week, a tale of ink.md", "Nothing.\n")
    assert guesses(ada, "/pages/Harbour/Ice%20weak") == ["/pages/Harbour/Ice%20week"]


def test_a_page_of_this_space_comes_before_its_namesake_elsewhere(ada: Client) -> None:
    create_page(OPERATOR, make_space(OPERATOR, "Attic"), "Seal check.md", "Another one.\n")
    expected = ["/pages/Harbour/Docks/Seal%20check", "/pages/Attic/Seal%20check"]
    assert guesses(ada, "/pages/Harbour/Seal%20check")[:2] == expected
    assert guesses(ada, "/pages/Harbour/Seal%20chek")[:2] == expected


def test_a_hidden_page_is_never_offered(ada: Client) -> None:
    hidden = make_space(OPERATOR, "Salaries", access="private")
    create_page(OPERATOR, hidden, "Zeppelin maintenance.md", "Twelve thousand.\n")
    assert guesses(ada, "/pages/Harbour/Zeppelin%20maintenance") == []
    assert guesses(ada, "/pages/Harbour/Zeppelin%20maintenence") == []
