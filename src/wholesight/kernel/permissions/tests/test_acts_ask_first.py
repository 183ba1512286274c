"""Every act asks whether it is allowed before it changes anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.attachments.actions import attach
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.concerns.actions import Raised, raise_concern, settle_concern
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.actions import create_page, edit_page, move_page, restore_page, trash_page
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.permissions.queries import NotAllowed
from wholesight.kernel.spaces.actions import add_member, make_space
from wholesight.kernel.spaces.models import Membership, Role, Space

Act = Callable[[Person, Page, Path], object]
ACTS: dict[str, Act] = {
    "create": lambda person, page, file: create_page(person, page.space, "New.md", "New"),
    "edit": lambda person, page, file: edit_page(person, page, "Changed"),
    "move": lambda person, page, file: move_page(person, page, "Moved.md"),
    "trash": lambda person, page, file: trash_page(person, page),
    "restore": lambda person, page, file: restore_page(person, Page.objects.get(path="Gone.md")),
    "settle": lambda person, page, file: settle_concern(person, Concern.objects.get()),
    "attach": lambda person, page, file: attach(person, page.space, "file.txt", file),
    "administer": lambda person, page, file: add_member(person, page.space, person, Role.STEWARD),
}
NEEDS = dict.fromkeys(ACTS, Role.CONTRIBUTOR) | {"administer": Role.STEWARD}


@pytest.fixture
def seals(db: None) -> Page:
    """A page of a private space, one beside it in the trash, and a concern."""
    rules = make_space(OPERATOR, "Rules", access="private")
    trash_page(OPERATOR, create_page(OPERATOR, rules, "Gone.md", "Gone"))
    page = create_page(OPERATOR, rules, "Seals.md", "Grease them.")
    raise_concern(page, Raised("review", "", "Its review is overdue."))
    return page


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("words")
    return tmp_path / "file"


def tomas(space: Space, role: str) -> Person:
    person = Person.objects.create_user("tomas", name="Tomás Rey")
    if role:
        add_member(OPERATOR, space, person, role)
    return person


def everything() -> list[object]:
    rows = [Page, Revision, Concern, Attachment, Membership, Activity]
    return [list(model._default_manager.order_by("pk").values()) for model in rows]


@pytest.mark.parametrize("role", ["", Role.READER, Role.CONTRIBUTOR, Role.STEWARD])
@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_changes_nothing(act: str, role: str, seals: Page, file: Path) -> None:
    person = tomas(seals.space, role)
    before = everything()
    if role == Role.STEWARD or role == NEEDS[act]:
        ACTS[act](person, seals, file)
        assert everything() != before
        assert Activity.objects.latest("pk").person_id in {person.pk, None}
    else:
        with pytest.raises(NotAllowed):
            ACTS[act](person, seals, file)
        assert everything() == before


@pytest.mark.parametrize("act", ACTS)
def test_one_who_left_does_nothing_more(act: str, seals: Page, file: Path) -> None:
    person = tomas(seals.space, Role.STEWARD)
    person.is_active = False
    with pytest.raises(NotAllowed):
        ACTS[act](person, seals, file)


def test_spaces_are_made_by_stewards_of_the_organization(db: None) -> None:
    oskar = Person.objects.create_user("oskar", name="Oskar Nyberg")
    with pytest.raises(NotAllowed):
        make_space(oskar, "Quay")
    oskar.is_steward = True
    quay = make_space(oskar, "Quay")
    assert Membership.objects.get(space=quay).role == Role.STEWARD


def test_a_steward_of_the_organization_has_no_key_to_a_private_space(seals: Page, file: Path) -> None:
    henrike = Person.objects.create_user("henrike", name="Henrike Voss", is_steward=True)
    for act in ACTS.values():
        with pytest.raises(NotAllowed):
            act(henrike, seals, file)
