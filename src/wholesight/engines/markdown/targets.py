"""How the inside of a wikilink and the address of a Markdown link are taken apart."""

from __future__ import annotations

import re
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")

# the two characters that marks are made of, NUL, and halves of surrogate pairs: no user text may contain them
_FORBIDDEN = re.compile("[\x00\ufdd0\ufdd1\ud800-\udfff]")

SCHEMES = frozenset(
    {
        "http",
        "https",
        "mailto",
        "tel",
        "sms",
        "ftp",
        "sftp",
        "ftps",
        "geo",
        "xmpp",
        "irc",
        "ircs",
        "matrix",
        "magnet",
    }
    | {
        "news",
        "nntp",
        "webcal",
        "ssh",
        "git",
        "callto",
        "sip",
        "sips",
        "obsidian",
        "zotero",
        "vscode",
        "message",
    }
)
"""Addresses that a link may lead to outside; any other scheme is shown as text."""


def split_wikilink(inside: str) -> tuple[str, str, str]:
    r"""Target, fragment and display text of `target#fragment|display`; in a table the bar is written `\|`."""
    path, _, display = inside.replace("\\|", "|").partition("|")
    target, _, fragment = path.partition("#")
    return target.strip(), fragment.strip().strip("#").strip(), display.strip()


def split_address(address: str) -> tuple[str, str]:
    """Percent-decoded path and fragment of a relative address; a query is not part of a file's name."""
    path, _, fragment = address.partition("#")
    return unquote(path.partition("?")[0]), unquote(fragment)


def outside(address: str) -> str | None:
    """None for an address in the space, 'external' for one elsewhere, 'blocked' where none may lead."""
    if address.startswith(("//", "\\\\", "/\\", "\\/")):
        return "external"
    scheme = _SCHEME.match(_CONTROL.sub("", address[:64]))
    if scheme is None:
        return None
    return "external" if scheme[0][:-1].lower() in SCHEMES else "blocked"


def clean(text: str) -> str:
    """The text with the characters that no page may contain replaced, one by one, so that offsets stay."""
    return text if text.isascii() and "\x00" not in text else _FORBIDDEN.sub("\ufffd", text)
