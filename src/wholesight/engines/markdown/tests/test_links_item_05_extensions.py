"""Item 5: a name without extension means a page; attachments are named with theirs."""

from __future__ import annotations

from .vault import Vault

VAULT = Vault("map.md", "map.canvas", "map.png", "quay.png", "Makefile")


def test_without_extension_the_page_is_meant() -> None:
    assert VAULT.find("[[map]]") == "map.md"


def test_an_attachment_needs_its_extension() -> None:
    assert VAULT.find("![[map.canvas]]") == "map.canvas"
    assert VAULT.find("![[map.PNG]]") == "map.png"
    assert VAULT.find("![[quay]]") is None


def test_a_file_that_has_no_extension_is_found_by_its_name() -> None:
    assert VAULT.find("[how it is built](Makefile)") == "Makefile"
