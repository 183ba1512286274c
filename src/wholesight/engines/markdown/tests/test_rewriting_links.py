"""Links get new targets; no other byte of the page changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.markdown import TextNotRewritten, WrittenLink, outline, rewrite_links

from .test_any_text import pages

OLD, NEW = "Seal check", "Ice week"


def renamed(old: str, new: str) -> Callable[[WrittenLink], str | None]:
    return lambda link: new if link.target in (old, f"{old}.md") else None


def moved(text: str, old: str = OLD, new: str = NEW) -> str:
    return rewrite_links(text, renamed(old, new))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[Seal check]]", "[[Ice week]]"),
        ("![[Seal check]]", "![[Ice week]]"),
        ("[[ Seal check ]]", "[[ Ice week ]]"),
        ("[[Seal check.md]]", "[[Ice week.md]]"),
        ("[[Seal check|Seal check]]", "[[Ice week|Seal check]]"),
        ("[[Seal check#How # to|the check]]", "[[Ice week#How # to|the check]]"),
        ("[the check](Seal%20check.md)", "[the check](Ice%20week.md)"),
        ("[the check](Seal%20check)", "[the check](Ice%20week)"),
        ("[the check](<Seal check.md#How to> 'title')", "[the check](<Ice week.md#How to> 'title')"),
        ("![a](Seal%20check?raw=1)", "![a](Ice%20week?raw=1)"),
        ("[`](x)` a](Seal%20check)", "[`](x)` a](Ice%20week)"),
        ("[![in](Seal%20check)](Seal%20check)", "[![in](Ice%20week)](Ice%20week)"),
        ("[x][S]\n\n[s]: Seal%20check.md 'T'", "[x][S]\n\n[s]: Ice%20week.md 'T'"),
        ("[s][] ![s]\n\n> [s]:\n>   <Seal check>", "[s][] ![s]\n\n> [s]:\n>   <Ice week>"),
        ("| a |\n|---|\n| [[Seal check\\|x]] `\\|` [[Seal check]] |",
         "| a |\n|---|\n| [[Ice week\\|x]] `\\|` [[Ice week]] |"),
        ("> - [ ] > [[Seal check]]\n>   [[Seal check]]", "> - [ ] > [[Ice week]]\n>   [[Ice week]]"),
        ("# [[Seal check]] #\n[[Seal check]]\n===", "# [[Ice week]] #\n[[Ice week]]\n==="),
        ("> [!note] [[Seal check]]\n> [[Seal check]] ^id", "> [!note] [[Ice week]]\n> [[Ice week]] ^id"),
        ("a[^1]\n\n[^1]: [[Seal check]]\n    ![[Seal check]]",
         "a[^1]\n\n[^1]: [[Ice week]]\n    ![[Ice week]]"),
        ("a<br><a href='Seal%20check'>x</a>", "a<br><a href='Ice%20week'>x</a>"),
        ('<div>\n<img src="Seal check" alt="Seal check">', '<div>\n<img src="Ice week" alt="Seal check">'),
        ("%%[[Seal check]]%% [[Seal check]]", "%%[[Seal check]]%% [[Ice week]]"),
        ("[[Seal check]]\r\n\r\n -\t[[Seal check]]", "[[Ice week]]\r\n\r\n -\t[[Ice week]]"),
        ("\ufeff[[Seal check]]", "\ufeff[[Ice week]]"),
        ('---\na: "[[Seal check|x]]"\n---\n', '---\na: "[[Ice week|x]]"\n---\n'),
        ("---\na: '[[Seal check]]' # x\n---\n", "---\na: '[[Ice week]]' # x\n---\n"),
        ("---\na: [[Seal check]]\nb:\n  - [[Seal check]]\n  - [[Seal check]]\n---\n",
         "---\na: [[Ice week]]\nb:\n  - [[Ice week]]\n  - [[Ice week]]\n---\n"),
        ("---\na: >-\n  [[Seal check]]\n---\n", "---\na: >-\n  [[Ice week]]\n---\n"),
        ('---\n{"a": ["[[Seal check]]", "[[b]]", "[[Seal check]]"]}\n---\n',
         '---\n{"a": ["[[Ice week]]", "[[b]]", "[[Ice week]]"]}\n---\n'),
    ],
)  # fmt: skip
def test_a_rename_is_followed_in_the_manner_of_each_link(before: str, after: str) -> None:
    assert moved(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "`[[Seal check]]`",
        "```\n[[Seal check]]\n```",
        "    [[Seal check]]",
        "%% [[Seal check]] %%",
        "$[[Seal check]]$",
        "<!-- [[Seal check]] -->",
        "\\[[Seal check\\]]",
        "[s]: Seal%20check",
        "---\na: [1\nb: '[[Seal check]]'\n---\n",
        "---\n# [[Seal check]]\n---\n",
    ],
)
def test_what_is_no_link_stays(text: str) -> None:
    assert moved(text) == text


@pytest.mark.parametrize(
    ("text", "new", "after"),
    [
        ("[a](old.md)", "Why? 100%25 #1 (x", "[a](Why%3F%20100%2525%20%231%20%28x.md)"),
        ("[a](<old>)", "a>b & c", "[a](<a%3Eb & c>)"),
        ("[a](old)", "x:y", "[a](x%3Ay)"),
        ("[a](%C3%A4)", "ö", "[a](%C3%B6)"),
        ("[a](old)", "ö (2)", "[a](ö%20(2))"),
        ("| a |\n|---|\n| [x](old) |", "a|b", "| a |\n|---|\n| [x](a%7Cb) |"),
        ("<a href=old>x</a>", "a 'b'", "<a href=a%20%27b%27>x</a>"),
        ("<a href='old'>x</a>", "a 'b' & c#", "<a href='a &#39;b&#39; &amp; c%23'>x</a>"),
        ('---\na: "[[old]]"\n---\n', 'say "x" \\ y', '---\na: "[[say \\"x\\" \\\\ y]]"\n---\n'),
        ("---\na: '[[old]]'\n---\n", "it's", "---\na: '[[it''s]]'\n---\n"),
        ("---\na: [[old|x]]\n---\n", "b: c", '---\na: "[[b: c|x]]"\n---\n'),
    ],
)
def test_a_target_with_awkward_characters_is_encoded(text: str, new: str, after: str) -> None:
    assert rewrite_links(text, lambda link: new) == after
    assert outline(after).links[0].target.removesuffix(".md") == new


@pytest.mark.parametrize("new", ["a#b", "a|b", "a]]b", "", "a\nb"])
def test_a_name_that_no_wikilink_can_hold_is_refused(new: str) -> None:
    with pytest.raises(TextNotRewritten):
        rewrite_links("[[old]] and [[other]]", lambda link: new)


def test_links_that_share_a_definition_cannot_part() -> None:
    answers = iter(["b", "c"])
    with pytest.raises(TextNotRewritten):
        rewrite_links("[x] [y][x]\n\n[x]: a", lambda link: next(answers))


def test_a_link_to_the_page_itself_can_get_a_target() -> None:
    assert rewrite_links("[[#Ice]] [x](#Ice)", lambda link: "Seals") == "[[Seals#Ice]] [x](Seals#Ice)"


def test_a_link_among_anchors_is_rewritten_or_refused_but_never_spoilt() -> None:
    text = "---\na: &x [[Seal check]]\nb: *x\n---\n"
    with pytest.raises(TextNotRewritten):
        rewrite_links(text, lambda link: "b: c" if link.property == "b" else None)


@given(pages, st.sampled_from(["new", "new name", "a(b", "ä.png", "x/y.md"]))
def test_any_page_is_rewritten_or_refused(text: str, new: str) -> None:
    before = outline(text).links
    try:
        after = outline(rewrite_links(text, lambda link: new)).links
    except TextNotRewritten:
        return
    assert [(link.form, link.fragment, link.display, link.line) for link in after] == [
        (link.form, link.fragment, link.display, link.line) for link in before
    ]
    assert {link.target.removesuffix(".md") for link in after} <= {new.removesuffix(".md")}


@given(pages)
def test_nothing_to_do_changes_nothing(text: str) -> None:
    assert rewrite_links(text, lambda link: link.target) == text
    assert rewrite_links(text, lambda link: None) == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "vault", ["obsidian-tasks", "kepano-obsidian", "engineering-playbook", "18f-guides", "clef-handbook"]
)
def test_every_link_of_a_real_vault_follows_and_comes_back(test_data: Path, vault: str) -> None:
    for file in sorted((test_data / "vaults" / vault).rglob("*.md")):
        text = file.read_bytes().decode()
        links = [link for link in outline(text).links if link.target]
        there = rewrite_links(text, lambda link: f"{link.target}2" if link.target else None)
        new = [link.target for link in outline(there).links if link.target]
        assert all("2" in target for target in new), file
        back = iter(links)
        assert rewrite_links(there, lambda link: next(back).target if link.target else None) == text  # noqa: B023
