"""Reading concerns."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.prepared import PreparedQuery

FIELDS = [field.attname for field in Concern._meta.concrete_fields]


@PreparedQuery
def concerns_on(page_id: int) -> QuerySet[Concern, tuple[Any, ...]]:
    still_open = Concern.objects.filter(page_id=page_id, settled_at=None)
    return still_open.order_by("raised_at", "pk").values_list(*FIELDS)


def open_concerns(page: Page) -> list[Concern]:
    """What the owner of this page must look at, oldest first. One query."""
    return [Concern.from_db(connection.alias, FIELDS, row) for row in concerns_on(page.pk)]


def visible_concern(sight: Sight, concern_id: int) -> Concern | None:
    """An open concern in a space of this reader's."""
    found = Concern.objects.filter(pk=concern_id, space_id__in=sight.space_ids).select_related(
        "space", "page"
    )
    return found.first()
