"""Reading concerns."""

from __future__ import annotations

from django.db.models import QuerySet

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight


def open_concerns(page: Page) -> QuerySet[Concern]:
    """What the owner of this page must look at, oldest first."""
    return Concern.objects.filter(page=page, settled_at=None).order_by("raised_at", "pk")


def visible_concern(sight: Sight, concern_id: int) -> Concern | None:
    """An open concern in a space of this reader's."""
    found = Concern.objects.filter(pk=concern_id, space_id__in=sight.space_ids).select_related(
        "space", "page"
    )
    return found.first()
