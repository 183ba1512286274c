"""YAML read by its 1.2 core table on the C parser: bounded in size and depth, with the place of every key."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from .limits import MarkdownLimits
from .records import Value

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_CORE_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")
)
_TEXT_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlRefused(ValueError):
    """The YAML as a whole cannot be read; `position` is the offset of the place."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


@dataclass(slots=True)
class Entry:
    """One key of the outermost mapping: its value, and where key and value begin and end in the text."""

    name: str
    value: Value
    key_start: int
    key_end: int
    value_start: int
    value_end: int
    """Of a list or mapping without brackets: the end of its last scalar."""
    block: bool
    """The value is a list or mapping without brackets."""
    texts: list[tuple[str, int]] = field(default_factory=list)
    """Every text in the value with its offset, in order."""


@dataclass(slots=True)
class Reading:
    """What a YAML text says: its entries, and remarks (offset, reason, property) on what was left out."""

    entries: list[Entry] = field(default_factory=list)
    remarks: list[tuple[int, str, str]] = field(default_factory=list)
    flow: bool = False
    """The outermost mapping is written with braces."""
    shared: bool = False
    """Anchors or aliases occur."""


def plain_value(text: str) -> Value:
    """The value of an unquoted YAML scalar; dates, times and numbers with leading zeros stay text."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= MarkdownLimits.INTEGER_DIGITS else text
    if _BASED.fullmatch(text):
        number = (
            int(text[2:], 8 if text[1] == "o" else 16) if len(text) <= MarkdownLimits.INTEGER_DIGITS else None
        )
        return text if number is None else number
    if _FLOAT.fullmatch(text):
        parsed = float(text)
        return parsed if math.isfinite(parsed) else text
    return text


def read_yaml(text: str) -> Reading | None:
    """The entries of a YAML mapping, or None for an empty text.

    Raises `YamlRefused` where the text is not YAML, not one mapping, too deep or too large.
    """
    return _Reader(text).read()


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


class _Reader:
    """Walks the parser's events, so that depth and size are known before anything is built."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reading = Reading()
        self.values = 0
        self.anchors: dict[str, tuple[Value, int]] = {}
        self.entry: Entry | None = None
        self.events: Iterator[yaml.Event]

    def read(self) -> Reading | None:
        try:
            self.events = iter(yaml.parse(self.text, Loader=_LOADER))
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise _refusal(error) from None
        except yaml.reader.ReaderError as error:
            raise YamlRefused(
                "it contains a character that YAML does not allow", int(error.position or 0)
            ) from None
        except UnicodeError:
            raise YamlRefused("it contains a character that is not Unicode text", 0) from None

    def _document(self) -> Reading | None:
        next(self.events)  # the stream's start
        if not isinstance(next(self.events), yaml.DocumentStartEvent):
            return None
        event = next(self.events)
        if isinstance(event, yaml.ScalarEvent) and event.value == "" and event.implicit[0]:
            return None
        if not isinstance(event, yaml.MappingStartEvent):
            raise YamlRefused("it is not a list of properties, each written as `name: value`", _start(event))
        self._check_tag(event)
        self.reading.flow = bool(event.flow_style)
        self._entries()
        next(self.events)  # the document's end
        last = next(self.events)
        if not isinstance(last, yaml.StreamEndEvent):
            raise YamlRefused("it holds more than one YAML document", _start(last))
        return self.reading

    def _entries(self) -> None:
        names: set[str] = set()
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            position = _start(key)
            name = key.value if isinstance(key, yaml.ScalarEvent) else None
            if name is None:
                self._value(key, 1)
            key_end = _end(key)
            event = next(self.events)
            block = getattr(event, "flow_style", None) is False
            self.entry = Entry(name or "", None, position, key_end, _start(event), key_end, block)
            self.entry.value, self.entry.value_end = self._value(event, 1)
            if name is None:
                self._remark(position, "a property's name must be plain text")
            elif name in names:
                self._remark(position, "this property is written twice; the first one counts")
            else:
                names.add(name)
                self.reading.entries.append(self.entry)

    def _remark(self, position: int, reason: str) -> None:
        self.reading.remarks.append((position, reason, self.entry.name if self.entry else ""))

    def _value(self, event: yaml.Event, depth: int) -> tuple[Value, int]:
        """The value that begins with `event`, and the offset of its end."""
        self.values += 1
        if self.values > MarkdownLimits.FRONT_MATTER_VALUES:
            raise YamlRefused("it holds too many values", _start(event))
        if depth > MarkdownLimits.FRONT_MATTER_DEPTH:
            raise YamlRefused("its lists are nested too deeply", _start(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._anchored(event, self._scalar(event), 1), _end(event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event), _end(event)
        before = self.values
        known = self._check_tag(event)
        if isinstance(event, yaml.SequenceStartEvent):
            value, end = self._sequence(event, depth)
        elif isinstance(event, yaml.MappingStartEvent):
            value, end = self._mapping(event, depth)
        else:
            raise YamlRefused("it ends in the middle of a value", _start(event))
        return self._anchored(event, value if known else None, self.values - before + 1), end

    def _sequence(self, start: yaml.SequenceStartEvent, depth: int) -> tuple[Value, int]:
        items: list[Value] = []
        last = _end(start)
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            item, last = self._value(event, depth + 1)
            items.append(item)
        return items, _end(event) if start.flow_style else last

    def _mapping(self, start: yaml.MappingStartEvent, depth: int) -> tuple[Value, int]:
        mapping: dict[str, Value] = {}
        template = False
        last = _end(start)
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            value_of_key, _ = self._value(key, depth + 1)
            value, last = self._value(next(self.events), depth + 1)
            if isinstance(key, yaml.ScalarEvent):
                mapping.setdefault(key.value, value)
            else:
                template = template or isinstance(value_of_key, dict | list)
        end = _end(key) if start.flow_style else last
        if not template:
            return mapping, end
        self._remark(_start(start), "braces that are not in quotes are read as a mapping; kept as text")
        return self.text[_start(start) : end], end

    def _scalar(self, event: yaml.ScalarEvent) -> Value:
        if self.entry is not None:
            self.entry.texts.append((event.value, _start(event)))
        if not self._check_tag(event):
            return None
        if event.tag in _TEXT_TAGS or event.implicit[1]:
            return str(event.value)
        return plain_value(event.value)

    def _check_tag(self, event: yaml.Event) -> bool:
        tag = getattr(event, "tag", None)
        if tag is None or tag in _CORE_TAGS or tag == "!":
            return True
        self._remark(_start(event), f"the YAML tag {tag!r} is not allowed; the value is left out")
        return False

    def _anchored(self, event: yaml.Event, value: Value, size: int) -> Value:
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.reading.shared = True
            self.anchors[anchor] = (value, size)
        return value

    def _alias(self, event: yaml.AliasEvent) -> Value:
        self.reading.shared = True
        if event.anchor not in self.anchors:
            raise YamlRefused(f"the alias *{event.anchor} stands for nothing", _start(event))
        value, size = self.anchors[event.anchor]
        self.values += size
        if self.values > MarkdownLimits.FRONT_MATTER_VALUES:
            raise YamlRefused("its aliases stand for too many values", _start(event))
        return value


_PLAIN_REASONS = (
    # what the parser says, what we say, and whether the place is where the construct began
    (
        "mapping values are not allowed",
        "a text with a colon must be in quotes, or the line is indented wrongly",
        False,
    ),
    ("cannot start any token", "a value cannot begin with this character unless it is in quotes", False),
    ("could not find expected ':'", "a property's name must be followed by a colon", True),
    ("did not find expected ',' or", "a bracket or brace is not closed", True),
    (
        "did not find expected",
        "the line is indented wrongly, or a quote or bracket is closed too early",
        False,
    ),
    ("unexpected end of stream", "a quote is not closed", True),
    ("unknown escape", "a backslash in double quotes must be written twice", False),
    ("undefined tag handle", "a value cannot begin with ! unless it is in quotes", False),
    ("tab character", "lines must be indented with spaces, not with tabs", False),
)


def _refusal(error: yaml.MarkedYAMLError) -> YamlRefused:
    problem = str(error.problem or error.context or "it is not valid YAML")
    known = next((entry for entry in _PLAIN_REASONS if entry[0] in problem), (problem, problem, False))
    mark = (known[2] and error.context_mark) or error.problem_mark or error.context_mark
    return YamlRefused(known[1], mark.index if mark else 0)
