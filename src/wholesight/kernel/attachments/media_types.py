"""What a file is, by its first bytes and not by its name; and which kinds a browser may show in place."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"ftypavif", 4, "image/avif"),
    (b"BM", 0, "image/bmp"),
    (b"%PDF-", 0, "application/pdf"),
    (b"OggS", 0, "audio/ogg"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"fLaC", 0, "audio/flac"),
    (b"WAVE", 8, "audio/wav"),
    (b"ftypM4A", 4, "audio/mp4"),
    (b"ftyp", 4, "video/mp4"),
    (b"\x1aE\xdf\xa3", 0, "video/webm"),
    (b"PK\x03\x04", 0, "application/zip"),
    (b"\x1f\x8b", 0, "application/gzip"),
)
SHOWN_IMAGES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "image/svg+xml"}
)
SHOWN_MEDIA = frozenset(
    {
        "audio/ogg",
        "audio/mpeg",
        "audio/flac",
        "audio/wav",
        "audio/mp4",
        "video/mp4",
        "video/webm",
        "application/pdf",
    }
)
TEXT_ENDINGS = frozenset(
    {".txt", ".csv", ".json", ".yaml", ".yml", ".toml", ".xml", ".css", ".js", ".py", ".base", ".canvas"}
)
PROMISING_ENDINGS = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".svg", ".pdf"}
    | {".mp3", ".ogg", ".flac", ".wav", ".m4a", ".mp4", ".webm"}
)
HEAD_BYTES = 1024


def sniff(path: str, head: bytes) -> str:
    """The media type of a file from its name and first bytes. A name that promises a picture, sound or film
    which the bytes are not is not believed: the file is only offered for saving."""
    for signature, offset, media_type in SIGNATURES:
        if head[offset : offset + len(signature)] == signature and (signature != b"BM" or is_bitmap(head)):
            if media_type == "application/zip":
                return zipped_type(path)
            return media_type
    ending = PurePosixPath(path).suffix.lower()
    if b"\0" in head:
        return "application/octet-stream"
    if b"<svg" in head.lower() and ending == ".svg":
        return "image/svg+xml"
    if ending in PROMISING_ENDINGS:
        return "application/octet-stream"
    if ending in TEXT_ENDINGS or is_text(head):
        return "text/plain"
    return "application/octet-stream"


def is_bitmap(head: bytes) -> bool:
    """Texts begin with these two letters, too, but have no zeros after the size."""
    return head[6:10] == b"\0\0\0\0"


def is_text(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 and len(head) == HEAD_BYTES
    return True


def zipped_type(path: str) -> str:
    """Office documents are zip files; their name says which."""
    guessed = mimetypes.guess_type(path, strict=False)[0] or ""
    return guessed if guessed.startswith("application/vnd.") else "application/zip"
