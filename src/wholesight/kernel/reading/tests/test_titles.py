"""A page whose text begins with its title shows it once."""

from __future__ import annotations

from wholesight.kernel.reading.titles import said_once


def test_a_heading_that_repeats_the_title_goes_and_its_id_stays() -> None:
    assert said_once('<h2 id="seal-check">Seal check</h2>\n<p>Press.</p>', "Seal check") == (
        "Seal check",
        '<span id="seal-check"></span><p>Press.</p>',
    )


def test_the_heading_is_the_better_spelling_of_a_file_name() -> None:
    title, _html = said_once('<h2 id="x">Inclusion in <em>Code</em> Review</h2>', "inclusion-in-code-review")
    assert title == "Inclusion in Code Review"


def test_escaped_signs_are_the_same_signs() -> None:
    title, _html = said_once('<h2 id="x">Docks &amp; seals</h2>', "docks & seals")
    assert title == "Docks & seals"


def test_another_heading_stays() -> None:
    html = '<h2 id="what-to-carry">What to carry</h2>'
    assert said_once(html, "Seal check") == ("Seal check", html)


def test_a_heading_further_down_stays() -> None:
    html = '<p>First.</p><h2 id="seal-check">Seal check</h2>'
    assert said_once(html, "Seal check") == ("Seal check", html)


def test_signs_alone_are_no_title() -> None:
    html = '<h2 id="x">…</h2>'
    assert said_once(html, "—") == ("—", html)
