"""Item 14: embeds of pages, sections, blocks, images with sizes, and files with fragments."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import render

from .vault import links, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![[Seals]]", ("embed", "Seals", "", "")),
        ("![[Seals#Ice]]", ("embed", "Seals", "Ice", "")),
        ("![[Seals#^ice-1]]", ("embed", "Seals", "^ice-1", "")),
        ("![[dock.png|640x480]]", ("embed", "dock.png", "", "640x480")),
        ("![[dock.png#outline|100]]", ("embed", "dock.png", "outline", "100")),
        ("![[report.pdf#page=3]]", ("embed", "report.pdf", "page=3", "")),
        ("![250](pics/dock.png)", ("image", "pics/dock.png", "", "250")),
        ("![a dock|250](dock.png)", ("image", "dock.png", "", "a dock|250")),
    ],
)
def test_what_is_embedded(text: str, expected: tuple[str, str, str, str]) -> None:
    link, reference = links(text)[0], render(text).references[0]
    assert (link.form, link.target, link.fragment, link.display) == expected
    assert (reference.form, reference.target, reference.fragment, reference.display) == expected


def test_an_embed_alone_in_its_paragraph_is_a_block() -> None:
    assert read("![[Seals]]").strip() == "[block Seals]"
    assert read("![dock](dock.png)").strip() == "[block dock.png]"


def test_an_embed_within_words_is_inline() -> None:
    assert read("See ![[Seals]] here.") == "<p>See [inline Seals] here.</p>\n"


def test_an_embed_on_a_line_of_its_own_parts_the_paragraph() -> None:
    assert read("Before\n![[Seals]]\nafter").split("\n") == [
        "<p>Before</p>",
        "[block Seals]",
        "<p>after</p>",
        "",
    ]


def test_an_image_in_a_link_knows_that_it_is() -> None:
    references = render("[![dock](dock.png)](Docks.md) ![[x.png]]").references
    assert [(reference.form, reference.linked) for reference in references] == [
        ("markdown", False), ("image", True), ("embed", False),
    ]  # fmt: skip


def test_the_words_of_a_sized_image_are_not_its_size() -> None:
    assert links("Look ![[dock.png|100]] there")[0].context == "Look dock.png there"
    assert links("Look ![a dock|100](dock.png) there")[0].context == "Look a dock there"
