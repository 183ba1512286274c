"""How accounts come to be, and how the one behind a request is found."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest

from wholesight.kernel.people.models import Person
from wholesight.kernel.prepared import PreparedQuery

FIELDS = [field.attname for field in Person._meta.concrete_fields]


@PreparedQuery
def person_by_id(person: int) -> QuerySet[Person, tuple[Any, ...]]:
    return Person.objects.filter(pk=person, is_active=True).values_list(*FIELDS)


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves: for now accounts are made on the command line."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Accounts(AuthenticationBackend):
    """allauth's way of signing in; who is signed in is looked up on every request, so without detours."""

    def get_user(self, user_id: int) -> Person | None:
        rows = person_by_id(int(user_id))
        return Person.from_db(connection.alias, FIELDS, rows[0]) if rows else None
