"""Item 2: letter case does not matter, unless it is all that tells files apart."""

from __future__ import annotations

import unicodedata

import pytest

from wholesight.engines.markdown import link_key

from .vault import Vault


@pytest.mark.parametrize("written", ["log", "LOG", "Log", "lOg"])
def test_ode_finds_the_log_however_it_is_written(written: str) -> None:
    assert Vault("Log.md").find(f"[[{written}]]") == "Log.md"


def test_of_names_that_differ_only_in_case_the_one_written_so_wins() -> None:
    vault = Vault("Log.md", "LOG.md")
    assert vault.find("[[LOG]]") == "LOG.md"
    assert vault.find("[[Log]]") == "Log.md"
    assert vault.status("[[log]]") == "ambiguous"


def test_the_same_letters_in_another_unicode_form_are_the_same_name() -> None:
    decomposed = unicodedata.normalize("NFD", "Übersicht")
    assert Vault(f"{decomposed}.md").find("[[übersicht]]") == f"{decomposed}.md"


def test_of_two_unicode_forms_the_one_written_so_wins() -> None:
    decomposed = unicodedata.normalize("NFD", "Übersicht.md")
    vault = Vault("Übersicht.md", decomposed)
    assert vault.find(f"[[{decomposed}]]") == decomposed
    assert vault.find("[[Übersicht]]") == "Übersicht.md"


def test_the_key_of_a_name_folds_case_and_form_and_leaves_the_extension_out() -> None:
    keys = {link_key(name) for name in ("a/Straße.MD", "STRASSE", "Strasse.md", "b/c/straße")}
    assert keys == {"strasse"}
