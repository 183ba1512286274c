"""Changing one property of a page without touching any other character of its text."""

from __future__ import annotations

import json
import math
import re

from .front_matter import find_front_matter, read_front_matter, read_properties
from .limits import PropertyNotChanged
from .records import Missing, Value
from .targets import clean
from .yaml_values import Entry, Reading, YamlRefused, plain_value

_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_COMMENT_AFTER_KEY = re.compile(r"[ \t]*:([ \t]+#[^\r\n]*)")
_LIST_INDENT = re.compile(r"(?:^|[\r\n])( *)[^\s#'\"-][^\r\n]*:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)( *)- ")
_PLAIN = re.compile(r"[^\W_](?:[\w./()'&+%-]|[ ,;](?=\S)|:(?=[^\s:]))*")
_NUMBER_LIKE = re.compile(r"(?=[^\d]*\d)[\d_.,:+\-a-fA-FxXoO]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
_OLD_BOOLEANS = frozenset({"y", "n", "yes", "no", "on", "off"})
_MUST_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def change_property(text: str, name: str, value: Value | Missing) -> str:
    """The text with one property set, or left out where `value` is `MISSING`.

    Only the lines of that property change; front matter is made where there is none. The result is read
    again: unless exactly this property has changed, `PropertyNotChanged` says why it was refused.
    """
    _check(name, value)
    span = find_front_matter(text)
    if span is None:
        return (
            text
            if isinstance(value, Missing)
            else _proved(text, _with_front_matter(text, name, value), name, value)
        )
    start, end, _ = span
    raw = text[start:end]
    reading = _editable(raw)
    entry = next((entry for entry in reading.entries if entry.name == name), None)
    if entry is not None and not isinstance(value, Missing) and _same(entry.value, value):
        return text
    newline = _newline(text)
    if entry is not None:
        changed = _with_entry(raw, entry, value, newline)
    elif isinstance(value, Missing):
        return text
    else:
        changed = (
            raw + _appended(raw, reading, _lines(_key(name), value, _list_indent(raw), newline)) + newline
        )
    return _proved(text, text[:start] + changed + text[end:], name, value)


def _check(name: str, value: Value | Missing) -> None:
    if not name or name != name.strip() or _LINE_END.search(name) or clean(name) != name:
        raise PropertyNotChanged("a property's name must be one line of text")
    if not isinstance(value, Missing) and not _can_be_written(value):
        raise PropertyNotChanged("the value contains a character or number that cannot be written")


def _can_be_written(value: Value) -> bool:
    if isinstance(value, str):
        return clean(value) == value
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, list):
        return all(_can_be_written(item) for item in value)
    if isinstance(value, dict):
        return all(clean(key) == key and _can_be_written(item) for key, item in value.items())
    return True


def _editable(raw: str) -> Reading:
    try:
        reading = read_properties(raw)
    except YamlRefused as refused:
        raise PropertyNotChanged(f"the properties cannot be read: {refused.reason}") from None
    if reading.flow:
        raise PropertyNotChanged(
            "the properties are written in braces (JSON); only the whole text can be edited"
        )
    if reading.shared:
        raise PropertyNotChanged("the properties use YAML anchors (&, *); only the whole text can be edited")
    if any("written twice" in reason for _, reason, _ in reading.remarks):
        raise PropertyNotChanged("a property is written twice; mend that in the text first")
    return reading


def _newline(text: str) -> str:
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def _with_front_matter(text: str, name: str, value: Value) -> str:
    start = 1 if text.startswith("\ufeff") else 0
    newline = _newline(text)
    lines = _lines(_key(name), value, "  ", newline)
    return f"{text[:start]}---{newline}{lines}{newline}---{newline}{text[start:]}"


def _appended(raw: str, reading: Reading, lines: str) -> str:
    """The lines of a new property, indented as the others are."""
    if not reading.entries:
        return lines
    start = reading.entries[0].key_start
    indent = raw[max(raw.rfind("\n", 0, start), raw.rfind("\r", 0, start)) + 1 : start]
    return re.sub(r"(?m)^(?=.)", indent, lines) if indent and not indent.strip(" ") else lines


