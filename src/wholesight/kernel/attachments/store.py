"""The bytes of attachments: files in the data directory, named by their digest, written once and never
changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

CHUNK = 1024 * 1024


def store_directory() -> Path:
    return Path(settings.HOME) / "attachments"


def stored_path(digest: str) -> Path:
    """Where the bytes with this digest lie, or would."""
    return store_directory() / digest[:2] / digest


def digest_stream(stream: BinaryIO) -> str:
    """The digest of a file's bytes, read in pieces."""
    digest = hashlib.blake2b(digest_size=32)
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def keep(source: BinaryIO) -> tuple[str, int]:
    """Copy a file's bytes into the store and return their digest and size.

    The bytes appear under their final name only when they are all on disk, so a crash or a full disk leaves
    no half file.
    """
    directory = store_directory()
    directory.mkdir(parents=True, exist_ok=True)
    digest = hashlib.blake2b(digest_size=32)
    size = 0
    descriptor, unfinished = tempfile.mkstemp(prefix="unfinished-", dir=directory)
    try:
        with os.fdopen(descriptor, "wb") as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        final = stored_path(digest.hexdigest())
        final.parent.mkdir(exist_ok=True)
        Path(unfinished).replace(final)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size
