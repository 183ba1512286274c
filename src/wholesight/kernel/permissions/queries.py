"""The two questions of permission: `can(actor, act, on)`, and `visible_to(actor)` as the ids of the spaces
they may read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import singledispatch

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import Actor, Operator
from wholesight.kernel.prepared import PreparedQuery
from wholesight.kernel.spaces.models import Access, Membership, Role, Space


class Act(StrEnum):
    READ = "read"
    CREATE = "create"
    EDIT = "edit"
    MOVE = "move"
    TRASH = "trash"
    RESTORE = "restore"
    SETTLE = "settle"
    ADMINISTER = "administer"


class NotAllowed(PermissionDenied):
    """The actor may not do this here. Readers who may not even see the page are told that it does not
    exist."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a reader can see: spaces. Computed once a request and handed to every query."""

    spaces: tuple[Space, ...]

    @property
    def space_ids(self) -> list[int]:
        return [space.pk for space in self.spaces]

    def shows(self, space_id: int) -> bool:
        return any(space.pk == space_id for space in self.spaces)

    def space_named(self, name: str) -> Space | None:
        """The visible space of this name; None for one that is hidden as for one that does not exist."""
        return next((space for space in self.spaces if space.name == name), None)


WRITING = frozenset({Act.CREATE, Act.EDIT, Act.MOVE, Act.TRASH, Act.RESTORE, Act.SETTLE})


SPACE_FIELDS = [field.attname for field in Space._meta.concrete_fields]


@PreparedQuery
def spaces_of(person: int) -> QuerySet[Space, tuple[object, ...]]:
    member_of = Membership.objects.filter(person_id=person).values("space_id")
    return Space.objects.filter(~Q(access=Access.PRIVATE) | Q(pk__in=member_of)).values_list(*SPACE_FIELDS)


def visible_to(actor: Actor) -> Sight:
    """The spaces whose pages this reader can see: open and closed ones, and private ones they are a member
    of. One query."""
    if isinstance(actor, Operator):
        return Sight(tuple(Space.objects.all()))
    if not actor.is_active:
        return Sight(())
    rows = spaces_of(actor.pk)
    return Sight(tuple(Space.from_db(connection.alias, SPACE_FIELDS, row) for row in rows))


def allowed_acts(actor: Actor, space: Space) -> frozenset[Act]:
    """Everything that this actor may do in a space. The table in docs/reference/permissions.md says the
    same."""
    if isinstance(actor, Operator):
        return frozenset(Act)
    if not actor.is_active:
        return frozenset()
    role = Membership.objects.filter(person=actor, space=space).values_list("role", flat=True).first()
    if role == Role.STEWARD:
        return frozenset(Act)
    if role == Role.CONTRIBUTOR or (role is None and space.access == Access.OPEN):
        return WRITING | {Act.READ}
    if role == Role.READER or space.access != Access.PRIVATE:
        return frozenset({Act.READ})
    return frozenset()


@singledispatch
def space_of(on: object) -> Space:
    raise TypeError(f"permissions are asked of spaces and pages, not of {type(on).__name__}")


@space_of.register
def _(on: Space) -> Space:
    return on


@space_of.register
def _(on: Page) -> Space:
    return on.space


def can(actor: Actor, act: Act, on: Space | Page) -> bool:
    """Whether this actor may do this to a space or a page."""
    return act in allowed_acts(actor, space_of(on))


def require(actor: Actor, act: Act, on: Space | Page) -> None:
    """Raise NotAllowed unless the actor may do this."""
    if not can(actor, act, on):
        refused = gettext(
            "Your role in the space “%(space)s” does not include this, so nothing was changed. A steward of "
            "the space can give you another role."
        )
        raise NotAllowed(refused % {"space": space_of(on).name})
