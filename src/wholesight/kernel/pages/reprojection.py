"""Brings pages up to date whose projections were written by an older version of a projector."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from wholesight.kernel.pages.actions import reproject_pages
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.projection import STAMP
from wholesight.kernel.rows import batches

PAGES_AT_ONCE = 10  # keeps the write lock for about 50 ms


def stale_pages() -> QuerySet[Page]:
    return Page.objects.filter(trashed_at=None).exclude(projected=STAMP)


def reproject_stale(
    *, everything: bool = False, space_name: str = "", progress: Callable[[str, int, int], None]
) -> int:
    """Project stale pages (or all) anew, in short transactions; it can be stopped and started again.
    Returns how many."""
    pages = Page.objects.filter(trashed_at=None) if everything else stale_pages()
    if space_name:
        pages = pages.filter(space__name=space_name)
    ids = list(pages.order_by("pk").values_list("pk", flat=True))
    for done, batch in enumerate(batches(ids, PAGES_AT_ONCE)):
        reproject_pages(list(Page.objects.filter(pk__in=batch).select_related("space", "revision")))
        progress("pages", min(len(ids), (done + 1) * PAGES_AT_ONCE), len(ids))
    return len(ids)
