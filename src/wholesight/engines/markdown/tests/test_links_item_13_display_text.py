r"""Item 13: the display text stands behind a bar, in tables behind `\|`; a single bracket ends nothing."""

from __future__ import annotations

import pytest

from .vault import links, read, targets


def test_target_and_display() -> None:
    link = links("[[ Seals | how seals fail ]]")[0]
    assert (link.target, link.display) == ("Seals", "how seals fail")


def test_in_a_table_the_bar_is_escaped() -> None:
    text = "| page | by |\n|---|---|\n| [[Seals\\|ice]] | Ode |\n"
    assert [(link.target, link.display) for link in links(text)] == [("Seals", "ice")]
    assert '<td><a href="/Seals">ice</a></td><td>Ode</td>' in read(text)


def test_in_a_table_an_embed_takes_a_size() -> None:
    assert [(link.target, link.display) for link in links("| a |\n|---|\n| ![[a.png\\|100]] |")] == [
        ("a.png", "100")
    ]


@pytest.mark.parametrize(
    ("text", "target"),
    [("[[Sq]uare]]", "Sq]uare"), ("[[a[b]]", "a[b"), ("[[[Seals]]]", "Seals"), ("[[ [[Seals]]", "Seals")],
)
def test_single_brackets(text: str, target: str) -> None:
    assert targets(text) == [target]


@pytest.mark.parametrize("text", ["[[]]", "[[ ]]", "[[|words]]", "[[Se\nals]]", r"\[[Seals]]", "[[Seals]"])
def test_what_is_no_link(text: str) -> None:
    assert links(text) == ()


def test_a_markdown_link_around_brackets_is_not_a_wikilink() -> None:
    assert [(link.form, link.fragment) for link in links("As shown [[1]](#notes).")] == [
        ("markdown", "notes")
    ]
    assert [(link.form, link.target) for link in links("The [[seal]](s).")] == [("wikilink", "seal")]


def test_without_display_text_target_and_heading_are_shown() -> None:
    assert read("[[Seals#Ice#North]]") == '<p><a href="/Seals#Ice#North">Seals &gt; Ice &gt; North</a></p>\n'
    assert '">Costs</a>' in read("[[#Costs]]")
