"""Item 6: Markdown addresses are percent-decoded, relative, and looked up in the whole vault too."""

from __future__ import annotations

import pytest

from wholesight.engines.markdown import folder_targets

from .vault import Vault, links


@pytest.mark.parametrize("address", ["Ice%20week.md", "<Ice week.md>", "Ice%20week", "./Ice%20week.md"])
def test_jorun_writes_a_name_with_a_space(address: str) -> None:
    assert Vault("Ice week.md").find(f"[ice]({address})") == "Ice week.md"


def test_relative_to_the_page_comes_before_the_root() -> None:
    vault = Vault("Plan.md", "docks/Plan.md")
    assert vault.find("[plan](Plan.md)", "docks/Day.md") == "docks/Plan.md"
    assert vault.find("[plan](../Plan.md)", "docks/Day.md") == "Plan.md"


def test_what_is_not_beside_the_page_is_looked_up_everywhere() -> None:
    assert Vault("far/away/Plan.md").find("[plan](Plan.md)", "docks/Day.md") == "far/away/Plan.md"


def test_the_fragment_is_decoded_and_apart() -> None:
    link = links("[seal](Seals.md#How%20they%20freeze)")[0]
    assert (link.target, link.fragment) == ("Seals.md", "How they freeze")


def test_a_query_is_not_part_of_the_name_but_an_encoded_question_mark_is() -> None:
    assert links("![dock](dock.png?raw=true)")[0].target == "dock.png"
    assert links("[why](Why%3F.md)")[0].target == "Why?.md"


def test_a_percent_sign_that_encodes_nothing_stays() -> None:
    assert links("[all](100%.md)")[0].target == "100%.md"


def test_reference_definitions_are_links_where_they_are_used() -> None:
    link = links("See [the seal][s].\n\n[s]: Seals.md#Ice")[0]
    assert (link.form, link.target, link.fragment, link.display) == (
        "markdown",
        "Seals.md",
        "Ice",
        "the seal",
    )


def test_a_folder_means_its_readme_or_index() -> None:
    assert Vault("guide/README.md").find("[guide](guide/)") is None
    assert folder_targets("guide/") == ("guide/README", "guide/index")
    assert folder_targets("./") == ("./README", "./index")
    assert folder_targets("/") == ("/README", "/index")


def test_addresses_elsewhere_are_no_links_of_the_vault() -> None:
    text = "[a](https://a.org) [b](mailto:ode@a.org) [c](//a.org/x) <https://a.org> https://a.org [d](tel:1)"
    assert links(text) == ()
