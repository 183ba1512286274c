"""Item 4: of equal names the root's wins, then the own folder's, then the shortest path, then the first."""

from __future__ import annotations

from .vault import Vault


def test_the_page_at_the_root_wins() -> None:
    vault = Vault("team/Log.md", "Log.md", "docks/Log.md")
    assert vault.find("[[Log]]", "docks/Day.md") == "Log.md"
    assert vault.status("[[Log]]", "docks/Day.md") == "resolved"


def test_without_one_at_the_root_the_own_folder_wins() -> None:
    vault = Vault("a/Log.md", "docks/Log.md")
    assert vault.find("[[Log]]", "docks/Day.md") == "docks/Log.md"
    assert vault.status("[[Log]]", "docks/Day.md") == "resolved"


def test_the_folder_above_the_own_one_does_not_count() -> None:
    vault = Vault("docks/Log.md", "x/Log.md")
    assert vault.find("[[Log]]", "docks/north/Day.md") == "x/Log.md"


def test_then_the_shortest_path_wins_not_the_one_with_fewest_folders() -> None:
    vault = Vault("a-very-long-folder/Log.md", "a/b/Log.md")
    assert vault.find("[[Log]]") == "a/b/Log.md"
    assert vault.status("[[Log]]") == "ambiguous"


def test_then_the_first_in_order_whatever_order_they_come_in() -> None:
    assert Vault("b/Log.md", "a/Log.md").find("[[Log]]") == "a/Log.md"
    assert Vault("a/Log.md", "b/Log.md").find("[[Log]]") == "a/Log.md"
