"""Item 21: callouts."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import outline

from .vault import html

ALIASES = {
    "note": ["note"], "abstract": ["abstract", "summary", "tldr"], "info": ["info"], "todo": ["todo"],
    "tip": ["tip", "hint", "important"], "success": ["success", "check", "done"],
    "question": ["question", "help", "faq"], "warning": ["warning", "caution", "attention"],
    "failure": ["failure", "fail", "missing"], "danger": ["danger", "error"], "bug": ["bug"],
    "example": ["example"], "quote": ["quote", "cite"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "written"), [(kind, name) for kind, names in ALIASES.items() for name in names]
)
def test_every_type_and_alias_in_any_case(kind: str, written: str) -> None:
    shown = html(f"> [!{written.upper()}]\n> Seals freeze.")
    assert f'class="callout callout-{kind}"' in shown
    assert f'<p class="callout-title">{written.capitalize()}</p>' in shown


def test_an_unknown_type_is_a_note_that_keeps_its_name() -> None:
    shown = html("> [!ice-watch] \n> Seals.")
    assert 'class="callout callout-note"' in shown
    assert ">Ice watch</p>" in shown


def test_title_and_body_hold_markdown() -> None:
    text = "> [!warning|wide] Mind the **seals** [[Seals]]\n> They *freeze*.\n>\n> - first"
    shown = html(text)
    assert '<p class="callout-title">Mind the <strong>seals</strong> <a' in shown
    assert '<div class="callout-body">\n<p>They <em>freeze</em>.</p>' in shown
    assert outline(text).links[0].line == 1


@pytest.mark.parametrize(("sign", "opening"), [("-", ""), ("+", ' open=""')])
def test_a_foldable_callout_is_a_disclosure(sign: str, opening: str) -> None:
    shown = html(f"> [!tip]{sign} Look\n> Here.")
    assert (
        f'<details class="callout callout-tip"{opening}>\n<summary class="callout-title">Look</summary>'
        in shown
    )


def test_a_title_alone_is_enough() -> None:
    shown = html("> [!success] All docks held")
    assert "callout-body" not in shown
    assert shown.count("<div") == shown.count("</div>") == 1


def test_callouts_nest() -> None:
    shown = html("> [!question] Outer\n> > [!todo] Inner\n> > Text")
    assert shown.index("callout-question") < shown.index("callout-body") < shown.index("callout-todo")


def test_a_quote_stays_a_quote() -> None:
    assert html("> [not] a callout") == "<blockquote>\n<p>[not] a callout</p>\n</blockquote>\n"
