"""What is done to accounts."""

from __future__ import annotations

import secrets
import unicodedata

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import PersonAdded
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR, Operator


class PersonRefused(Exception):
    """The account could not be made; the message says why."""


def add_person(
    actor: Operator,
    name: str,
    *,
    username: str = "",
    email: str = "",
    password: str = "",
    steward: bool = False,
) -> tuple[Person, str]:
    """Make an account and return it with its password, which is made up where none is given.

    The first account of an organization is always a steward, so that somebody can look after it.
    Raises PersonRefused where the name is empty, the user name is taken or the password is too weak.
    """
    assert actor is OPERATOR
    name = " ".join(name.split())
    username = username or username_for(name)
    if not any(character.isalnum() for character in name) or not username:
        raise PersonRefused("A person needs a name with at least one letter or digit.")
    password = password or secrets.token_urlsafe(12)
    with transaction.atomic():
        if Person.objects.filter(username__iexact=username).exists():
            raise PersonRefused(f"The user name {username!r} is taken. Give another one with --username.")
        person = Person(username=username, name=name, email=email)
        try:
            validate_password(password, person)
            person.set_password(password)
            person.is_steward = steward or not Person.objects.exists()
            person.full_clean()
        except ValidationError as error:
            raise PersonRefused(" ".join(error.messages)) from error
        person.save()
        record(actor, PersonAdded(person=person.pk, name=name))
    return person, password


def username_for(name: str) -> str:
    """A user name out of a person's name: `Tomás Rey` gives `tomas.rey`."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in decomposed if c.isalnum() or c.isspace() or c in "-.")
    return ".".join(letters.split())[:80]
