"""Making spaces and saying who belongs to them."""

from __future__ import annotations

from django.db import transaction

from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import MemberAdded, SpaceMade
from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.links.actions import resolve_space_name
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import Actor, Operator
from wholesight.kernel.permissions.queries import Act, NotAllowed, require
from wholesight.kernel.spaces.models import Access, Membership, Role, Space

FORBIDDEN = frozenset('/\\[]#^|<>:"?*')
NAME_LIMIT = 120


class SpaceRefused(Exception):
    """The space could not be made; the message says why."""


def make_space(
    actor: Actor, name: str, *, access: str = Access.OPEN, language: str = "en", description: str = ""
) -> Space:
    """Make a space. Whoever makes one is its steward. Links that begin with its name are resolved again.

    Raises SpaceRefused where the name is empty, taken (in any case or Unicode form) or cannot stand in a link
    or a folder's name; NotAllowed unless the actor is the operator or a steward of the organization.
    """
    if not isinstance(actor, Operator) and not actor.is_steward:
        raise NotAllowed("Only a steward of the organization makes spaces.")
    name = usable_name(name)
    if access not in Access.values:
        raise SpaceRefused(f"{access!r} is no access; use {', '.join(Access.values)}.")
    with transaction.atomic():
        if Space.objects.filter(key=fold(name)).exists():
            raise SpaceRefused(f"There is a space named {name!r} already.")
        space = Space.objects.create(
            name=name, key=fold(name), access=access, language=language, description=description
        )
        if isinstance(actor, Person):
            Membership.objects.create(space=space, person=actor, role=Role.STEWARD)
        resolve_space_name(space)
        record(actor, SpaceMade(space=space.pk, name=name))
    return space


def usable_name(name: str) -> str:
    """The name with single blanks, or SpaceRefused where it cannot name a space."""
    name = " ".join(name.split())
    unusable = any(character in FORBIDDEN or not character.isprintable() for character in name)
    if not name or len(name) > NAME_LIMIT or name.startswith(".") or unusable:
        raise SpaceRefused(
            f"{name!r} cannot name a space: it takes 1 to {NAME_LIMIT} characters, no dot at the start "
            f"and none of {' '.join(sorted(FORBIDDEN))}"
        )
    return name


def add_member(actor: Actor, space: Space, person: Person, role: str = Role.CONTRIBUTOR) -> Membership:
    """Give a person a role in a space, or change it."""
    require(actor, Act.ADMINISTER, space)
    with transaction.atomic():
        membership, _ = Membership.objects.update_or_create(
            space=space, person=person, defaults={"role": Role(role)}
        )
        record(actor, MemberAdded(space=space.pk, person=person.pk, role=role))
    return membership
