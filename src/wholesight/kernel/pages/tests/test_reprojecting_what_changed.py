"""A projection that was prepared from an older text, place or state never overwrites a newer one."""

from __future__ import annotations

import pytest

from wholesight.kernel.links.models import Name
from wholesight.kernel.pages.actions import create_page, edit_page, move_page, reproject_pages, trash_page
from wholesight.kernel.pages.models import Heading, Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space


@pytest.fixture
def seals(db: None) -> Page:
    create_page(OPERATOR, make_space(OPERATOR, "Harbour"), "Seals.md", "# Old\n")
    return loaded()


def loaded() -> Page:
    """The page as a job has loaded it to project it."""
    return Page.objects.select_related("space", "revision").get()


def test_an_edit_wins(seals: Page) -> None:
    edit_page(OPERATOR, loaded(), "# New\n")
    reproject_pages([seals])
    assert [heading.text for heading in Heading.objects.all()] == ["New"]


def test_a_move_wins(seals: Page) -> None:
    move_page(OPERATOR, loaded(), "Winter/Gaskets.md")
    reproject_pages([seals])
    assert [(name.key, name.path) for name in Name.objects.all()] == [("gaskets", "Winter/Gaskets.md")]
    assert loaded().title == "Gaskets"


def test_the_trash_wins(seals: Page) -> None:
    trash_page(OPERATOR, loaded())
    reproject_pages([seals])
    assert not Name.objects.exists()


def test_an_edit_that_was_begun_before_a_move_keeps_the_new_place(seals: Page) -> None:
    move_page(OPERATOR, loaded(), "Winter/Gaskets.md")
    edit_page(OPERATOR, seals, "# New\n")
    page = loaded()
    assert (page.path, page.title) == ("Winter/Gaskets.md", "Gaskets")
    assert [name.key for name in Name.objects.all()] == ["gaskets"]
