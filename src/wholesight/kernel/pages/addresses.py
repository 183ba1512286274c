"""Where pages, folders and files are found on the web."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

SAFE = "/!$'()*+,;=:@~"  # what may stand in a path as it is


@lru_cache(maxsize=8192)  # a page view asks for dozens, and mostly for the same
def page_url(space: str, path: str, anchor: str = "") -> str:
    """The address of a page by its path; `anchor` is the id of a heading or block in it."""
    stem = path.removesuffix(".md")
    if stem.rpartition("/")[2] in {"", ".", ".."} or stem.lower().endswith(".md"):
        stem = path  # without its ending it would be the address of a folder or of another page
    address = f"/pages/{quote(space, safe=SAFE)}/{quote(stem, safe=SAFE)}"
    return f"{address}#{quote(anchor, safe=SAFE)}" if anchor else address


def folder_url(space: str, folder: str = "") -> str:
    address = f"/pages/{quote(space, safe=SAFE)}/"
    return f"{address}{quote(folder, safe=SAFE)}/" if folder else address


def file_url(space: str, path: str) -> str:
    return f"/files/{quote(space, safe=SAFE)}/{quote(path, safe=SAFE)}"


def tag_url(space: str, tag: str) -> str:
    return f"/tags/{quote(space, safe=SAFE)}/{quote(tag, safe=SAFE)}"
