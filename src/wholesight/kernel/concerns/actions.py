"""Raising and settling concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import ConcernSettled
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import Actor, person_of
from wholesight.kernel.permissions.queries import Act, require


@dataclass(frozen=True, slots=True)
class Raised:
    """A concern to raise: what sort, what tells it apart from others of its sort, and the sentence to
    show."""

    reason: str
    about: str
    message: str
    details: dict[str, Any] = field(default_factory=dict)


def raise_concern(on: Page | Attachment, raised: Raised) -> Concern:
    """Raise a concern on a page or an attachment; one that is open already is kept, with the newest words."""
    place: dict[str, Any] = {"page": on} if isinstance(on, Page) else {"attachment": on}
    concern, _ = Concern.objects.update_or_create(
        **place,
        reason=raised.reason,
        about=raised.about[:200],
        settled_at=None,
        defaults={"space_id": on.space_id, "message": raised.message, "details": raised.details},
    )
    return concern


def raise_and_settle(reasons: Sequence[str], raised: Sequence[tuple[Page, Iterable[Raised]]]) -> None:
    """Make the open concerns of these sorts on each page exactly those given with it; those that no longer
    hold settle themselves."""
    wanted = {
        (page.pk, concern.reason, concern.about[:200]): (page, concern)
        for page, concerns in raised
        for concern in concerns
    }
    ids = [page.pk for page, _ in raised]
    standing = Concern.objects.filter(page_id__in=ids, reason__in=reasons, settled_at=None)
    for concern in standing:
        if (concern.page_id, concern.reason, concern.about) not in wanted:
            concern.settled_at = timezone.now()
            concern.save(update_fields=["settled_at"])
    for page, concern_to_raise in wanted.values():
        raise_concern(page, concern_to_raise)


def settle_concern(actor: Actor, concern: Concern) -> None:
    """Mark a concern as looked at. Needs the right to settle in its space; settling twice changes nothing."""
    require(actor, Act.SETTLE, concern.space)
    with transaction.atomic():
        if Concern.objects.filter(pk=concern.pk, settled_at=None).update(
            settled_at=timezone.now(), settled_by=person_of(actor)
        ):
            record(actor, ConcernSettled(space=concern.space_id, page=concern.page_id, concern=concern.pk))
