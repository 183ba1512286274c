"""Small changes to the text of a page that leave every other character as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from .front_matter import find_front_matter, read_properties
from .inline_rules import is_tag
from .limits import TextNotRewritten
from .outlining import outline_of
from .parsing import Document, parse
from .records import Outline, WrittenLink
from .rewriting_places import Edit, Source, applied
from .yaml_values import YamlRefused

_BOX = re.compile(r"\[([^\n\[\]])\](?=[ \t]|$)")
_WORD_CHARACTER = re.compile(r"\w")
IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters of writings that put no spaces between words, as a range of a regular expression."""
_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")
_TRIES = 50
"""Occurrences of words in one line that are tried as a mention."""


def set_task(text: str, line: int, done: bool) -> str:
    """The text with the box of the task that begins at this line of the file checked, or empty.

    Raises `TextNotRewritten` where no task begins there.
    """
    document = parse(text)
    source = Source(text, document)
    for index, token in enumerate(document.tokens):
        if token.type != "list_item_open" or "task" not in token.meta or token.map is None:
            continue
        number = _first_line(document.tokens, index)
        if number + source.first_line != line:
            continue
        box = _BOX.search(source.line(number))
        if box is None or box[1] != token.meta["task"]:
            break
        if done == (box[1] != " "):
            return text
        at = source.starts[number] + box.start(1)
        after = applied(text, [(at, at + 1, "x" if done else " ")])
        step = 1 if done else -1
        was, now = outline_of(document), outline_of(parse(after))
        if (now.tasks_done, now.tasks_open) == (was.tasks_done + step, was.tasks_open - step):
            return after
        break
    raise TextNotRewritten(f"there is no task on line {line}")


def _first_line(tokens: Sequence[Token], index: int) -> int:
    """The line of the body in which the first paragraph of an item begins."""
    for token in tokens[index:]:
        if token.type == "paragraph_open" and token.map is not None:
            return token.map[0]
    return -1


def rename_tag(text: str, before: str, after: str) -> str:
    """The text with another name for a tag and for the tags below it, in the body and in the property `tags`.

    Names are written without `#`; letter case does not matter in `before`. Raises `TextNotRewritten` where
    `after` cannot be a tag, or where more than tags would change.
    """
    before = before.removeprefix("#").rstrip("/")
    after = after.removeprefix("#").rstrip("/")
    if not is_tag(after):
        raise TextNotRewritten(f"{after!r} cannot be a tag")
    document = parse(text)
    edits = [*_tags_in_body(text, document, before, after), *_tags_in_properties(text, before, after)]
    changed = applied(text, edits)
    if changed != text:
        was, now = outline_of(document), outline_of(parse(changed))
        expected = dict.fromkeys(_renamed(tag, before, after).casefold() for tag in was.tags)
        same = (now.links, len(now.headings), now.blocks, len(now.problems)) == (
            tuple(_with_context(link, new) for link, new in zip(was.links, now.links, strict=False)),
            len(was.headings), was.blocks, len(was.problems),
        )  # fmt: skip
        if set(expected) != {tag.casefold() for tag in now.tags} or not same:
            raise TextNotRewritten(f"more than the tag {before!r} would read differently")
    return changed


def _with_context(link: WrittenLink, new: WrittenLink) -> WrittenLink:
    return WrittenLink(
        link.form, link.target, link.fragment, link.display, link.property, link.line, new.context
    )


def _renamed(tag: str, before: str, after: str) -> str:
    folded, wanted = tag.casefold(), before.casefold()
    if folded == wanted or folded.startswith(f"{wanted}/"):
        return after + tag[len(before) :]
    return tag


def _tags_in_body(text: str, document: Document, before: str, after: str) -> Iterator[Edit]:
    source = Source(text, document)
    for place in source.located(document.tokens):
        for child in place.token.children or ():
            if child.type == "tag" and (new := _renamed(child.content, before, after)) != child.content:
                at = child.meta["at"] + 1
                yield (*place.span(at, at + len(child.content)), new)


def _tags_in_properties(text: str, before: str, after: str) -> Iterator[Edit]:
    span = find_front_matter(text)
    if span is None:
        return
    raw = text[span[0] : span[1]]
    try:
        reading = read_properties(raw)
    except YamlRefused:
        return
    for entry in reading.entries:
        if entry.name.casefold() != "tags":
            continue
        for written, position in entry.texts:
            # behind a quotation mark, if there is one; a text with escapes is no list of tags
            at = raw.find(written, position, position + len(written) + 1)
            for word in re.finditer(r"[^,\s#]+", written) if at >= 0 else ():
                if (new := _renamed(word[0], before, after)) != word[0]:
                    yield span[0] + at + word.start(), span[0] + at + word.end(), new


def link_mention(text: str, line: int, words: str, target: str) -> str:
    """The text with the first plain occurrence of `words` in a line of the file made a wikilink to `target`.

    The words stay what is shown. Raises `TextNotRewritten` where they do not stand there as plain words: only
    in a link, code, formula or comment, or not at all.
    """
    document = parse(text)
    source = Source(text, document)
    number = line - source.first_line
    if not words.strip() or not 0 <= number < len(source.starts):
        raise TextNotRewritten(f"line {line} does not mention {words!r}")
    written = source.line(number)
    before = outline_of(document)
    plain = words.casefold() == target.casefold()
    forms = [f"[[{words}]]"] if plain else [f"[[{target}|{words}]]", f"[[{target}\\|{words}]]"]
    for start in _occurrences(written, words):
        at = source.starts[number] + start
        for form in forms:
            after = applied(text, [(at, at + len(words), form)])
            if _is_one_more_link(before, outline_of(parse(after)), line, words if plain else target):
                return after
    raise TextNotRewritten(f"line {line} does not mention {words!r} in plain words")


def _occurrences(written: str, words: str) -> list[int]:
    """Where the words stand in a line as whole words, the letter case being theirs."""
    found: list[int] = []
    at = written.find(words)
    while at >= 0 and len(found) < _TRIES:
        if is_whole(written, at, at + len(words)):
            found.append(at)
        at = written.find(words, at + 1)
    return found


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on beyond either end of the stretch."""

    def joined(at: int) -> bool:
        return (
            0 < at < len(text)
            and _WORD_CHARACTER.match(text[at - 1]) is not None
            and _WORD_CHARACTER.match(text[at]) is not None
            and _IDEOGRAPH.search(text, at - 1, at + 1) is None
        )

    return not joined(start) and not joined(end)


def _is_one_more_link(before: Outline, after: Outline, line: int, target: str) -> bool:
    """Whether the page reads as before, but for one wikilink on this line."""
    key: Callable[[WrittenLink], tuple[str, ...]] = lambda link: (  # noqa: E731
        link.form, link.target, link.fragment, link.display, link.property, str(link.line),
    )  # fmt: skip
    old, new = [key(link) for link in before.links], [key(link) for link in after.links]
    added = [link for link in new if link[0] == "wikilink" and link[1] == target and link[5] == str(line)]
    if not added or len(new) != len(old) + 1:
        return False
    position = next((i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    rest = new[:position] + new[position + 1 :]
    return (
        new[position] in added
        and rest == old
        and before.text == after.text
        and (before.tags, before.blocks, before.headings) == (after.tags, after.blocks, after.headings)
        and (before.tasks_open, before.tasks_done) == (after.tasks_open, after.tasks_done)
    )
