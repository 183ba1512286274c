"""The levels of headings begin right below the title, whatever the text begins with."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.reading.titles import from_the_top
from wholesight.kernel.spaces.actions import make_space


def headings(client: Client, text: str) -> list[str]:
    """The headings of a page called `code-reviews` that has this text, each with its level."""
    create_page(OPERATOR, make_space(OPERATOR, "Playbook"), "code-reviews.md", text)
    article = client.get("/pages/Playbook/code-reviews").content.decode()
    article = article.partition("<article>")[2].partition("</article>")[0]
    return [f"{level} {said}" for level, said in re.findall(r"<h(\d)[^>]*>([^<]+)</h\1>", article)]


def test_a_heading_that_repeats_the_title_is_the_title(ada: Client) -> None:
    said = headings(ada, "# Code Reviews\n\nWhy.\n\n## Before\n\n### You ask\n\n## After\n")
    assert said == ["1 Code Reviews", "2 Before", "3 You ask", "2 After"]


def test_another_first_heading_stays(ada: Client) -> None:
    assert headings(ada, "# Before you ask\n\n## Read it\n") == [
        "1 code-reviews",
        "2 Before you ask",
        "3 Read it",
    ]


def test_a_page_that_begins_at_a_lower_level_is_raised(ada: Client) -> None:
    assert headings(ada, "### Before\n\n##### You ask\n") == ["1 code-reviews", "2 Before", "4 You ask"]


@pytest.mark.parametrize(
    "html",
    ["", "<p>No heading, but <code>&lt;h4&gt;</code></p>", '<h2 id="a">A</h2><h4 id="b">B</h4>', "<hr>"],
)
def test_what_is_at_the_top_is_left_as_it_is(html: str) -> None:
    assert from_the_top(html) == html
