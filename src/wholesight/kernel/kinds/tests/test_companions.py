"""A kind's queryable fields are projected from its page's text, and only from there."""

from __future__ import annotations

from datetime import date

import pytest

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.kinds.models import ActionFields
from wholesight.kernel.kinds.registry import Kind, KindTaken, kind_named, register_kind
from wholesight.kernel.pages.actions import create_page, edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space

ACTION = "---\nkind: action\nstatus: {status}\ndue: {due}\n---\nGrease the seals.\n"


@pytest.fixture
def handbook(db: None) -> Space:
    return make_space(OPERATOR, "Handbook")


def grease(space: Space, status: str = "Open", due: str = "2025-11-01") -> Page:
    return create_page(OPERATOR, space, "Grease the seals.md", ACTION.format(status=status, due=due))


def test_fields_follow_the_text(handbook: Space) -> None:
    page = grease(handbook)
    assert page.kind == "action"
    assert ActionFields.objects.values_list("status", "due").get(page=page) == ("open", date(2025, 11, 1))
    edit_page(OPERATOR, page, ACTION.format(status="done", due="2025-11-02"))
    assert ActionFields.objects.values_list("status", "due").get(page=page) == ("done", date(2025, 11, 2))


def test_a_wrong_value_leaves_the_field_empty_and_raises_a_concern(handbook: Space) -> None:
    page = grease(handbook, due="next spring")
    assert ActionFields.objects.get(page=page).due is None
    assert "next spring" in Concern.objects.get(page=page, settled_at=None).message
    edit_page(OPERATOR, page, ACTION.format(status="open", due="2025-11-02"))
    assert not Concern.objects.filter(page=page, settled_at=None).exists()


def test_a_page_that_is_no_action_any_more_has_no_fields(handbook: Space) -> None:
    page = grease(handbook)
    edit_page(OPERATOR, page, "Just words now.")
    page.refresh_from_db()
    assert page.kind == "note"
    assert not ActionFields.objects.exists()


def test_a_kind_that_no_room_declares_is_read_as_a_note(handbook: Space) -> None:
    page = create_page(OPERATOR, handbook, "Strange.md", "---\nkind: spaceship\n---\n")
    assert page.kind == "note"
    assert kind_named("spaceship").name == "note"


def test_two_rooms_cannot_declare_the_same_kind() -> None:
    with pytest.raises(KindTaken, match="declared twice"):
        register_kind(Kind("action", "Another action"))
