"""Every link that bears a name is decided again when the name appears, goes, moves or changes."""

from __future__ import annotations

from wholesight.kernel.links.models import Link
from wholesight.kernel.links.tests.conftest import Write, leads
from wholesight.kernel.pages.actions import edit_page, move_page, restore_page, trash_page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space


def test_a_wanted_page_is_found_when_somebody_writes_it(write: Write) -> None:
    diary = write("Diary.md", "We need a [[Thawing kit]].")
    assert leads(diary) == [("unresolved", None)]
    write("Tools/Thawing kit.md")
    assert leads(diary) == [("resolved", "Tools/Thawing kit.md")]


def test_a_nearer_page_wins_over_a_resolved_link(write: Write) -> None:
    write("Elsewhere/Seal.md")
    check = write("Docks/Check.md", "[[Seal]]")
    assert leads(check) == [("resolved", "Elsewhere/Seal.md")]
    write("Docks/Seal.md")
    assert leads(check) == [("resolved", "Docks/Seal.md")]


def test_the_trash_gives_the_name_to_the_next_and_takes_it_back(write: Write) -> None:
    write("Elsewhere/Seal.md")
    near = write("Docks/Seal.md")
    check = write("Docks/Check.md", "[[Seal]]")
    trash_page(OPERATOR, near)
    assert leads(check) == [("resolved", "Elsewhere/Seal.md")]
    restore_page(OPERATOR, near)
    assert leads(check) == [("resolved", "Docks/Seal.md")]


def test_a_moved_page_is_found_by_its_name_and_not_by_its_old_path(write: Write) -> None:
    seal = write("Docks/Seal.md")
    diary = write("Diary.md", "[[Seal]] [[Docks/Seal]] [path](Docks/Seal.md)")
    move_page(OPERATOR, seal, "Parts/Seal.md")
    assert leads(diary) == [("resolved", "Parts/Seal.md"), ("unresolved", None), ("unresolved", None)]


def test_a_renamed_page_leaves_its_old_name_wanted(write: Write) -> None:
    seal = write("Seal.md")
    diary = write("Diary.md", "[[Seal]] [[Gasket]]")
    move_page(OPERATOR, seal, "Gasket.md")
    assert leads(diary) == [("unresolved", None), ("resolved", "Gasket.md")]


def test_an_alias_comes_and_goes_with_the_text(write: Write) -> None:
    seal = write("Seal.md", "---\naliases: [Gasket]\n---\n")
    diary = write("Diary.md", "[[Gasket]] [[Rubber ring]]")
    assert leads(diary) == [("aliased", "Seal.md"), ("unresolved", None)]
    edit_page(OPERATOR, seal, "---\ntitle: Rubber ring\n---\n")
    assert leads(diary) == [("unresolved", None), ("aliased", "Seal.md")]


def test_a_file_of_the_name_outranks_an_alias(write: Write) -> None:
    write("Seal.md", "---\naliases: [Gasket]\n---\n")
    diary = write("Diary.md", "[[Gasket]]")
    write("Far/away/Gasket.md")
    assert leads(diary) == [("resolved", "Far/away/Gasket.md")]


def test_a_heading_is_looked_for_again_when_the_text_changes(write: Write) -> None:
    seal = write("Seal.md", "# Grease\n")
    diary = write("Diary.md", "[[Seal#Grease]] [[Seal#^why]]")
    anchors = Link.objects.filter(source=diary).order_by("ordinal").values_list("anchor", flat=True)
    assert list(anchors) == ["grease", ""]
    edit_page(OPERATOR, seal, "# Oil\n\nBecause it creaks. ^why\n")
    assert list(anchors.all()) == ["", "^why"]


def test_another_space_is_named_by_the_first_segment(write: Write, handbook: Space) -> None:
    diary = write("Diary.md", "[[Workshop floor/Seal]]")
    floor = make_space(OPERATOR, "Workshop floor")
    assert leads(diary) == [("unresolved", None)]
    write("Parts/Seal.md", "", floor)
    assert leads(diary) == [("resolved", "Parts/Seal.md")]


def test_a_folder_of_the_own_space_comes_before_a_space_of_the_name(write: Write) -> None:
    floor = make_space(OPERATOR, "Docks")
    write("Seal.md", "", floor)
    own = write("Docks/Seal.md")
    diary = write("Diary.md", "[[Docks/Seal]]")
    assert Link.objects.get(source=diary).page == own
