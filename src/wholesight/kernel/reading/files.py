"""Serving attachments: only what is harmless is shown in place, and nothing in a file can act."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase

from wholesight.kernel.attachments.media_types import SHOWN_IMAGES, SHOWN_MEDIA
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.reading.spaces import asked_space

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox"


def file(request: HttpRequest, space: str, path: str) -> HttpResponseBase:
    """The bytes of an attachment; a browser keeps them and asks only whether they are still the same."""
    place = asked_space(request, space)
    found = Attachment.objects.filter(space=place, path=path, trashed_at=None).first()
    if found is None:
        raise Http404
    etag = f'"{found.digest}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    try:
        stream = stored_path(found.digest).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(stream, content_type=content_type(found.media_type))
    shown = found.media_type in SHOWN_IMAGES | SHOWN_MEDIA | {"text/plain"}
    name = quote(path.rpartition("/")[2])
    response.headers["Content-Disposition"] = (
        f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}"
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["ETag"] = etag
    return response


def content_type(media_type: str) -> str:
    return "text/plain; charset=utf-8" if media_type == "text/plain" else media_type
