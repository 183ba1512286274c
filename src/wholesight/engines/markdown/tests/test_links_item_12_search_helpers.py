"""Item 12: `[[##text]]` is a help of the completer; left in a text it means the heading."""

from __future__ import annotations

from .vault import links


def test_a_doubled_sign_means_the_heading() -> None:
    link = links("[[##Costs]]")[0]
    assert (link.target, link.fragment) == ("", "Costs")
