"""Icons are ours, well formed, and silent unless they stand alone."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from wholesight.design.icons import PATHS, TURNING, draw


@pytest.mark.parametrize("name", PATHS)
def test_every_icon_is_well_formed(name: str) -> None:
    svg = ElementTree.fromstring(draw(name))
    assert svg.tag == "svg"
    assert len(svg) > 0


def test_an_icon_beside_words_says_nothing_to_a_screen_reader() -> None:
    assert 'aria-hidden="true"' in draw("search")


def test_an_icon_that_stands_alone_has_a_name() -> None:
    svg = draw("close", label='Close "Ada"')
    assert 'role="img" aria-label="Close &quot;Ada&quot;"' in svg
    assert "aria-hidden" not in svg


@pytest.mark.parametrize("label", ["", "Close"])
def test_an_icon_is_small_even_where_the_styles_did_not_arrive(label: str) -> None:
    assert 'width="24" height="24"' in draw("close", label)


def test_an_unknown_icon_says_which_there_are() -> None:
    with pytest.raises(KeyError, match="No icon is called 'serach'; there are mark, search"):
        draw("serach")


def test_arrows_turn_where_writing_runs_right_to_left() -> None:
    assert set(PATHS) >= TURNING
    assert "icon-turns" in draw("arrow")
    assert "icon-turns" not in draw("search")


def test_a_template_draws_it() -> None:
    page = Template('{% load design %}{% icon "check" label="Done" %}')
    assert page.render(Context()).startswith(
        '<svg class="icon" width="24" height="24" viewBox="0 0 24 24" role="img" aria-label="Done">'
    )
