"""Opens files that others may change at any time: never what a link leads to, nothing that makes one wait."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

# Systems without these two have no pipes among files, and links only for administrators.
CAUTION = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_ordinary(place: Path) -> BinaryIO:
    """The bytes of an ordinary file. OSError for a link, a folder, a pipe or a device."""
    descriptor = os.open(place, os.O_RDONLY | CAUTION)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no ordinary file")
    return os.fdopen(descriptor, "rb")
