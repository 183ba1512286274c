"""Keeping files of a space that are not pages."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import AttachmentReplaced
from wholesight.kernel.attachments.media_types import HEAD_BYTES, sniff
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import keep
from wholesight.kernel.links.actions import resolve_names
from wholesight.kernel.links.models import Name
from wholesight.kernel.pages.prepare import name_key, why_no_path
from wholesight.kernel.permissions.actors import Actor
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.spaces.models import Space


class AttachmentRefused(Exception):
    """The file was not taken; the message says why."""


def attach(actor: Actor, space: Space, path: str, source: Path) -> Attachment:
    """Keep a file as an attachment at `path`; where there is one already, it gets the new content.

    Raises AttachmentRefused for a bad path or a file over the limit, NotAllowed, or OSError where the disk
    is full.
    """
    require(actor, Act.CREATE, space)
    reason = why_no_path(path)
    if reason:
        raise AttachmentRefused(f"The path {path[:80]!r} {reason}.")
    size = source.stat().st_size
    if size > settings.ATTACHMENT_SIZE_LIMIT:
        raise AttachmentRefused(
            f"{path} has {size:,} bytes; an attachment takes at most {settings.ATTACHMENT_SIZE_LIMIT:,}."
        )
    with source.open("rb") as stream:
        digest, media_type, size = take_bytes(path, stream)
    with transaction.atomic():
        attachment, made = write_attachment(space, path, digest, media_type, size)
        if made:
            resolve_names(space, [name_key(path)])
    return attachment


def replace_attachment(actor: Actor, attachment: Attachment, source: BinaryIO, size: int) -> None:
    """Give a file another content under the same name, so that all links and embeds show that.

    Raises AttachmentRefused where the content is of another type, for the name says which it is, or over the
    limit; NotAllowed; OSError where the disk is full.
    """
    require(actor, Act.EDIT, attachment.space)
    if size > settings.ATTACHMENT_SIZE_LIMIT:
        limit = settings.ATTACHMENT_SIZE_LIMIT // 1024 // 1024
        raise AttachmentRefused(
            _("The file is larger than %(limit)s MB, so nothing was changed.") % {"limit": limit}
        )
    digest, media_type, size = take_bytes(attachment.path, source)
    if media_type != attachment.media_type:
        raise AttachmentRefused(
            _(
                "The new file is %(new)s and the old one %(old)s, so nothing was changed. Attach it as a "
                "new one."
            )
            % {"new": media_type, "old": attachment.media_type}
        )
    with transaction.atomic():
        before = Attachment.objects.select_for_update().get(pk=attachment.pk)
        if before.digest != digest:
            Attachment.objects.filter(pk=attachment.pk).update(digest=digest, size=size)
            record(
                actor,
                AttachmentReplaced(
                    space=before.space_id, path=before.path, before=before.digest, after=digest
                ),
            )
    attachment.refresh_from_db()


def take_bytes(path: str, source: BinaryIO) -> tuple[str, str, int]:
    """Put a file's bytes into the store; returns digest, media type and size. Done before the transaction
    that names them."""
    media_type = sniff(path, source.read(HEAD_BYTES))
    source.seek(0)
    digest, size = keep(source)
    return digest, media_type, size


def write_attachment(
    space: Space, path: str, digest: str, media_type: str, size: int
) -> tuple[Attachment, bool]:
    """Write the row of an attachment whose bytes are stored, and its name. Says whether it is new."""
    attachment, made = Attachment.objects.update_or_create(
        space=space,
        path=path,
        trashed_at=None,
        defaults={"digest": digest, "media_type": media_type, "size": size},
    )
    if made:
        Name.objects.create(space=space, key=name_key(path), via="file", path=path, attachment=attachment)
    return attachment, made
