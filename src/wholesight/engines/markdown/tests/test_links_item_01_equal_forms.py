"""Item 1: four ways to write a link mean the same page."""

from __future__ import annotations

import pytest

from .vault import Vault


@pytest.mark.parametrize("text", ["[[Seals]]", "[[Seals.md]]", "[seal](Seals.md)", "[seal](Seals)"])
def test_mara_links_to_the_seals_page_in_four_ways(text: str) -> None:
    assert Vault("Seals.md", "Docks.md").find(text) == "Seals.md"


def test_the_extension_may_be_in_capitals_on_disk_and_in_the_link() -> None:
    assert Vault("Ext.MD").find("[[Ext.MD]]") == "Ext.MD"
    assert Vault("Ext.MD").find("[[ext]]") == "Ext.MD"


def test_a_full_stop_in_a_name_is_not_an_extension() -> None:
    assert Vault("Version 1.2.md").find("[[Version 1.2]]") == "Version 1.2.md"


def test_a_title_behind_the_address_is_not_part_of_it() -> None:
    assert Vault("Seals.md").find('[seal](Seals.md "How they freeze")') == "Seals.md"
