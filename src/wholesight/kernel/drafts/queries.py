"""Drafts of one person, and who else is at a page."""

from __future__ import annotations

from django.utils import timezone

from wholesight.kernel.drafts.actions import FADES_AFTER
from wholesight.kernel.drafts.models import Draft, Presence
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Sight


def draft_of(person: Person, page: Page) -> Draft | None:
    """What this person has written for this page and not saved."""
    return Draft.objects.select_related("base").filter(person=person, page=page).first()


def drafts_of(person: Person, sight: Sight, limit: int = 20) -> list[Draft]:
    """The person's drafts of pages that they can still see, last written first."""
    drafts = Draft.objects.filter(person=person, page__space_id__in=sight.space_ids, page__trashed_at=None)
    return list(drafts.select_related("page__space").order_by("-updated_at")[:limit])


def others_present(person: Person, page: Page) -> list[str]:
    """The names of the others who have the page open for editing."""
    since = timezone.now() - FADES_AFTER
    present = Presence.objects.filter(page=page, seen_at__gte=since, person__is_active=True)
    return list(
        present.exclude(person=person).order_by("person__name").values_list("person__name", flat=True)
    )
