"""Where a vault waits that a browser brings: in the data directory, for a day at most."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from time import time
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

KEPT = timedelta(hours=24)
ARRIVING = "arriving"
ENVELOPE = 64 * 1024  # what a form takes beside the file


def arrivals() -> Path:
    """The folder of what browsers brought, a folder a vault."""
    return Path(settings.HOME) / "brought"


def zip_of(number: int) -> Path:
    return arrivals() / str(number) / "vault.zip"


def files_of(number: int) -> Path:
    """The folder into which the zip is unpacked."""
    return arrivals() / str(number) / "files"


def is_here(number: int) -> bool:
    """Whether the zip is still kept."""
    return zip_of(number).is_file()


def forget(number: int) -> None:
    """Remove what was brought."""
    shutil.rmtree(arrivals() / str(number), ignore_errors=True)


def forget_older(folder: Path, age: timedelta = KEPT) -> int:
    """Remove what has lain in a folder of the data directory for longer; says how many things went."""
    gone = 0
    for entry in folder.iterdir() if folder.is_dir() else ():
        try:
            if time() - entry.stat().st_mtime <= age.total_seconds():
                continue
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        except FileNotFoundError:
            continue  # another worker was faster
        gone += 1
    return gone


class OnItsWay(TemporaryUploadedFile):
    """A file that is written to the disk of the data directory as it arrives, and gone with the request
    unless it is taken."""

    def __init__(self, name: str, content_type: str, size: int, charset: str | None, extra: Any) -> None:
        arrivals().mkdir(parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(prefix=f"{ARRIVING}-", dir=arrivals())  # noqa: SIM115
        UploadedFile.__init__(self, file, name, content_type, size, charset, extra)

    def take_to(self, place: Path) -> None:
        """Keep the file, under another name."""
        self.flush()
        place.parent.mkdir(parents=True, exist_ok=True)
        Path(self.temporary_file_path()).replace(place)


class OntoTheDisk(TemporaryFileUploadHandler):
    """Takes an upload of any size without holding it in memory."""

    def new_file(self, *arguments: Any, **named: Any) -> None:
        super(TemporaryFileUploadHandler, self).new_file(*arguments, **named)
        self.file = OnItsWay(
            self.file_name or "", self.content_type or "", 0, self.charset, self.content_type_extra
        )
