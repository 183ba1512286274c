"""Whatever the texts: one side alone wins whole, and no word that anybody wrote is lost."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.merging import Merged, assemble, merge
from wholesight.engines.merging.cutting import cut

PARTS = [
    "---\n", "a: 1\n", "b: two\n", "c:\n  - x\n", "# Seals\n", "\n", "Ice on the dock.\n", "- one\n",
    "- two\n", "  - inner\n", "| a | b |\n", "|---|---|\n", "```\n", "x = 1\n", "> quote\n", "$$\n",
    "Last words", " ", "\r\n",
    "\ufeff", "a: [\n", "The seals freeze before the batteries die.\n",
]  # fmt: skip
anything = st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=14).map("".join)
few_words = st.lists(st.sampled_from("ice dock seal ride crew winter".split()), min_size=1, max_size=9)
paragraphs = st.lists(
    few_words.map(" ".join)
    | st.sampled_from(["- one", "- two", "# Head", "| a |", "```\ncode\n\nmore\n```"]),
    max_size=7,
)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn, blocks: list[str], person: str) -> list[str]:
    """The blocks after this person has inserted, deleted and changed some."""
    found: list[str] = []
    for number, block in enumerate(blocks):
        act = draw(st.sampled_from(["keep"] * 4 + ["insert", "delete", "word"]))
        if act == "insert":
            found.append(f"{person}{number} wrote this")
        if act != "delete":
            words = block.split(" ")
            if act == "word" and "`" not in block:
                words.insert(draw(st.integers(0, len(words))), f"{person}{number}word")
            found.append(" ".join(words))
    return found


@st.composite
def saves(draw: st.DrawFn, distinct: bool = False) -> tuple[str, str, str]:
    """A page and what two people made of it."""
    blocks = draw(paragraphs)
    if distinct:
        blocks = [f"{each} {number}nth" for number, each in enumerate(blocks) if "`" not in each]
    end = draw(st.sampled_from(["", "\n"]))
    versions = blocks, draw(edited(blocks, "Ada")), draw(edited(blocks, "Ode"))
    base, mine, theirs = ("\n\n".join(each) + end for each in versions)
    return base, mine, theirs


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def kept(found: Merged) -> Counter[str]:
    """The words on a screen that shows the merge: its text and both sides of its conflicts."""
    shown = [piece.text for piece in found.pieces]
    return words("\n".join([*shown, *(f"{each.mine}\n{each.theirs}" for each in found.conflicts)]))


@given(anything)
def test_a_cut_page_is_the_page(text: str) -> None:
    page = cut(text)
    front = page.front_matter
    assert front.properties is None or "".join(each.text for each in front.properties) == front.raw
    body = page.lead + "".join(block.text + block.tail for block in page.blocks)
    assert front.opening + front.raw + front.closing + body == text


@given(anything, anything)
def test_one_side_alone_wins_whole(base: str, changed: str) -> None:
    assert merge(base, base, changed).text == changed
    assert merge(base, changed, base).text == changed
    assert merge(base, changed, changed).text == changed


@given(anything, anything, anything)
def test_no_text_breaks_it_and_no_new_word_is_lost(base: str, mine: str, theirs: str) -> None:
    found = merge(base, mine, theirs)
    for side in (mine, theirs):
        assert not set(words(side) - words(base)) - set(kept(found))
    if found.text is not None:
        assert assemble(found, []) == found.text


@given(saves())
def test_every_word_that_either_wrote_is_in_the_text_or_in_a_conflict(texts: tuple[str, str, str]) -> None:
    found = merge(*texts)
    base, mine, theirs = map(words, texts)
    assert not ((mine - base) | (theirs - base)) - kept(found)


@given(saves(distinct=True))
def test_a_clean_merge_holds_exactly_what_both_did(texts: tuple[str, str, str]) -> None:
    found = merge(*texts)
    base, mine, theirs = map(words, texts)
    if found.text is not None:
        assert words(found.text) - base == (mine - base) + (theirs - base)


@given(saves())
def test_both_sides_keep_the_same(texts: tuple[str, str, str]) -> None:
    base, mine, theirs = texts
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert kept(one) == kept(other)
    assert [(each.mine, each.theirs) for each in one.conflicts] == [
        (each.theirs, each.mine) for each in other.conflicts
    ]


@given(saves(distinct=True))
def test_merging_again_changes_nothing(texts: tuple[str, str, str]) -> None:
    base, mine, theirs = texts
    text = merge(base, mine, theirs).text
    if text is not None:
        assert merge(base, text, theirs).text == text


@given(paragraphs.map(lambda blocks: [each for each in blocks if "`" not in each]), st.data())
def test_all_mine_is_mine_and_all_theirs_is_theirs(blocks: list[str], data: st.DataObject) -> None:
    changed = data.draw(st.sets(st.integers(0, max(0, len(blocks) - 1))))
    base, mine, theirs = (
        "\n\n".join(f"Block {n}: {each}{end if n in changed else ''}" for n, each in enumerate(blocks))
        for end in ("", " mine", " theirs")
    )
    found = merge(base, mine, theirs)
    assert len(found.conflicts) == len(changed & set(range(len(blocks))))
    assert assemble(found, [each.mine for each in found.conflicts]) == mine
    assert assemble(found, [each.theirs for each in found.conflicts]) == theirs
