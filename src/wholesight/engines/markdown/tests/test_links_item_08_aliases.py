"""Item 8: an alias resolves a wikilink where no file has the name, and says so."""

from __future__ import annotations

from .vault import Vault

VAULT = Vault(
    "docks/Ice week.md", "Frost.md", aliases={"The freeze": "docks/Ice week.md", "Frost": "docks/Ice week.md"}
)


def test_a_bare_alias_is_aliased_not_resolved() -> None:
    assert VAULT.find("[[the freeze]]") == "docks/Ice week.md"
    assert VAULT.status("[[the freeze]]") == "aliased"


def test_a_file_of_that_name_comes_first() -> None:
    assert VAULT.find("[[Frost]]") == "Frost.md"
    assert VAULT.status("[[Frost]]") == "resolved"


def test_a_path_is_no_alias() -> None:
    assert VAULT.status("[[docks/The freeze]]") == "unresolved"


def test_markdown_links_name_files_only() -> None:
    assert VAULT.status("[freeze](The%20freeze)") == "unresolved"


def test_the_display_text_is_kept_beside_the_target() -> None:
    vault = Vault("Ice week.md")
    assert vault.find("[[Ice week|the freeze]]") == "Ice week.md"
    assert vault.status("[[Ice week|the freeze]]") == "resolved"
