"""Files that come with what is written: dropped, pasted or picked."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wholesight.kernel.attachments.actions import take_bytes, write_attachment
from wholesight.kernel.attachments.media_types import SHOWN_IMAGES, SHOWN_MEDIA
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.links.actions import resolve_names
from wholesight.kernel.pages.prepare import name_key
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.writing.editing import writer
from wholesight.kernel.writing.making import NOT_IN_A_NAME

FOLDER = "attachments"
LONGEST_NAME = 120
MOST_OF_A_NAME = 1000


@require_POST
def upload(request: HttpRequest, space: str) -> JsonResponse:
    """Keep a file in the space's folder of attachments and answer what to write in the page (JSON). A file
    of that name and other content gets a number; the same content is kept once."""
    place, person = asked_space(request, space), writer(request)
    require(person, Act.CREATE, place)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return JsonResponse({"error": _("No file came.")}, status=422)
    if (file.size or 0) > settings.ATTACHMENT_SIZE_LIMIT:
        limit = settings.ATTACHMENT_SIZE_LIMIT // 1024 // 1024
        return JsonResponse(
            {"error": _("The file is larger than %(limit)s MB, so it was not kept.") % {"limit": limit}},
            status=413,
        )
    digest, media_type, size = take_bytes(file.name or "", cast(BinaryIO, file))
    with transaction.atomic():
        path = free_path(place, file.name or "file", digest)
        attachment, made = write_attachment(place, path, digest, media_type, size)
        if made:
            resolve_names(place, [name_key(path)])
    name = attachment.path.rpartition("/")[2]
    shown = "!" if media_type in SHOWN_IMAGES | SHOWN_MEDIA else ""
    return JsonResponse({"insert": f"{shown}[[{name}]]", "name": name})


def free_path(space: Space, name: str, digest: str) -> str:
    """Where a file of this name goes: a name that no other file of the space has, so that it can be linked
    by its name alone."""
    given = PurePosixPath(
        NOT_IN_A_NAME.sub("-", name.replace("\\", "/").rpartition("/")[2]).strip(" .-") or "file"
    )
    ending = given.suffix[:20] if given.suffix.lower() != ".md" else ".md.txt"
    stem = re.sub(r"\s+", " ", given.stem)[:LONGEST_NAME]
    for number in range(1, MOST_OF_A_NAME):
        tried = f"{stem}{ending}" if number == 1 else f"{stem} {number}{ending}"
        key = name_key(tried)
        same = Attachment.objects.filter(space=space, trashed_at=None, names__key=key).first()
        if same is None:
            return f"{FOLDER}/{tried}"
        if same.digest == digest:
            return same.path
    return f"{FOLDER}/{digest}{ending}"
