"""New targets in the manner in which the old ones are written."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote

from .targets import outside

_EXTENSION = ".md"
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ENCODED_LETTER = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")
_ALWAYS = re.compile(r"[\x00-\x1f\x7f#?<>\"\\|`$\[\]{}]|%(?=%|[0-9A-Fa-f]{2}|\Z)|&(?=#?\w+;)")
_ALWAYS_IN_HTML = re.compile(r"[\x00-\x1f\x7f#?]|%(?=[0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"[^\W\d_](?:[\w./()'+-]|[ ](?=\S))*")


def with_ending(old: str, new: str) -> str:
    """The new target with `.md` where the old one has it, and without where it has not."""
    if not old or old.endswith("/") or new.endswith("/"):
        return new
    if old.lower().endswith(_EXTENSION):
        return new if new.lower().endswith(_EXTENSION) else f"{new}{_EXTENSION}"
    return new[: -len(_EXTENSION)] if new.endswith(_EXTENSION) and new != _EXTENSION else new


def encoded_path(new: str, old: str, *, spaces: bool) -> str:
    """A path as part of an address, percent-encoded as far as it must be, and as the old one is.

    `spaces`: spaces and brackets may stay, since brackets or quotes enclose the address.
    """
    written = _ALWAYS.sub(lambda match: quote(match[0], safe=""), new)
    if not spaces or _PERCENT.search(old):
        written = written.replace(" ", "%20")
    if not spaces and (_unbalanced(written) or "%28" in old):
        written = written.replace("(", "%28").replace(")", "%29")
    if _ENCODED_LETTER.search(old):
        written = re.sub(r"[^\x00-\x7f]+", lambda match: quote(match[0]), written)
    return written.replace(":", "%3A") if outside(written) is not None else written


def _unbalanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return depth > 0


def markdown_address(written: str, read: str, new: str) -> str:
    """A Markdown address with a new path; `read` is the old one without escapes. Query and fragment stay."""
    angled = written.startswith("<")
    inside = written[1:-1] if angled else written
    address = inside if inside == read else read.replace("\\", "%5C").replace(" ", "%20")
    path, rest = _split(address)
    # an empty path becomes one in front of the fragment
    changed = encoded_path(new, path, spaces=angled) + rest
    return f"<{changed}>" if angled else changed


def html_address(written: str, new: str, quote_mark: str) -> str:
    """The value of an attribute with a new path; `quote_mark` is the character before it."""
    path, rest = _split(html.unescape(written))
    changed = _ALWAYS_IN_HTML.sub(lambda match: quote(match[0], safe=""), new)
    if quote_mark not in ("'", '"'):
        changed = re.sub(r"[\s\"'=`<>]", lambda match: quote(match[0]), changed)
    elif _PERCENT.search(path):
        changed = changed.replace(" ", "%20")
    if _ENCODED_LETTER.search(path):
        changed = re.sub(r"[^\x00-\x7f]+", lambda match: quote(match[0]), changed)
    address = changed.replace(":", "%3A") if outside(changed) is not None else changed
    escaped = html.escape(address + rest, quote=False)
    return escaped.replace(quote_mark, {"'": "&#39;", '"': "&quot;"}.get(quote_mark, quote_mark))


def _split(address: str) -> tuple[str, str]:
    match = re.search(r"[#?]", address)
    return (address[: match.start()], address[match.start() :]) if match else (address, "")


def target_span(inside: str) -> tuple[int, int]:
    """Where the target stands in the inside of a wikilink."""
    path, bar, _ = inside.partition("|")
    if bar:
        path = path.rstrip("\\")
    path = path.partition("#")[0]
    start = len(path) - len(path.lstrip())
    return start, max(start, len(path.rstrip()))


def yaml_text(new: str, quote_mark: str) -> str:
    """A target as part of a YAML text in these quotes ('' for a block of text)."""
    if quote_mark == '"':
        return json.dumps(new, ensure_ascii=False)[1:-1]
    return new.replace("'", "''") if quote_mark == "'" else new


def needs_no_quotes(target: str) -> bool:
    """Whether `[[target]]` without quotes is read by YAML as this very target."""
    return _PLAIN.fullmatch(target) is not None and target.lower() not in ("true", "false", "null")
