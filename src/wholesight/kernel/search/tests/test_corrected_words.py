from __future__ import annotations

from wholesight.kernel.search.queries import search
from wholesight.kernel.search.tests.conftest import Find, Write
from wholesight.kernel.spaces.models import Space


def test_a_mistyped_word_is_put_right_and_said(write: Write, harbour: Space) -> None:
    write("seals.md", "Press the seal with a thumb.")
    results = search("sael thumb", space_ids=[harbour.pk])
    assert [hit.path for hit in results.hits] == ["seals.md"]
    assert results.corrections == {"sael": "seal"}
    assert ("seal", True) in results.hits[0].snippet


def test_a_word_that_is_there_is_not_put_right(write: Write, harbour: Space) -> None:
    write("a.md", "The seel of Bram.")
    write("b.md", "A seal.")
    results = search("seel", space_ids=[harbour.pk])
    assert [hit.path for hit in results.hits] == ["a.md"]
    assert results.corrections == {}


def test_a_rare_word_near_a_frequent_one_finds_both_itself_first(write: Write, harbour: Space) -> None:
    write("typo.md", "The batery of Bram.")
    for number in range(25):
        write(f"{number}.md", "A battery.")
    results = search("batery", space_ids=[harbour.pk], limit=3)
    assert results.hits[0].path == "typo.md"
    assert len(results.hits) == 3
    assert results.corrections == {"batery": "battery"}


def test_the_word_that_goes_with_the_others_is_meant(write: Write, harbour: Space) -> None:
    write("seal.md", "The seal of the dock froze.")
    for number in range(3):
        write(f"{number}.md", "Bikes on sale.")
    assert search("sael dock", space_ids=[harbour.pk]).corrections == {"sael": "seal"}


def test_two_errors_in_a_long_word_are_put_right(write: Write, harbour: Space) -> None:
    write("m.md", "Maintenance of docks.")
    assert search("maintanence", space_ids=[harbour.pk]).corrections == {"maintanence": "maintenance"}


def test_a_correction_has_its_accents(write: Write, harbour: Space) -> None:
    write("d.md", "---\nlanguage: fr\n---\nLe développement du port.")
    assert search("devloppement", space_ids=[harbour.pk]).corrections == {"devloppement": "développement"}


def test_a_word_of_hidden_pages_is_never_offered(
    write: Write, harbour: Space, vault_of_secrets: Space
) -> None:
    write("open.md", "A dock.")
    write("plan.md", "The merger.", vault_of_secrets)
    results = search("mergr", space_ids=[harbour.pk])
    assert (results.hits, results.corrections) == ([], {})


def test_nor_is_another_form_of_a_word_that_is_seen(
    write: Write, harbour: Space, vault_of_secrets: Space
) -> None:
    write("open.md", "We merge branches.")
    write("plan.md", "Merging.", vault_of_secrets)
    assert search("merginng", space_ids=[harbour.pk]).corrections == {}


def test_a_word_that_only_hidden_pages_have_is_corrected_as_if_there_were_none(
    write: Write, harbour: Space, vault_of_secrets: Space, find: Find
) -> None:
    write("open.md", "A merge.")
    write("plan.md", "The verge.", vault_of_secrets)
    assert search("verge", space_ids=[harbour.pk]).corrections == {"verge": "merge"}
    assert find("verge", harbour, vault_of_secrets) == ["plan.md"]