def _with_entry(raw: str, entry: Entry, value: Value | Missing, newline: str) -> str:
    """The front matter with the lines of one entry rewritten; a comment behind a key or a value stays."""
    first = max(raw.rfind("\n", 0, entry.key_start), raw.rfind("\r", 0, entry.key_start)) + 1
    indent = raw[first : entry.key_start]
    if indent.strip(" "):
        raise PropertyNotChanged("the property does not stand on a line of its own")
    written = raw[entry.key_start : entry.value_end].rstrip()
    end = entry.key_start + max(len(written), entry.key_end - entry.key_start)
    if entry.value_end <= entry.key_end or (entry.value is None and end == entry.key_end):
        end = raw.index(":", entry.key_end) + 1
    comment = _COMMENT_AFTER_KEY.match(raw, entry.key_end) if entry.block else None
    kept = comment[1] if comment else ""
    if not entry.block and (after := _COMMENT.match(raw, end)):
        kept = after[0]
    line_end = _LINE_END.search(raw, end)
    last = line_end.start() if line_end else len(raw)
    if isinstance(value, Missing):
        return raw[:first] + raw[line_end.end() if line_end else last :]
    key = raw[entry.key_start : entry.key_end]
    if raw[entry.value_start : entry.value_start + 1] == "[" and isinstance(value, list):
        lines = f"{key}: [{', '.join(_flow(item) for item in value)}]"
    else:
        lines = _lines(key, value, _list_indent(raw), newline)
    head, separator, tail = lines.partition(newline)
    tail = tail.replace(newline, newline + indent)
    return f"{raw[:first]}{indent}{head}{kept}{separator}{indent if separator else ''}{tail}{raw[last:]}"


def _list_indent(raw: str) -> str:
    """How far the page indents the items of a list below their property; two spaces where it has none."""
    match = _LIST_INDENT.search(raw)
    return " " * max(0, len(match[2]) - len(match[1])) if match else "  "


def _key(name: str) -> str:
    return name if _is_plain(name) and ":" not in name else _quoted(name)


def _lines(key: str, value: Value, list_indent: str, newline: str) -> str:
    if value is None:
        return f"{key}:"
    if isinstance(value, list) and value:
        return newline.join([f"{key}:", *(f"{list_indent}- {_scalar(item)}" for item in value)])
    return f"{key}: {_scalar(value)}"


def _scalar(value: Value) -> str:
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    return _quoted(value)


def _flow(value: Value) -> str:
    return value if isinstance(value, str) and "," not in value and _is_plain(value) else _quoted(value)


def _quoted(value: Value) -> str:
    """JSON is YAML, as long as the characters that YAML would take for line ends are escaped."""
    return _MUST_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _is_plain(text: str) -> bool:
    """Whether a text needs no quotes: nothing in it, read by old rules or new, is more than text."""
    if not _PLAIN.fullmatch(text) or plain_value(text) != text or text.casefold() in _OLD_BOOLEANS:
        return False
    return _DATE.fullmatch(text) is not None or _NUMBER_LIKE.fullmatch(text) is None


def _same(one: Value, other: Value) -> bool:
    """Equal, and of the same type throughout: 1 is neither True nor 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    return one == other


def _proved(before: str, after: str, name: str, value: Value | Missing) -> str:
    """`after`, if reading it shows that this property and nothing else has changed."""
    old, new = read_front_matter(before)[0], read_front_matter(after)[0]
    expected = dict(old.values)
    if isinstance(value, Missing):
        expected.pop(name, None)
    else:
        expected[name] = value
    same_body = before[old.body_start :] == after[new.body_start :]
    if not same_body or not _same(dict(new.values), expected) or len(new.problems) > len(old.problems):
        raise PropertyNotChanged("the change would alter more than this property; edit the text itself")
    return after
