"""A page was edited here and its file changed in the vault: both texts, and what a person decides."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from wholesight.engines import merging
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.concerns.actions import settle_concern
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.actions import edit_page, restore_page
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.prepare import digest_of
from wholesight.kernel.permissions.actors import Actor
from wholesight.kernel.permissions.queries import Act, Sight, require
from wholesight.kernel.vaults.models import ImportedFile

REASON = "import-conflict"


@dataclass(frozen=True, slots=True)
class ImportConflict:
    """`here` is the page's text and the revision that it is of, `file` the vault's (None where that is no
    text or no longer kept); `merged` is what becomes of both."""

    concern: Concern
    page: Page
    here: Revision
    file: str | None
    merged: merging.Merged | None


def visible_conflict(sight: Sight, number: int) -> ImportConflict | None:
    """The conflict of this concern, if it is open and in a space of this reader's."""
    concerns = Concern.objects.filter(pk=number, reason=REASON, settled_at=None)
    found = concerns.filter(space_id__in=sight.space_ids).select_related("space", "page").first()
    if found is None or found.page is None:
        return None
    page = Page.objects.select_related("space", "revision__author").get(pk=found.page.pk)
    if page.revision is None or not sight.shows(page.space_id):
        return None
    return conflict_of(found, page, page.revision)


def conflict_of(concern: Concern, page: Page, here: Revision) -> ImportConflict:
    file = kept_text(concern)
    merged = None if file is None else merging.merge(last_imported(concern, page), here.text, file)
    return ImportConflict(concern, page, here, file, merged)


def kept_text(concern: Concern) -> str | None:
    """The text of the file that an import kept beside the page."""
    try:
        return stored_path(concern.details["kept"]).read_bytes().decode("utf-8")
    except (OSError, KeyError, UnicodeDecodeError):
        return None


def last_imported(concern: Concern, page: Page) -> str:
    """The text of the file as it was last taken over, which both versions come from; empty where it never
    was."""
    record = ImportedFile.objects.filter(space=concern.space, path=concern.details.get("path", "")).first()
    if record is None:
        return ""
    revision = Revision.objects.filter(page=page, digest=record.digest).order_by("-pk").first()
    if revision is not None:
        return revision.text
    settled = Concern.objects.filter(page=page, reason=REASON, about=record.digest).order_by("-pk").first()
    return (kept_text(settled) if settled else None) or ""


def settle_conflict(actor: Actor, conflict: ImportConflict, text: str | None) -> None:
    """Let a text stand: None is the page's own, anything else is saved as the actor's. The vault's file
    counts as taken over then, so that the next import says nothing of it until it changes again.

    Raises PageRefused (Overtaken where the page was saved meanwhile) or NotAllowed; then nothing has changed.
    """
    concern, page = conflict.concern, conflict.page
    require(actor, Act.SETTLE, page)
    with transaction.atomic():
        if text is not None:
            if page.trashed_at is not None:
                restore_page(actor, page)
            summary = _("Together with the file of an import")
            edit_page(actor, page, text, summary=summary, onto=conflict.here.pk)
        if conflict.file is not None:
            ImportedFile.objects.update_or_create(
                space=concern.space,
                path=concern.details["path"],
                defaults={"digest": digest_of(conflict.file.encode()), "page": page, "attachment": None},
            )
        settle_concern(actor, concern)
