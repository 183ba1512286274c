"""What an outline says besides links: searchable text, words, lines, sentences."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import MarkdownLimits, outline

from .vault import links

PAGE = """---
title: hidden
---
# Ice *week*

The [[Docks|north docks]] and `seal_check()`; ==cold== &amp; ~~old~~ <b>bold</b> $x^2$. %%never%%

| a | b |
|---|---|
| 1 | ![alt](x.png) |

```py
print("code")
```
<div>raw <i>html</i></div>
"""


def test_the_text_has_the_words_and_none_of_the_markup() -> None:
    assert outline(PAGE).text.split("\n") == [
        "Ice week", "The north docks and seal_check(); cold & old bold x^2.", "a", "b", "1", "alt",
        'print("code")',
        "raw html",
    ]  # fmt: skip


def test_words_are_counted_in_languages_without_spaces_too() -> None:
    assert outline("Seals freeze first.").words == 3
    assert outline("海豹 seals").words >= 3


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_lines_count_from_the_file_s_first_whatever_ends_them(newline: str, start: str) -> None:
    lines = [
        "---",
        'a: "[[One]]"',
        "---",
        "",
        "# H",
        "",
        "x",
        "y [[Two]]",
        "- [ ] z [[Three]] ^b",
        "> q",
        "> [[Four]]",
    ]
    page = outline(start + newline.join(lines))
    assert [link.line for link in page.links] == [2, 8, 9, 11]
    assert page.headings[0].line == 5
    assert page.blocks[0].line == 9
    assert (page.front_matter.body_line, page.front_matter.values) == (4, {"a": "[[One]]"})


def test_the_body_starts_where_it_says() -> None:
    text = "\ufeff---\r\na: 1\r\n---\r\nBody"
    front_matter = outline(text).front_matter
    assert text[front_matter.body_start :] == "Body"
    assert front_matter.raw == "a: 1\r\n"


def test_the_context_is_the_sentence_around_a_link() -> None:
    text = "First one. Then Ode saw\n*the* [[Seals|seal]] fail! Last one."
    assert links(text)[0].context == "Then Ode saw the seal fail!"


def test_a_long_sentence_is_cut_at_words_on_both_sides() -> None:
    text = "before " * 60 + "[[Seals]]" + " after" * 60
    context = links(text)[0].context
    assert len(context) <= MarkdownLimits.CONTEXT
    assert context.startswith("…before ")
    assert context.endswith(" after…")
    assert " Seals " in context


def test_the_context_of_a_long_link_is_bounded_too() -> None:
    context = links(f"[[Seals|{'word ' * 150}]]")[0].context
    assert len(context) <= MarkdownLimits.CONTEXT
    assert context.endswith("…")


def test_a_page_over_the_limit_is_kept_as_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MarkdownLimits, "TEXT", 100)
    page = outline("---\na: 1\n---\n# Big [[x]]\n" + "word " * 50)
    assert page.front_matter.values == {"a": 1}
    assert page.links == ()
    assert page.text.startswith("# Big [[x]]\nword")
    assert page.problems[0].line == 4


def test_an_empty_page() -> None:
    page = outline("")
    assert (page.text, page.words, page.links, page.front_matter.body_line) == ("", 0, (), 1)
