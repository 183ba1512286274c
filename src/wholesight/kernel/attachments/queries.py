"""Where a file is used."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.links.models import Link
from wholesight.kernel.links.queries import GATHERED, SHOWN_BACKLINKS, Backlink, gather
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.spaces.models import Space


def uses_of(attachment: Attachment, sight: Sight) -> list[Backlink]:
    """The visible pages that link to a file or show it, with the sentences around. One query."""
    links = Link.objects.filter(
        attachment=attachment, source__trashed_at=None, space_id__in=sight.space_ids
    ).order_by("source__title", "source_id", "ordinal")
    return gather(links.values_list(*GATHERED)[:SHOWN_BACKLINKS])


def use_counts(space: Space, paths: Sequence[str], sight: Sight) -> dict[str, int]:
    """By how many visible pages each of these files is used; those that no page uses are missing. One
    query."""
    used = Link.objects.filter(
        attachment__space=space,
        attachment__trashed_at=None,
        attachment__path__in=paths,
        source__trashed_at=None,
        space_id__in=sight.space_ids,
    )
    rows = used.order_by().values_list("attachment__path").annotate(Count("source_id", distinct=True))
    return {path: count for path, count in rows if path is not None}
