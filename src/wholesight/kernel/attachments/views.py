"""The screen of one file: what it is, where it is used, and another content for it."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wholesight.kernel.attachments.actions import AttachmentRefused, replace_attachment
from wholesight.kernel.attachments.media_types import SHOWN_IMAGES
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.queries import uses_of
from wholesight.kernel.pages.addresses import file_url
from wholesight.kernel.permissions.queries import Act, can
from wholesight.kernel.reading.shell import ShellLink, sight_of
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.writing.editing import writer


def attachment(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Shows a file with the pages that use it; posted with a `file`, that becomes its content."""
    place, person = asked_space(request, space), writer(request)
    found = Attachment.objects.select_related("space").filter(space=place, path=path, trashed_at=None).first()
    if found is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        refused = replaced(request, found)
        if not refused:
            messages.success(request, _("The file has its new content, wherever it is used."))
            return HttpResponseRedirect(request.path)
    context = {
        "space": place,
        "crumbs": [
            ShellLink(place.name, reverse("space", args=[place.name])),
            ShellLink(_("Files"), reverse("attachments", args=[place.name])),
        ],
        "file": found,
        "name": found.path.rpartition("/")[2],
        "url": file_url(place.name, found.path),
        "image": found.media_type in SHOWN_IMAGES,
        "uses": uses_of(found, sight_of(request)),
        "may_replace": can(person, Act.EDIT, place),
        "refused": refused,
    }
    return render(request, "kernel/attachment.html", context, status=422 if refused else 200)


def replaced(request: HttpRequest, found: Attachment) -> str:
    """Replace the content; returns why not, else nothing."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        return _("Choose a file first.")
    try:
        replace_attachment(writer(request), found, cast(BinaryIO, sent), sent.size or 0)
    except AttachmentRefused as refused:
        return str(refused)
    return ""
