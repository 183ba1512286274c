"""Item 20: what a tag is."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import outline

from .vault import read


def tags(text: str) -> list[str]:
    return list(outline(text).tags)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#ice and #fleet/north-2 and #a_b", ["ice", "fleet/north-2", "a_b"]),
        ("#1984 #y1984 #2025/01", ["y1984"]),
        ("#Übung #标签，后 #🚲 #👩‍🔧crew", ["Übung", "标签", "🚲", "👩‍🔧crew"]),
        ("#Ice #ice #ICE", ["Ice"]),
        ("(#ice) *#fleet* #dock. #end/ x", ["ice", "fleet", "dock", "end"]),
        ("a#b https://x.org/#c &#35;d \\#e `#f` [g](#h) #", []),
        ("# Heading with #ice\n\n> #quote\n\n- #item\n\n| #cell |\n|---|", ["ice", "quote", "item", "cell"]),
        ("```\n#no\n```\n%%#no%% <!-- #no --> $#no$", []),
    ],
)
def test_tags_of_a_text(text: str, expected: list[str]) -> None:
    assert tags(text) == expected


@pytest.mark.parametrize(
    "written",
    [
        "tags: [Ice, fleet/north]",
        "tags: Ice, fleet/north",
        "Tags:\n  - '#Ice'\n  - fleet/north",
        "tags: Ice fleet/north",
    ],
)
def test_tags_of_the_front_matter(written: str) -> None:
    assert tags(f"---\n{written}\n---\n#ICE #dock") == ["Ice", "fleet/north", "dock"]


def test_a_sign_in_a_text_property_is_no_tag() -> None:
    assert tags("---\nnote: '#ice'\ntags: 2024\n---\n") == []


def test_a_tag_is_a_link_that_the_reader_s_page_opens() -> None:
    assert read("See #fleet/north.") == '<p>See <a href="/tag/fleet/north">#fleet/north</a>.</p>\n'


def test_within_a_link_a_tag_is_text() -> None:
    assert "tag/" not in read("[all #ice](Ice.md)")


def test_ten_thousand_tags() -> None:
    assert len(tags("---\ntags: [" + ", ".join(f"t{n}" for n in range(10_000)) + "]\n---\n")) == 10_000
