"""Item 11: a block carries an id at its end, or alone below it."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import Block, outline

from .vault import html, links


def test_a_link_to_a_block_keeps_the_sign() -> None:
    assert links("[[Seals#^ice-1]]")[0].fragment == "^ice-1"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Seals freeze first. ^ice-1", 1),
        ("Seals\nfreeze first. ^ice-1\n", 1),
        ("- seals\n- batteries ^ice-1\n  - north\n", 2),
        ("- seals\n- batteries\n\n^ice-1\n", 1),
        ("> Seals freeze.\n\n^ice-1\n", 1),
        ("> [!note] Seals\n> freeze.\n\n^ice-1\n", 1),
        ("Intro\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n^ice-1\n", 3),
        ("```py\nx\n```\n\n^ice-1\n", 1),
    ],
)
def test_the_id_belongs_to_the_block_and_is_not_shown(text: str, line: int) -> None:
    assert outline(text).blocks == (Block("ice-1", line),)
    shown = html(text)
    assert shown.count("ice-1") == 1
    assert 'id="^ice-1"' in shown
    assert "ice-1" not in outline(text).text


@pytest.mark.parametrize(
    "text",
    [
        "> Seals freeze. ^ice-1\n> And batteries.",
        "> [!note]\n> Seals ^ice-1",
        "| a |\n|---|\n| b ^ice-1 |",
        "word^ice-1",
        "Seals ^ice_1",
        "Seals ^ice-1 freeze",
        "^ice-1",
    ],
)
def test_parts_of_quotes_and_tables_and_other_text_carry_none(text: str) -> None:
    assert outline(text).blocks == ()
    assert "ice" in html(text)
