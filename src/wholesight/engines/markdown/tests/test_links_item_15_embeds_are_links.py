"""Item 15: embeds count as links; a stored page holds a place for each, so recursion can be cut."""

from __future__ import annotations

from wholesight.engines.markdown import fill, render

from .vault import links

SNAKE = "Head ![[Snake]] tail"


def test_a_page_that_embeds_itself_has_a_link_to_itself() -> None:
    assert [(link.form, link.target) for link in links(SNAKE)] == [("embed", "Snake")]


def test_what_an_embed_shows_is_asked_for_once_and_not_read_again() -> None:
    asked: list[int] = []

    def embed(number: int, inline: bool) -> str:
        asked.append(number)
        return "(cut)"

    page = render(SNAKE)
    shown = fill(page.html, open_link=str, embed=embed, fenced=str, url=str, tag=str)
    assert (shown, asked) == ("<p>Head (cut) tail</p>\n", [0])
