"""Reads a zip that somebody brings: nothing of it leaves its folder, and nothing of it can fill the disk.

The list of its files is checked before anything is unpacked. What the list says of sizes holds: unpacking
reads no more of a file than that, and fails where its content is another one.
"""

from __future__ import annotations

import lzma
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from wholesight.kernel.pages.prepare import PATH_BYTES

NAME_BYTES = 255  # what the name of one file or folder takes on every disk we know
UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1
END, END_64, LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
END_BYTES, LONGEST_COMMENT = 22, 65_535
HEADER, HEADER_BYTES = b"PK\x01\x02", 46
BESIDE_A_MAC = "__MACOSX"  # what a Mac puts into a zip beside the files: no part of the vault
CHUNK = 1024 * 1024
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error),
    *(NotImplementedError, RuntimeError, ValueError),
)
ENTRY_BYTES = 512  # more than an entry of the list takes, but for the longest paths


class ZipRefused(Exception):
    """The zip cannot be taken; the message, a sentence, names the file of it that is in the way."""


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """The most files, and the most bytes: of all together, of a Markdown file, of any other one."""

    files: int
    together: int
    page: int
    attachment: int


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A file of a zip: the path that it is to have, and its size in bytes."""

    path: str
    size: int
    member: zipfile.ZipInfo


def read_entries(place: Path, limits: ZipLimits) -> list[ZipEntry]:
    """The files of a zip, all of them checked. Nothing is unpacked. Raises ZipRefused."""
    try:
        with place.open("rb") as stream:
            check_count(stream, limits.files)
        with zipfile.ZipFile(place) as opened:
            members = opened.infolist()
        if any(member.header_offset < 0 for member in members):
            raise zipfile.BadZipFile
    except (zipfile.BadZipFile, struct.error, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise ZipRefused(_("This is no zip, or it did not arrive whole. Nothing was imported.")) from error
    entries = [entry for entry in map(checked_entry, members) if entry is not None]
    check_names(entries)
    check_sizes_of(entries, limits)
    return entries


def check_count(stream: BinaryIO, limit: int) -> None:
    """Count the entries of the list before a library takes it into memory as a whole."""
    start, size = place_of_list(stream)
    if start < 0:
        raise zipfile.BadZipFile
    if size > limit * ENTRY_BYTES + CHUNK:
        raise too_many(limit)
    stream.seek(start)
    count, left = 0, size
    while left >= HEADER_BYTES:
        header = stream.read(HEADER_BYTES)
        if header[:4] != HEADER:
            raise zipfile.BadZipFile
        count += 1
        if count > 2 * limit + 1000:  # folders are entries as well
            raise too_many(limit)
        rest = sum(struct.unpack_from("<HHH", header, 28))
        stream.seek(rest, 1)
        left -= HEADER_BYTES + rest


def place_of_list(stream: BinaryIO) -> tuple[int, int]:
    """Where the list of a zip's files begins, and its length in bytes; it stands right before its end
    record."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - END_BYTES - LONGEST_COMMENT))
    offset = stream.tell()
    tail = stream.read()
    plain = tail[-END_BYTES:][:4] == END and tail[-2:] == b"\0\0"  # the library looks there first
    found = len(tail) - END_BYTES if plain else tail.rfind(END)
    if found < 0:
        raise zipfile.BadZipFile
    end = offset + found
    size = struct.unpack_from("<L", tail, found + 12)[0]
    stream.seek(max(0, end - 76))
    before = stream.read(min(76, end))
    if before[-20:-16] == LOCATOR_64 and before[:4] == END_64:
        return end - 76 - struct.unpack_from("<Q", before, 40)[0], struct.unpack_from("<Q", before, 40)[0]
    return end - size, size


def too_many(limit: int) -> ZipRefused:
    words = _("The zip holds more than %(limit)s files. Bring a part of it. Nothing was imported.")
    return ZipRefused(words % {"limit": f"{limit:,}"})


def checked_entry(member: zipfile.ZipInfo) -> ZipEntry | None:
    """The entry with the path that it is to have; None for a folder and for what is no part of the vault."""
    path = readable_name(member)
    shown = ascii(path)[1:-1] if not path.isprintable() else path
    reason = why_not_taken(member, path)
    if reason:
        words = _("“%(path)s” in the zip %(reason)s. Nothing was imported.")
        raise ZipRefused(words % {"path": shown[:200], "reason": reason})
    if path.endswith("/") or path.partition("/")[0] == BESIDE_A_MAC:
        return None
    return ZipEntry(path, member.file_size, member)


