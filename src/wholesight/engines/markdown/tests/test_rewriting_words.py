"""Tasks, tags, mentions and sections: small changes that leave the rest of a page as it is."""

from __future__ import annotations

import pytest
from hypothesis import given

from wholesight.engines.markdown import (
    Names,
    TextNotRewritten,
    extract_section,
    link_mention,
    mentions,
    outline,
    rename_tag,
    set_task,
)

from .test_any_text import pages

TASKS = "---\na: 1\n---\r\n- [ ] seal\r\n  - [x] ice\r\n> 1. [ ] dock [ ]\r\n\r\n`- [ ] code`"


def test_a_task_is_checked_on_its_line() -> None:
    assert set_task(TASKS, 4, True) == TASKS.replace("[ ] seal", "[x] seal")
    assert set_task(TASKS, 5, False) == TASKS.replace("[x] ice", "[ ] ice")
    assert set_task(TASKS, 6, True) == TASKS.replace("[ ] dock", "[x] dock")


def test_a_task_that_is_done_already_stays() -> None:
    assert set_task("- [-] dropped", 1, True) == "- [-] dropped"


@pytest.mark.parametrize("line", [0, 1, 2, 7, 8, 99])
def test_a_line_without_a_task_is_refused(line: int) -> None:
    with pytest.raises(TextNotRewritten):
        set_task(TASKS, line, True)


@given(pages)
def test_every_task_of_any_page_can_be_turned_and_turned_back(text: str) -> None:
    for line in range(1, text.count("\n") + 2):
        try:
            turned = set_task(text, line, True)
        except TextNotRewritten:
            continue
        if turned != text:
            assert set_task(turned, line, False) == text
            assert outline(turned).tasks_done == outline(text).tasks_done + 1


def test_a_tag_is_renamed_with_those_below_it() -> None:
    text = "---\ntags: [Ice, 'ice/thin', icecream] # ice\n---\n#ice #ICE/dock `#ice` #icecream [#ice](x)\n"
    after = rename_tag(text, "ice", "winter/ice")
    assert after == (
        "---\ntags: [winter/ice, 'winter/ice/thin', icecream] # ice\n---\n"
        "#winter/ice #winter/ice/dock `#ice` #icecream [#ice](x)\n"
    )


def test_tags_between_commas_and_in_lists_are_renamed() -> None:
    assert rename_tag("---\ntags: ice, dock\n---\n", "ice", "seal") == "---\ntags: seal, dock\n---\n"
    assert rename_tag('---\nTags:\n- "#ice"\n- dock\n---\n', "#ice", "#seal") == (
        '---\nTags:\n- "#seal"\n- dock\n---\n'
    )


def test_what_cannot_be_a_tag_is_refused() -> None:
    with pytest.raises(TextNotRewritten):
        rename_tag("#ice", "ice", "two words")


@given(pages)
def test_a_renamed_tag_comes_back(text: str) -> None:
    try:
        there = rename_tag(text, "tag", "brandnew")
    except TextNotRewritten:
        return
    assert rename_tag(there, "brandnew", "tag").casefold() == text.casefold()


def test_a_mention_becomes_a_link_and_reads_as_before() -> None:
    assert link_mention("`ice` [ice](x) ice.", 1, "ice", "Ice") == "`ice` [ice](x) [[ice]]."
    assert (
        link_mention("a\r\nthe seals hold", 2, "seals", "Seal check") == "a\r\nthe [[Seal check|seals]] hold"
    )


def test_in_a_table_the_bar_is_escaped() -> None:
    text = "| a |\n|---|\n| seals |\n"
    assert link_mention(text, 3, "seals", "Seal") == "| a |\n|---|\n| [[Seal\\|seals]] |\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("`ice`", 1),
        ("[ice](x)", 1),
        ("[[ice]]", 1),
        ("iceberg", 1),
        ("a", 5),
        ("---\na: ice\n---\n", 2),
        ("$ice$", 1),
    ],
)
def test_what_is_no_plain_mention_is_not_linked(text: str, line: int) -> None:
    with pytest.raises(TextNotRewritten):
        link_mention(text, line, "ice", "Ice")


def test_mentions_are_found_in_prose_only() -> None:
    none = "`Ice week` [Ice week](x) #Ice [[Ice week]] $Ice$"
    text = f"---\nx: Ice week\n---\nThe ice week.\n\n{none}\n\n- **Ice** melts\n"
    found = [(each.line, each.name, each.words) for each in mentions(text, ["Ice", "Ice week"])]
    assert found == [(4, "Ice week", "ice week"), (8, "Ice", "Ice")]


def test_the_context_is_the_sentence() -> None:
    (found,) = mentions("First. The ice week came! Then.", ["Ice week"])
    assert found.context == "The ice week came!"


def test_names_of_every_kind_are_found_as_whole_words() -> None:
    names = Names(["C++", "Q&A (2024)", "海", ".NET", "Straße", "Ode"])
    text = "C++ and q&a (2024), 北海道, .net; Straße. Oder Odes code"
    assert [each.name for each in mentions(text, names)] == ["C++", "Q&A (2024)", "海", ".NET", "Straße"]


@given(pages)
def test_every_mention_can_be_linked_or_says_why_not(text: str) -> None:
    for each in mentions(text, ["word", "tag", "a"]):
        try:
            after = link_mention(text, each.line, each.words, "Target page")
        except TextNotRewritten:
            continue
        assert len(outline(after).links) == len(outline(text).links) + 1


PAGE = "---\na: 1\n---\n# One\n\ntext\n\n## Two\n\n> # Quoted\n\n### Three\n```\n# code\n```\nFour\n----\nend"


def test_a_section_goes_with_all_below_it() -> None:
    rest, section = extract_section(PAGE, "Two")
    assert section == "## Two\n\n> # Quoted\n\n### Three\n```\n# code\n```\n"
    assert rest == "---\na: 1\n---\n# One\n\ntext\n\nFour\n----\nend"


def test_a_section_is_found_by_its_line_too() -> None:
    assert extract_section(PAGE, 12)[1] == "### Three\n```\n# code\n```\n"
    assert extract_section(PAGE, "four")[1] == "Four\n----\nend"


@pytest.mark.parametrize("heading", ["Quoted", "code", "nowhere", 1, 6])
def test_what_is_no_section_of_the_page_is_refused(heading: str | int) -> None:
    with pytest.raises(TextNotRewritten):
        extract_section(PAGE, heading)


@given(pages)
def test_a_page_is_its_section_and_its_rest(text: str) -> None:
    for heading in outline(text).headings:
        try:
            rest, section = extract_section(text, heading.line)
        except TextNotRewritten:
            continue
        at = text.index(section)
        assert any(
            text[:at] + text[at + len(section) :] == rest
            for at in range(at, len(text) + 1)
            if text.startswith(section, at)
        )
