"""Serving attachments: only what is harmless is shown in place, and nothing in a file can act."""

from __future__ import annotations

from typing import BinaryIO
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from wholesight.kernel.attachments.media_types import SHOWN_IMAGES, SHOWN_MEDIA
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.ranges import NoSuchRange, asked_range
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.pages.prepare import name_key
from wholesight.kernel.reading.spaces import asked_space

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox"


def file(request: HttpRequest, space: str, path: str) -> HttpResponseBase:
    """The bytes of an attachment; a browser keeps them and asks only whether they are still the same."""
    place = asked_space(request, space)
    files = Attachment.objects.filter(space=place, trashed_at=None)
    found = files.filter(path=path).first()
    if found is None and "/" not in path:  # by its name alone, as an embed writes it
        found = files.filter(names__key=name_key(path)).order_by("path").first()
    if found is None:
        raise Http404
    etag = f'"{found.digest}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    try:
        stream = stored_path(found.digest).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    try:
        part = asked_range(request.headers.get("Range", ""), found.size)
    except NoSuchRange:
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    response = FileResponse(
        PartOfFile(stream, part) if part else stream, content_type=content_type(found.media_type)
    )
    if part:
        response.status_code = 206
        response.headers["Content-Length"] = str(part[1] - part[0])
        response.headers["Content-Range"] = f"bytes {part[0]}-{part[1] - 1}/{found.size}"
    shown = found.media_type in SHOWN_IMAGES | SHOWN_MEDIA | {"text/plain"}
    name = quote(path.rpartition("/")[2])
    response.headers["Content-Disposition"] = (
        f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}"
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    return response


class PartOfFile:
    """A file from one byte up to another, for as long as it is read."""

    def __init__(self, stream: BinaryIO, part: tuple[int, int]) -> None:
        stream.seek(part[0])
        self.stream = stream
        self.left = part[1] - part[0]

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.stream.close()


def content_type(media_type: str) -> str:
    return "text/plain; charset=utf-8" if media_type == "text/plain" else media_type
