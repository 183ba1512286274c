"""Item 3: a path leads from the vault's root; the end of a path is enough."""

from __future__ import annotations

from .vault import Vault

VAULT = Vault("Projects/Winter/Plan.md", "Archive/Plan.md", "Plan notes.md")


def test_a_full_path_from_the_root() -> None:
    assert VAULT.find("[[Projects/Winter/Plan]]") == "Projects/Winter/Plan.md"


def test_the_end_of_a_path_is_enough() -> None:
    assert VAULT.find("[[Winter/Plan]]") == "Projects/Winter/Plan.md"


def test_a_path_ends_at_a_folder_not_in_the_middle_of_a_name() -> None:
    assert VAULT.find("[[inter/Plan]]") is None


def test_a_slash_in_front_means_the_root() -> None:
    assert VAULT.find("[[/Archive/Plan]]") == "Archive/Plan.md"
    assert VAULT.find("[old plan](/Archive/Plan.md)") == "Archive/Plan.md"


def test_a_folder_that_is_not_there_resolves_nothing() -> None:
    assert VAULT.find("[[Summer/Plan]]") is None
