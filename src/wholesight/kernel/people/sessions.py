"""Sessions in the database, so that they can be listed and ended; read on every request, so without
detours."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from wholesight.kernel.prepared import PreparedQuery

FIELDS = ("session_key", "session_data", "expire_date")


@PreparedQuery
def session_by_key(key: str) -> QuerySet[Session, tuple[Any, ...]]:
    return Session.objects.filter(session_key=key).values_list(*FIELDS)


class SessionStore(DatabaseSessions):
    def _get_session_from_db(self) -> Session | None:
        """The session of this key; one that is over or unknown counts as none, and gets a new key when
        saved."""
        rows = session_by_key(self.session_key or "")
        if not rows or rows[0][2] <= timezone.now():
            self._session_key = None
            return None
        return Session.from_db(connection.alias, FIELDS, rows[0])
