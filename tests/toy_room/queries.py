"""What is asked about toys."""

from __future__ import annotations

from django.db.models import QuerySet, Sum

from tests.toy_room.models import ToyFields, Winding
from wholesight.kernel.pages.models import Page


def toys_with_springs() -> QuerySet[ToyFields]:
    return ToyFields.objects.filter(springs__gte=1).select_related("page").order_by("page__title")


def turns_of(page: Page) -> int:
    """How often the toy was turned in its life."""
    total = Winding.objects.filter(page=page).aggregate(total=Sum("turns"))["total"]
    return int(total or 0)
