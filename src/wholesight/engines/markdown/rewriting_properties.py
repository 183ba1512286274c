"""New targets for the links in the properties of a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from .front_matter import PropertyLink, find_front_matter
from .limits import TextNotRewritten
from .parsing import Document
from .rewriting_addresses import needs_no_quotes, target_span, yaml_text
from .rewriting_places import Edit
from .targets import split_wikilink

_JSON_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?')
_JSON_LINK = re.compile(r"\s*!?\[\[(?!\[).+?\]\]\s*")
_BLOCK_MARK = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n)")


def property_edits(text: str, document: Document, wanted: Mapping[int, str]) -> list[Edit]:
    """The edits for the links with these numbers; raises `TextNotRewritten`."""
    span = find_front_matter(text)
    if not wanted or span is None:
        return []
    raw = document.front_matter.raw
    places = _places_in_json(document) if _is_json(raw) else {}
    found: list[Edit] = []
    for number, target in wanted.items():
        link = document.property_links[number]
        start, end, new = (
            _target_edit(raw, places[number], link, yaml_text(target, '"'))
            if places
            else _edit(raw, link, target)
        )
        found.append((span[0] + start, span[0] + end, new))
    return found


def _is_json(raw: str) -> bool:
    if not raw.lstrip().startswith("{"):
        return False
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return True


def _edit(raw: str, link: PropertyLink, target: str) -> Edit:
    mark = raw[link.position : link.position + 1]
    quote = mark if mark in ("'", '"') else ""
    block = _BLOCK_MARK.match(raw, link.position)
    if quote or block:
        opening = raw.find("[[", link.position)
        return _target_edit(raw, opening, link, yaml_text(target, quote))
    opening = raw.rfind("[[", 0, link.position)
    if opening < 0 or raw[opening + 2 : link.position].strip():
        raise _lost(link)
    if needs_no_quotes(target):
        return _target_edit(raw, opening, link, target)
    closing = raw.find("]]", opening)
    _, fragment, display = split_wikilink(link.inside)
    whole = f"[[{target}{'#' if fragment else ''}{fragment}{'|' if display else ''}{display}]]"
    return opening, closing + 2, json.dumps(whole, ensure_ascii=False)


def _target_edit(raw: str, opening: int, link: PropertyLink, target: str) -> Edit:
    closing = raw.find("]]", opening)
    if opening < 0 or closing < 0:
        raise _lost(link)
    start, end = target_span(raw[opening + 2 : closing])
    return opening + 2 + start, opening + 2 + end, target


def _lost(link: PropertyLink) -> TextNotRewritten:
    return TextNotRewritten(
        f"the link {link.inside!r} of the property {link.property!r} could not be found again in the text"
    )


def _places_in_json(document: Document) -> dict[int, int]:
    """Where the brackets of each link begin in properties that are written as JSON."""
    raw = document.front_matter.raw
    texts = [
        match
        for match in _JSON_TEXT.finditer(raw)
        if match[1] is None and _JSON_LINK.fullmatch(json.loads(match[0]))
    ]
    if len(texts) != len(document.property_links):
        raise TextNotRewritten("the links in the properties could not be found again in the text")
    return {number: raw.index("[[", match.start()) for number, match in enumerate(texts)}
