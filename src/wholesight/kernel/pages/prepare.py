"""All that a page's text alone determines. Pure and costly, so it runs before the transaction, at import
in worker processes."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wholesight.engines import markdown, search
from wholesight.kernel.kinds.properties import KEY_LIMIT

PATH_BYTES = 2000  # what an index of either database takes
FOLDER_PAGES = frozenset({"readme", "index"})
# A text holds neither NUL nor half a surrogate pair, but escapes in properties and addresses write them.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
ESCAPED = re.compile(r"%00|\\(?:0|x00|u0000|U0000|u[dD][89a-fA-F])")


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One name by which links may call a page: `via` file, alias, title or folder; `path` is what a path
    in a link is held against."""

    key: str
    via: str
    path: str


@dataclass(frozen=True, slots=True)
class PreparedPage:
    path: str
    text: str
    digest: str
    title: str
    language: str
    outline: markdown.Outline
    names: tuple[NameEntry, ...]
    search: search.PreparedDocument

    @property
    def properties(self) -> dict[str, Any]:
        return self.outline.front_matter.values


def digest_of(content: bytes) -> str:
    """The digest by which texts are compared."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def file_title(path: str) -> str:
    """The name of a page's file without folder and ending."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.lower().endswith(".md") else name


def prepare_page(path: str, text: str, language: str = "en") -> PreparedPage:
    """Read a page's text: outline, title, names and what the search index needs. `language` is that of its
    space."""
    outline = markdown.outline(text)
    if ESCAPED.search(text):
        outline = storable(outline)
    values = outline.front_matter.values
    title = page_title(path, values, outline.headings)
    own_language = values.get("language") or values.get("lang")
    if isinstance(own_language, str) and own_language.strip():
        language = own_language.strip()[:20]
    aliases = list(texts(values.get("aliases"))) + list(texts(values.get("alias")))
    words = search.SearchText(
        page_id=0,
        language=language,
        title=title,
        aliases=tuple(aliases),
        headings=tuple(heading.text for heading in outline.headings),
        path=path,
        text=outline.text,
    )
    return PreparedPage(
        path=path,
        text=text,
        digest=digest_of(text.encode()),
        title=title,
        language=language,
        outline=outline,
        names=tuple(page_names(path, page_title(path, values), aliases)),
        search=search.prepare(words),
    )


def storable(value: Any) -> Any:
    """The same value, record or collection with a replacement mark for each character that no database
    holds."""
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(storable(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: storable(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


def page_title(path: str, values: dict[str, Any], headings: Sequence[markdown.Heading] = ()) -> str:
    """The `title` property, else the file's name; a README or index, whose file's name says nothing, bears
    its first heading where that is one of the first level."""
    title = values.get("title")
    if isinstance(title, str | int | float) and not isinstance(title, bool) and str(title).strip():
        return " ".join(str(title).split())
    name = file_title(path)
    if name.lower() in FOLDER_PAGES and headings and headings[0].level == 1 and headings[0].text:
        return headings[0].text
    return name


def texts(value: Any) -> Iterator[str]:
    """The texts in a property that is a text or a list of texts."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip():
            yield item.strip()


def why_no_path(path: str) -> str:
    """Why nothing may stand at this path of a space, in words after its name; empty where something may."""
    if any(segment.strip() in {"", ".", ".."} for segment in path.split("/")):
        return "has an empty segment, `.` or `..`"
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in path):
        return "has a control character or half a character"
    return f"has more than {PATH_BYTES} bytes" if len(path.encode()) > PATH_BYTES else ""


def name_key(name: str) -> str:
    return markdown.link_key(name)[:KEY_LIMIT]


def page_names(path: str, title: str, aliases: list[str]) -> Iterator[NameEntry]:
    """Every name of a page, each once: its file first, then aliases, a title that differs, and the folder
    that it opens."""
    file_key = name_key(path)
    yield NameEntry(file_key, "file", path)
    seen = {file_key}
    for via, name in [*(("alias", alias) for alias in aliases), ("title", title)]:
        # an alias is no path: only the whole of it names the page
        key = markdown.link_key(name.replace("/", "∕"))[:KEY_LIMIT] if "/" in name else name_key(name)
        if key and key not in seen:
            seen.add(key)
            yield NameEntry(key, via, path)
    folder = path.rpartition("/")[0]
    if folder and file_key in FOLDER_PAGES:
        yield NameEntry(name_key(folder), "folder", folder)


def names_of_attachment(path: str) -> Iterator[NameEntry]:
    yield NameEntry(name_key(path), "file", path)
