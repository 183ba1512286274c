"""Which part of a file a browser asks for: sound and film are played from anywhere."""

from __future__ import annotations

import re

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")


class NoSuchRange(Exception):
    """The file ends before the part that was asked for."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one past the last, of a `Range` header (RFC 9110, section 14) for a file of `size`
    bytes.

    None where the whole is to be sent: there is no header, it cannot be read, or it asks for several parts.
    Raises NoSuchRange.
    """
    match = RANGE.match(header.strip())
    if match is None or match.group(1, 2) == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= end:
        raise NoSuchRange
    return start, end
