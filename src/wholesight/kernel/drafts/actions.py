"""Keeping what is not saved yet."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from wholesight.kernel.drafts.models import Draft, Presence
from wholesight.kernel.pages.actions import checked_text
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Act, require

FADES_AFTER = timedelta(seconds=20)


def keep_draft(person: Person, page: Page, base: Revision, text: str) -> Draft:
    """Keep the unsaved text of a page for its author, in place of the one kept before.

    Raises PageRefused where the text can be no page's, NotAllowed.
    """
    require(person, Act.EDIT, page)
    checked_text(page.path, text)
    draft, _ = Draft.objects.update_or_create(
        person=person,
        page=page,
        defaults={"base": base, "text": text, "updated_at": timezone.now()},
    )
    return draft


def discard_draft(person: Person, page: Page) -> None:
    """Forget the person's draft of a page, because it is saved or no longer wanted."""
    Draft.objects.filter(person=person, page=page).delete()


def be_present(person: Person, page: Page) -> None:
    """Say that the person has the page open for editing."""
    require(person, Act.EDIT, page)
    Presence.objects.update_or_create(person=person, page=page, defaults={"seen_at": timezone.now()})


def leave(person: Person, page: Page) -> None:
    """Say that the person has stopped editing."""
    Presence.objects.filter(person=person, page=page).delete()
