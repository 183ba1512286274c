from __future__ import annotations

import pytest

from wholesight.kernel.search.queries import suggest
from wholesight.kernel.search.suggestions import nearness
from wholesight.kernel.search.tests.conftest import Write
from wholesight.kernel.spaces.models import Space


@pytest.fixture(autouse=True)
def pages(write: Write) -> None:
    write("Ice week.md", "Forty docks out.")
    write("Crews/After-action review of the ice week.md", "# After-action review\n\nText.")
    write("Dock maintenance.md", "---\naliases: [Keeping docks alive]\n---\nText.")
    write("Über uns.md", "Text.")


def titles(typed: str) -> list[str]:
    return [page.title for page in suggest(typed, None)]


def test_the_beginning_of_a_title_comes_before_its_middle() -> None:
    assert titles("ice") == ["Ice week", "After-action review of the ice week"]


def test_beginnings_of_several_words_in_any_order() -> None:
    assert titles("rev aft") == ["After-action review of the ice week"]


def test_a_whole_word_with_another_ending() -> None:
    assert titles("docks") == ["Dock maintenance"]


def test_another_name_of_the_page() -> None:
    assert titles("keeping do") == ["Dock maintenance"]


def test_letters_in_their_order() -> None:
    assert titles("dckmnt") == ["Dock maintenance"]


def test_letters_are_no_wildcards() -> None:
    assert titles("%%%") == titles("___") == []


def test_a_typing_error() -> None:
    assert titles("maintenence") == ["Dock maintenance"]


def test_an_accent_may_be_left_out() -> None:
    assert titles("uber") == ["Über uns"]


def test_pages_of_other_spaces_are_not_suggested(
    write: Write, vault_of_secrets: Space, harbour: Space
) -> None:
    write("Ice merger.md", "Text.", vault_of_secrets)
    assert "Ice merger" not in [page.title for page in suggest("ice", [harbour.pk])]
    assert [page.title for page in suggest("ice m", [vault_of_secrets.pk])] == ["Ice merger"]


def test_nothing_typed_suggests_nothing() -> None:
    assert titles("") == titles("  -  ") == titles("\0") == titles("\ud800") == []


def test_the_same_title_is_nearest() -> None:
    order = ["ice", "ice week", "the ice", "an icebox", "mice", "in case"]
    mixed = sorted(order, reverse=True)
    assert sorted(mixed, key=lambda title: nearness("ice", title)) == order
