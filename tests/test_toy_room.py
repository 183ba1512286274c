"""A room plugs in by one folder: all that tests/toy_room declares is there, and nothing else was touched."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.toy_room.models import ToyFields, Winding
from wholesight.kernel.kinds.registry import kind_named
from wholesight.kernel.pages.actions import create_page, edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.actions import add_person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.rooms.registry import fenced_block_renderers, rooms
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space

MOUSE = "---\nkind: toy\nsprings: 2\n---\nIt runs in circles.\n\n```wind\ntick\n```\n"


@pytest.fixture
def shelf(db: None) -> Space:
    return make_space(OPERATOR, "Shelf")


@pytest.fixture
def mouse(shelf: Space) -> Page:
    return create_page(OPERATOR, shelf, "Tin mouse.md", MOUSE)


@pytest.fixture
def ada(db: None, client: Client) -> Client:
    """Ada, signed in."""
    person, _ = add_person(OPERATOR, "Ada Lindqvist")
    client.force_login(person)
    return client


def test_the_room_is_found_by_its_folder() -> None:
    assert "toy_room" in [room.name for room in rooms()]
    assert kind_named("toy").label == "Toy"
    assert "wind" in fenced_block_renderers()


def test_a_page_of_its_kind_fills_its_companion(mouse: Page) -> None:
    assert mouse.kind == "toy"
    assert ToyFields.objects.get(page=mouse).springs == 2


def test_a_value_of_the_wrong_type_leaves_the_field_empty_and_the_text_alone(mouse: Page) -> None:
    mistyped = MOUSE.replace("2", "two")
    edit_page(OPERATOR, mouse, mistyped)
    assert ToyFields.objects.get(page=mouse).springs is None
    assert mouse.revision is not None
    assert mouse.revision.text == mistyped
    assert mouse.concerns.get().about == "springs"


def test_happenings_outlive_a_mistyped_kind(mouse: Page) -> None:
    Winding.objects.create(page=mouse, turns=3)
    edit_page(OPERATOR, mouse, MOUSE.replace("kind: toy", "kind: toi"))
    assert not ToyFields.objects.filter(page=mouse).exists()
    edit_page(OPERATOR, mouse, MOUSE)
    assert ToyFields.objects.filter(page=mouse).exists()
    assert Winding.objects.get(page=mouse).turns == 3


def test_it_hears_of_new_pages_after_they_are_saved(
    shelf: Space, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        mouse = create_page(OPERATOR, shelf, "Tin mouse.md", MOUSE)
        assert not Winding.objects.exists()
    assert Winding.objects.get().page == mouse


def test_its_panel_and_its_fenced_block_stand_on_the_page(ada: Client, mouse: Page) -> None:
    Winding.objects.create(page=mouse, turns=3)
    shown = ada.get(reverse("page", args=["Shelf", "Tin mouse"])).content.decode()
    assert '<p class="turns">3</p>' in shown
    assert '<p class="wind">tick tick tick</p>' in shown


def test_its_screen_has_an_address(ada: Client, mouse: Page) -> None:
    assert reverse("toy_shelf") == "/toys/shelf"
    assert "Tin mouse: 2" in ada.get("/toys/shelf").content.decode()
