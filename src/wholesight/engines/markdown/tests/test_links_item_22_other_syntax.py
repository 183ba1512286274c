"""Item 22: highlights, strikes, tasks, footnotes, formulas, diagrams."""

from __future__ import annotations

from wholesight.engines.markdown import outline

from .vault import html, read, targets


def test_highlight_and_strike() -> None:
    assert html("==ice *week*== ~~price~~") == "<p><mark>ice <em>week</em></mark> <s>price</s></p>\n"
    assert html("a == b, == c ==, ===x===") == "<p>a == b, == c ==, ===x===</p>\n"


def test_any_sign_but_a_space_makes_a_task_done() -> None:
    page = outline("- [ ] open\n- [x] done\n- [-] dropped\n1. [/] half\n- [] no\n- [xx] no\n- [a](b)\n")
    assert (page.tasks_open, page.tasks_done) == (1, 3)


def test_a_task_is_a_disabled_box_with_a_name_and_its_line() -> None:
    shown = html("---\na: 1\n---\n\n- [x] oil the **seal**")
    assert (
        '<li class="task" data-task="x"><input type="checkbox" disabled="" checked="" '
        'aria-label="oil the seal" data-line="5"> oil the <strong>seal</strong></li>' in shown
    )


def test_footnotes_are_numbered_as_they_are_referred_to() -> None:
    shown = html("One[^b], two^[said **Ode**], again[^b].\n\n[^b]: Rides [[Log]].\n")
    assert (
        shown.index('href="#fn:1" id="fnref:1"') < shown.index('href="#fn:2"') < shown.index('id="fnref:1:2"')
    )
    assert '<li id="fn:2"><p>said <strong>Ode</strong> <a href="#fnref:2"' in shown
    assert targets("One[^b].\n\n[^b]: Rides [[Log]].\n") == ["Log"]


def test_a_note_that_nothing_refers_to_is_shown_and_a_missing_one_is_text() -> None:
    shown = html("Text[^nowhere].\n\n[^lost]: still here\n")
    assert "[^nowhere]" in shown
    assert "still here" in shown


def test_formulas_become_mathml() -> None:
    shown = html("$\\frac{a}{b}$ and\n\n$$\nx^2 < y\n$$\n")
    assert '<math display="inline" alttext="\\frac{a}{b}"><mrow><mfrac>' in shown
    assert '<div class="math-block"><math display="block" alttext="x^2 &lt; y">' in shown


def test_a_formula_that_cannot_be_read_is_shown_as_it_is_written() -> None:
    assert html("$\\left(a^$").strip() == '<p><code class="math-problem">\\left(a^</code></p>'


def test_mermaid_is_labelled_code_whose_nodes_are_no_links() -> None:
    text = "```mermaid\ngraph TD\n  A[[Seals]]:::internal-link\n```\n"
    assert '<figure class="diagram-source"><figcaption>mermaid</figcaption><pre tabindex="0">' in read(text)
    assert targets(text) == []
