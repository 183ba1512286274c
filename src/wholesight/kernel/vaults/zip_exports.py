"""Exports as a zip: of the files as they are, written piece by piece while they are sent."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.vaults.scopes import Scope, attachments_of, pages_of

CHUNK = 256 * 1024
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip knows no earlier time
PACKED_ALREADY = ("image/", "video/", "audio/", "application/zip")


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of an export: its path, its bytes or where they lie, and whether packing makes them smaller."""

    path: str
    content: bytes | Path
    at: datetime
    pack: bool = True


class Outflow:
    """What a zip is written to when it goes out at once: it keeps what has not been fetched yet."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, content: bytes) -> int:
        self.waiting.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def fetch(self) -> bytes:
        content = b"".join(self.waiting)
        self.waiting.clear()
        return content


def zipped(files: Iterable[ExportedFile]) -> Iterator[bytes]:
    """The bytes of a zip of these files, in pieces; no more than one piece of a file is in memory."""
    outflow = Outflow()
    with zipfile.ZipFile(outflow, "w", allowZip64=True) as archive:  # type: ignore[call-overload]
        for file in files:
            with archive.open(entry_of(file), "w", force_zip64=True) as target:
                for piece in pieces_of(file.content):
                    target.write(piece)
                    if content := outflow.fetch():
                        yield content
    yield outflow.fetch()


def entry_of(file: ExportedFile) -> zipfile.ZipInfo:
    at = max(file.at.astimezone(UTC), EARLIEST)
    entry = zipfile.ZipInfo(file.path, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED if file.pack else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    return entry


def pieces_of(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece


def vault_files(scope: Scope) -> Iterator[ExportedFile]:
    """Every page and attachment at its path in the space, byte for byte."""
    rows = pages_of(scope).values_list("path", "revision__text", "updated_at")
    for path, text, at in rows.iterator(chunk_size=100):
        yield ExportedFile(path, text.encode(), at)
    for file in attachments_of(scope).iterator(chunk_size=500):
        pack = not file.media_type.startswith(PACKED_ALREADY)
        yield ExportedFile(file.path, stored_path(file.digest), file.created_at, pack)
