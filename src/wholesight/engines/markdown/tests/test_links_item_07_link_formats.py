"""Item 7: links in all three formats are read: shortest, relative, absolute; none leads out."""

from __future__ import annotations

import pytest

from .vault import Vault

VAULT = Vault("docks/north/Pier.md", "docks/Crew.md", "Home.md")


@pytest.mark.parametrize("written", ["Crew", "../Crew", "docks/Crew", "/docks/Crew"])
def test_the_crew_page_from_the_pier_in_every_format(written: str) -> None:
    assert VAULT.find(f"[[{written}]]", "docks/north/Pier.md") == "docks/Crew.md"
    assert VAULT.find(f"[crew]({written}.md)", "docks/north/Pier.md") == "docks/Crew.md"


def test_two_folders_up() -> None:
    assert VAULT.find("[home](../../Home.md)", "docks/north/Pier.md") == "Home.md"


@pytest.mark.parametrize("written", ["../Home", "../../Home", "docks/../../Home"])
def test_a_path_that_climbs_out_of_the_vault_resolves_nothing(written: str) -> None:
    assert VAULT.find(f"[[{written}]]", "Desk.md") is None
    assert VAULT.find(f"[home]({written}.md)", "Desk.md") is None


def test_a_path_with_dots_is_only_relative() -> None:
    assert VAULT.find("[[./Crew]]", "docks/north/Pier.md") is None
