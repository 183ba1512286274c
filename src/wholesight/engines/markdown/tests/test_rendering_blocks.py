"""How blocks are shown."""

from __future__ import annotations

from wholesight.engines.markdown import outline

from .vault import html


def test_headings_go_one_level_down_below_the_title_of_the_page() -> None:
    shown = html("# Winter\n\n###### Deep\n\nSetext\n---\n")
    assert shown == '<h2 id="winter">Winter</h2>\n<h6 id="deep">Deep</h6>\n<h3 id="setext">Setext</h3>\n'
    assert [heading.level for heading in outline("# Winter\n\n###### Deep\n").headings] == [1, 6]


def test_the_ids_of_headings_are_the_slugs_of_the_outline() -> None:
    text = "# A & B\n# A [[B|& B]]\n> # In quote\n\n- # In item\n\nnote[^1]\n\n[^1]: # In note\n"
    slugs = [heading.slug for heading in outline(text).headings]
    assert len(set(slugs)) == 5
    shown = html(text)
    assert all(f'id="{slug}"' in shown for slug in slugs)


def test_a_table_scrolls_by_itself_and_can_be_reached_by_keyboard() -> None:
    shown = html("| a | b |\n|:-:|--:|\n| 1 | **2** |\n")
    assert shown.startswith('<div class="table-scroll" role="group" aria-label="Table" tabindex="0"><table>')
    assert '<th scope="col" class="align-center">a</th>' in shown
    assert '<td class="align-right"><strong>2</strong></td>' in shown
    assert shown.rstrip().endswith("</table></div>")


def test_lists_keep_their_numbers_and_their_tightness() -> None:
    assert html("3. a\n4. b\n") == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'
    assert html("- a\n\n- b\n") == "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"


def test_rules_and_quotes() -> None:
    assert html("a\n\n---\n\n> b\n>> c\n") == (
        "<p>a</p>\n<hr>\n<blockquote>\n<p>b</p>\n<blockquote>\n<p>c</p>\n</blockquote>\n</blockquote>\n"
    )


def test_a_paragraph_that_only_holds_a_comment_is_not_shown() -> None:
    assert html("%%draft%%\n\nText %%not this%% here") == "<p>Text  here</p>\n"


def test_a_comment_over_blocks_leaves_what_is_around_it() -> None:
    shown = html("Before %%hidden\n\n- hidden\n\nend%% after\n\n%%\nhidden\n%% shown\n")
    assert "hidden" not in shown
    assert shown == "<p>Before</p>\n<p>after</p>\n<p>shown</p>\n"


def test_a_comment_without_end_hides_the_rest_and_says_so() -> None:
    text = "---\na: 1\n---\nShown\n\n%%\nhidden\n\n# hidden\n"
    page = outline(text)
    assert page.text == "Shown"
    assert [problem.line for problem in page.problems] == [6]
    assert html(text) == "<p>Shown</p>\n"


def test_front_matter_is_not_shown() -> None:
    assert html("---\ntitle: x\n---\nBody") == "<p>Body</p>\n"