def readable_name(member: zipfile.ZipInfo) -> str:
    """Its name as it was meant: many programs write UTF-8 without saying so."""
    if member.flag_bits & UTF8_FLAG:
        return member.orig_filename
    try:
        return member.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.orig_filename


def why_not_taken(member: zipfile.ZipInfo, path: str) -> str:
    """Why an entry stops everything, in words after its name; empty for an ordinary one."""
    segments = path.removesuffix("/").split("/")
    mode = member.external_attr >> 16
    if "\0" in path:
        return _("has a NUL in its name")
    if path.startswith(("/", "\\")) or (path[1:2] == ":" and path[:1].isalpha() and path[2:3] in ("/", "\\")):
        return _("is an absolute path, which leads out of its folder")
    if ".." in path.replace("\\", "/").split("/"):
        return _("leads out of its folder")
    if any(segment in {"", "."} for segment in segments):
        return _("has an empty name in its path")
    if len(path.encode("utf-8", "replace")) > PATH_BYTES:
        return _("has a path of more than %(limit)s bytes") % {"limit": f"{PATH_BYTES:,}"}
    if any(len(segment.encode("utf-8", "replace")) > NAME_BYTES for segment in segments):
        return _("has a name of more than %(limit)s bytes") % {"limit": NAME_BYTES}
    if member.flag_bits & ENCRYPTED_FLAG:
        return _("is encrypted; make a zip without a password")
    if stat.S_ISLNK(mode):
        return _("is a symbolic link; put the file itself there")
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return _("is no ordinary file")
    return ""


def check_names(entries: list[ZipEntry]) -> None:
    """Refuse two files of one path, and a file where others need a folder."""
    paths: set[str] = set()
    for entry in entries:
        if entry.path in paths:
            words = _("“%(path)s” is in the zip twice, and only one of them can stand. Nothing was imported.")
            raise ZipRefused(words % {"path": entry.path})
        paths.add(entry.path)
    for entry in entries:
        above = entry.path.rpartition("/")[0]
        while above:
            if above in paths:
                words = _("“%(path)s” is a file and a folder at once in the zip. Nothing was imported.")
                raise ZipRefused(words % {"path": above})
            above = above.rpartition("/")[0]


def check_sizes_of(entries: list[ZipEntry], limits: ZipLimits) -> None:
    """Refuse too many files, one that is too large, and too much of all together."""
    if len(entries) > limits.files:
        raise too_many(limits.files)
    together = 0
    for entry in entries:
        limit = limits.page if entry.path.lower().endswith(".md") else limits.attachment
        if entry.size > limit:
            words = _("“%(path)s” has %(size)s bytes; the limit is %(limit)s. Nothing was imported.")
            sizes = {"size": f"{entry.size:,}", "limit": f"{limit:,}"}
            raise ZipRefused(words % {"path": entry.path, **sizes})
        together += entry.size
        if together > limits.together:
            words = _("With “%(path)s” the files have more than %(limit)s bytes. Nothing was imported.")
            raise ZipRefused(words % {"path": entry.path, "limit": f"{limits.together:,}"})


def outermost_folder(entries: list[ZipEntry]) -> str:
    """The folder, with its slash, in which all files lie; empty where there is none."""
    folders = {entry.path.partition("/")[0] if "/" in entry.path else "" for entry in entries}
    only = folders.pop() if len(folders) == 1 else ""
    return f"{only}/" if only else ""


def unpack(
    place: Path, folder: Path, entries: list[ZipEntry], without: str, step: Callable[[int, int], None]
) -> None:
    """Write the files into `folder`, which is made anew; `without` is the folder to leave out of their paths.

    Raises ZipRefused where a content is not what the list of the zip says, OSError where the disk is full.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with zipfile.ZipFile(place) as opened:
        for done, entry in enumerate(entries, 1):
            target = folder / entry.path.removeprefix(without)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with target.open("xb") as file:
                    for chunk in content_of(opened, entry):
                        file.write(chunk)
            except DAMAGED as error:
                words = _("“%(path)s” in the zip is damaged. Nothing was imported.")
                raise ZipRefused(words % {"path": entry.path}) from error
            except FileExistsError as error:
                words = _(
                    "“%(path)s” differs from another file of the zip only in case or Unicode form, and the "
                    "server's disk keeps one of them. Nothing was imported."
                )
                raise ZipRefused(words % {"path": entry.path}) from error
            step(done, len(entries))


def content_of(opened: zipfile.ZipFile, entry: ZipEntry) -> Iterator[bytes]:
    with opened.open(entry.member) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
