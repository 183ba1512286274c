"""Item 16: `[[https://...]]` is an unresolved page, not a link elsewhere."""

from __future__ import annotations

from .vault import Vault, links


def test_an_address_in_double_brackets_is_a_page_that_is_missing() -> None:
    text = "[[https://saltwheel.example/a]]"
    assert [(link.form, link.target) for link in links(text)] == [("wikilink", "https://saltwheel.example/a")]
    assert Vault("a/b.md").status(text) == "unresolved"
