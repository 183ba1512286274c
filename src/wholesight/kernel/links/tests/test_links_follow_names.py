"""Links of every form follow the pages and files that bear their name, wherever these go."""

from __future__ import annotations

from pathlib import Path

import pytest

from wholesight.kernel.attachments.actions import attach
from wholesight.kernel.links.models import Link
from wholesight.kernel.links.tests.leading import leads, statuses, write
from wholesight.kernel.pages.actions import PageRefused, edit_page, move_page, restore_page, trash_page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space


@pytest.fixture
def harbour(db: None) -> Space:
    return make_space(OPERATOR, "Harbour")


def test_a_wanted_page_is_found_as_soon_as_it_is_written(harbour: Space) -> None:
    diary = write(harbour, "Diary.md", "[[Seals]] ![[Seals]] [seals](Seals.md)")
    assert leads(diary) == ["", "", ""]
    write(harbour, "Winter/Seals.md")
    assert leads(diary) == ["Harbour: Winter/Seals.md"] * 3


def test_the_last_page_of_a_name_leaves_a_wanted_page(harbour: Space) -> None:
    seals = write(harbour, "Seals.md")
    diary = write(harbour, "Diary.md", "[[Seals]]")
    trash_page(OPERATOR, seals)
    assert (leads(diary), statuses(diary)) == ([""], ["unresolved"])


def test_a_moved_page_finds_what_is_near_its_new_place(harbour: Space) -> None:
    for folder in ("Summer", "Winter"):
        write(harbour, f"{folder}/Seals.md")
    diary = write(harbour, "Summer/Diary.md", "[[Seals]] [seals](Seals.md) [up](../Winter/Seals.md)")
    move_page(OPERATOR, diary, "Winter/Diary.md")
    assert leads(diary) == ["Harbour: Winter/Seals.md"] * 3


def test_a_move_that_only_changes_the_case_keeps_its_links(harbour: Space) -> None:
    seals = write(harbour, "seals.md")
    diary = write(harbour, "Diary.md", "[[Seals]]")
    move_page(OPERATOR, seals, "Seals.md")
    assert leads(diary) == ["Harbour: Seals.md"]


def test_a_move_away_from_a_namesake_makes_a_link_sure_again(harbour: Space) -> None:
    write(harbour, "A/Seals.md")
    other = write(harbour, "B/Seals.md")
    diary = write(harbour, "Diary.md", "[[Seals]]")
    assert statuses(diary) == ["ambiguous"]
    move_page(OPERATOR, other, "B/Gaskets.md")
    assert (leads(diary), statuses(diary)) == (["Harbour: A/Seals.md"], ["resolved"])


def test_a_file_of_the_name_outranks_an_alias(harbour: Space) -> None:
    write(harbour, "Seals.md", "---\naliases: [Gaskets]\n---\n")
    diary = write(harbour, "Diary.md", "[[Gaskets]]")
    gaskets = write(harbour, "Far/away/Gaskets.md")
    assert (leads(diary), statuses(diary)) == (["Harbour: Far/away/Gaskets.md"], ["resolved"])
    trash_page(OPERATOR, gaskets)
    assert (leads(diary), statuses(diary)) == (["Harbour: Seals.md"], ["aliased"])


def test_a_picture_is_found_as_soon_as_it_is_there(harbour: Space, tmp_path: Path) -> None:
    diary = write(harbour, "Diary.md", "![[map.png]] ![map](map.png)")
    (tmp_path / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    attach(OPERATOR, harbour, "Pictures/map.png", tmp_path / "map.png")
    assert leads(diary) == ["Harbour: Pictures/map.png"] * 2


def test_a_folder_is_linked_by_its_readme(harbour: Space) -> None:
    diary = write(harbour, "Diary.md", "[how we test](Testing/)")
    readme = write(harbour, "Testing/README.md")
    assert leads(diary) == ["Harbour: Testing/README.md"]
    move_page(OPERATOR, readme, "Checking/README.md")
    assert leads(diary) == [""]


def test_a_restored_page_links_as_things_stand_now(harbour: Space) -> None:
    diary = write(harbour, "Winter/Diary.md", "[[Seals]]")
    trash_page(OPERATOR, diary)
    write(harbour, "Winter/Seals.md")
    restore_page(OPERATOR, diary)
    assert leads(diary) == ["Harbour: Winter/Seals.md"]


def test_what_lies_in_the_trash_is_neither_edited_nor_moved(harbour: Space) -> None:
    seals = write(harbour, "Seals.md")
    diary = write(harbour, "Diary.md", "[[Seals]] [[Gaskets]]")
    trash_page(OPERATOR, seals)
    with pytest.raises(PageRefused, match="in the trash"):
        edit_page(OPERATOR, seals, "New words")
    with pytest.raises(PageRefused, match="in the trash"):
        move_page(OPERATOR, seals, "Gaskets.md")
    trash_page(OPERATOR, seals)
    assert leads(diary) == ["", ""]


def test_a_place_that_was_taken_meanwhile_is_not_restored_into(harbour: Space) -> None:
    old = write(harbour, "Seals.md")
    trash_page(OPERATOR, old)
    new = write(harbour, "Seals.md")
    diary = write(harbour, "Diary.md", "[[Seals]]")
    with pytest.raises(PageRefused, match=r"There is a page at Seals\.md now"):
        restore_page(OPERATOR, old)
    assert Link.objects.get(source=diary).page_id == new.pk
