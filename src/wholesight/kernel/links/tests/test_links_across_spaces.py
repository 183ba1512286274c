"""Links resolve in their own space; one whose first segment is another space's name resolves there."""

from __future__ import annotations

import pytest

from wholesight.kernel.links.tests.leading import leads, statuses, write
from wholesight.kernel.pages.actions import move_page, restore_page, trash_page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space


@pytest.fixture
def harbour(db: None) -> Space:
    return make_space(OPERATOR, "Harbour")


@pytest.fixture
def docks(db: None) -> Space:
    return make_space(OPERATOR, "Docks")


def test_a_name_alone_never_leaves_its_space(harbour: Space, docks: Space) -> None:
    write(docks, "Seals.md")
    assert leads(write(harbour, "Diary.md", "[[Seals]] [seals](Seals.md)")) == ["", ""]


def test_the_name_of_a_space_leads_into_it(harbour: Space, docks: Space) -> None:
    write(docks, "Winter/Seals.md")
    diary = write(
        harbour, "Diary.md", "[[Docks/Seals]] [[docks/Winter/Seals]] [seals](/Docks/Winter/Seals.md)"
    )
    assert leads(diary) == ["Docks: Winter/Seals.md"] * 3


def test_a_page_of_another_space_comes_goes_moves_and_comes_back(harbour: Space, docks: Space) -> None:
    diary = write(harbour, "Diary.md", "[[Docks/Seals]] [[Docks/Gaskets]]")
    seals = write(docks, "Seals.md")
    assert leads(diary) == ["Docks: Seals.md", ""]
    move_page(OPERATOR, seals, "Winter/Gaskets.md")
    assert leads(diary) == ["", "Docks: Winter/Gaskets.md"]
    trash_page(OPERATOR, seals)
    assert leads(diary) == ["", ""]
    restore_page(OPERATOR, seals)
    assert leads(diary) == ["", "Docks: Winter/Gaskets.md"]


def test_a_new_space_is_found_by_links_that_were_there_before(harbour: Space) -> None:
    diary = write(harbour, "Diary.md", "[[Quay/Seals]]")
    quay = make_space(OPERATOR, "Quay")
    assert statuses(diary) == ["unresolved"]
    write(quay, "Seals.md")
    assert leads(diary) == ["Quay: Seals.md"]


def test_a_new_space_does_not_take_over_the_links_into_a_folder_of_its_name(harbour: Space) -> None:
    own = write(harbour, "Quay/Seals.md")
    diary = write(harbour, "Diary.md", "[[Quay/Seals]]")
    quay = make_space(OPERATOR, "Quay")
    write(quay, "Seals.md")
    assert leads(diary) == ["Harbour: Quay/Seals.md"]
    trash_page(OPERATOR, own)
    assert leads(diary) == ["Quay: Seals.md"]
    restore_page(OPERATOR, own)
    assert leads(diary) == ["Harbour: Quay/Seals.md"]


def test_a_folder_of_the_name_that_comes_later_wins(harbour: Space, docks: Space) -> None:
    write(docks, "Seals.md")
    diary = write(harbour, "Diary.md", "[[Docks/Seals]]")
    write(harbour, "Docks/Seals.md")
    assert leads(diary) == ["Harbour: Docks/Seals.md"]


def test_the_own_name_of_a_space_leads_into_it_too(harbour: Space) -> None:
    write(harbour, "Seals.md")
    assert leads(write(harbour, "Diary.md", "[[Harbour/Seals]]")) == ["Harbour: Seals.md"]
