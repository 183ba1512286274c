"""The front matter of a page, cut into the lines of its properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from .limits import MergingLimits

_OPENING = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_CLOSING = re.compile(r"(?:^|(?<=[\r\n]))---[ \t]*(?:\r\n|\r|\n|\Z)")
_KEY_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = yaml.resolver.Resolver()


@dataclass(frozen=True, slots=True)
class Property:
    """A property with all its lines and the comments below them; `line` counts the file's lines from 1."""

    name: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the body: `opening` and `closing` are the lines of dashes.

    Comments above the first property are a property without a name. `properties` is None where they cannot be
    told apart (broken YAML, braces, anchors, a name written twice); `raw` is what stands between the lines.
    """

    opening: str
    raw: str
    properties: tuple[Property, ...] | None
    closing: str


def cut_front_matter(text: str) -> tuple[FrontMatter, str]:
    """The front matter of a text and its body; together they are the text."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        return FrontMatter(mark, "", (), ""), text[len(mark) :]
    raw = text[opening.end() : closing.start()]
    starts = _starts(raw)
    if starts is None:
        return FrontMatter(opening[0], raw, None, closing[0]), text[closing.end() :]
    if raw and (not starts or starts[0][1] > 0):
        starts.insert(0, ("", 0))
    ends = [*[start for _, start in starts[1:]], len(raw)][: len(starts)]
    properties = tuple(
        Property(name, raw[start:end], 2 + _lines(raw, start))
        for (name, start), end in zip(starts, ends, strict=True)
    )
    return FrontMatter(opening[0], raw, properties, closing[0]), text[closing.end() :]


def _lines(text: str, end: int) -> int:
    return text.count("\n", 0, end) + text.count("\r", 0, end) - text.count("\r\n", 0, end)


def _starts(raw: str) -> list[tuple[str, int]] | None:
    """Name and offset of each property; None where not each one begins a line of its own."""
    if len(raw) > MergingLimits.FRONT_MATTER:
        return None
    try:
        keys = list(_keys(raw))
    except (yaml.YAMLError, UnicodeError, _NotSeparable):
        return None
    names = [name for name, _ in keys]
    whole = all(start == 0 or raw[start - 1] in "\r\n" for _, start in keys)
    return keys if whole and len({"", *names}) == len(names) + 1 else None


class _NotSeparable(Exception):
    """The properties hang together."""


def _keys(raw: str) -> Iterator[tuple[str, int]]:
    """The keys of the outermost mapping, from the parser's events: nothing is built, so nothing can grow."""
    depth, is_key, documents = 0, True, 0
    for event in yaml.parse(raw, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _NotSeparable
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1 or event.explicit:
                raise _NotSeparable
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            is_key = depth == 1
        elif isinstance(event, yaml.CollectionStartEvent):
            if (depth == 0 and _is_not_a_block_mapping(event)) or (depth == 1 and is_key):
                raise _NotSeparable
            depth += 1
            is_key = depth == 1
        elif isinstance(event, yaml.ScalarEvent) and depth < 2:
            if depth == 0 and event.value:
                raise _NotSeparable
            if depth == 1 and is_key:
                yield event.value, event.start_mark.index if event.start_mark else 0
            is_key = not is_key


def _is_not_a_block_mapping(event: yaml.CollectionStartEvent) -> bool:
    return not isinstance(event, yaml.MappingStartEvent) or bool(event.flow_style)


def same_value(one: str, other: str) -> bool:
    """Whether two texts of a property say the same, however they are quoted, indented and commented."""
    if one == other:
        return True
    try:
        return _said(one) == _said(other)
    except (yaml.YAMLError, UnicodeError):
        return False


def _said(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and event.tag is None
            tag = _plain_tag(event.value) if plain else event.tag
            found.append((tag or "tag:yaml.org,2002:str", event.value))
        elif isinstance(event, yaml.CollectionStartEvent | yaml.CollectionEndEvent | yaml.AliasEvent):
            name = f"{getattr(event, 'anchor', '')} {getattr(event, 'tag', '')}"
            found.append((type(event).__name__, name))
    return found


def _plain_tag(text: str) -> str:
    return str(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)))  # type: ignore[no-untyped-call]


def list_lines(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The line of a property's name and the lines of its list, one an item; None for any other value."""
    first = _KEY_LINE.match(text)
    head = first[0] if first else ""
    items = tuple(line for line in re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text[len(head) :]))
    if not head.rstrip().endswith(":") or not all(re.match(r" *- [^\r\n]", line) for line in items):
        return None
    return head, items
