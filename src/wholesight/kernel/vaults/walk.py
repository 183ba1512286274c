"""Lists the files of a vault on disk without following anything out of it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from wholesight.kernel.pages.prepare import PATH_BYTES


class VaultRefused(Exception):
    """The vault cannot be imported as it is; the message names the file. Nothing was written."""


@dataclass(frozen=True, slots=True)
class VaultFile:
    """One file: its path in the vault with `/`, where it lies, and its size in bytes."""

    path: str
    place: Path
    size: int

    @property
    def is_markdown(self) -> bool:
        return self.path.lower().endswith(".md")


@dataclass(frozen=True, slots=True)
class Skipped:
    path: str
    reason: str


@dataclass(slots=True)
class Listing:
    files: list[VaultFile] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def list_vault(root: Path, file_limit: int) -> Listing:
    """All files below `root`, dot folders included, in the order of their paths.

    Folders behind symbolic links, links that lead out of the vault, sockets and the like, unreadable folders
    and names that are not text are skipped, with the reason. Raises VaultRefused where `root` is no folder or
    holds more than `file_limit` files.
    """
    if not root.is_dir():
        raise VaultRefused(f"{root} is not a folder.")
    base = root.resolve()
    listing = Listing()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(base / folder))
        except OSError as error:
            if not folder:
                raise VaultRefused(f"{root} cannot be read: {error.strerror}.") from error
            listing.skipped.append(Skipped(readable(folder), f"the folder cannot be read: {error.strerror}"))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                list_file(base, path, listing)
        if len(listing.files) > file_limit:
            raise VaultRefused(
                f"{root} holds more than {file_limit:,} files. "
                "Import a part of it, or raise WHOLESIGHT_VAULT_FILE_LIMIT."
            )
    listing.files.sort(key=lambda file: file.path)
    listing.skipped.sort(key=lambda skipped: skipped.path)
    return listing


def readable(path: str) -> str:
    """A path that may not be UTF-8, as it can be shown."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def list_file(base: Path, path: str, listing: Listing) -> None:
    """Add one file to the listing, or the reason why it is skipped."""
    place = base / path
    try:
        size = len(path.encode("utf-8"))
    except UnicodeEncodeError:
        listing.skipped.append(Skipped(readable(path), "its name is not valid UTF-8"))
        return
    if size > PATH_BYTES:
        listing.skipped.append(Skipped(path, f"its path is longer than {PATH_BYTES} bytes"))
        return
    if any(ord(character) < 32 or ord(character) == 127 for character in path):
        listing.skipped.append(Skipped(ascii(path)[1:-1], "its name has a control character"))
        return
    try:
        if place.is_symlink():
            target = place.resolve(strict=True)
            if not target.is_relative_to(base):
                listing.skipped.append(Skipped(path, "it is a link that leads out of the vault"))
                return
            if target.is_dir():
                listing.skipped.append(Skipped(path, "it is a link to a folder"))
                return
            place = target  # a link that changes later is not followed
        status = place.stat()
    except (OSError, RuntimeError):
        listing.skipped.append(Skipped(path, "it is a broken link or cannot be read"))
        return
    if not stat.S_ISREG(status.st_mode):
        listing.skipped.append(Skipped(path, "it is no ordinary file"))
        return
    listing.files.append(VaultFile(path, place, status.st_size))
