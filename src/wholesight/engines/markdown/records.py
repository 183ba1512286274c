"""What reading the text of a page yields: plain frozen records that can be pickled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"


class Missing:
    """The type of `MISSING`: no value at all, as opposed to an empty one."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the text that could not be read as it was meant; `line` counts the file's lines from 1."""

    line: int
    reason: str
    property: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The properties at the top of a page.

    `raw` is the text between the two `---` lines, `body_start` the offset of the first character after the
    front matter and `body_line` that character's line, from 1.
    """

    raw: str
    values: dict[str, Value]
    problems: tuple[Problem, ...]
    body_start: int
    body_line: int


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link as it is written in a page, not yet resolved.

    `form` is wikilink, embed, markdown, image, html or property. `target` is the path without its fragment,
    percent-decoded for markdown, image and html ('' means the page itself).
    """

    form: str
    target: str
    fragment: str
    display: str
    property: str
    line: int
    context: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level as written, its plain text, the key links match it by, and its id in HTML."""

    level: int
    text: str
    key: str
    slug: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block that carries a `^id`."""

    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that the text of one page alone determines."""

    front_matter: FrontMatter
    links: tuple[WrittenLink, ...]
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    tags: tuple[str, ...]
    text: str
    words: int
    tasks_open: int
    tasks_done: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """What the n-th mark in rendered HTML refers to; `linked` says that it stands inside another link."""

    form: str
    target: str
    fragment: str
    display: str
    title: str = ""
    linked: bool = False


@dataclass(frozen=True, slots=True)
class FencedBlock:
    """A fenced block whose language a room has asked for."""

    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's HTML, sanitized, with marks that `fill` replaces for each reader."""

    html: str
    references: tuple[Reference, ...]
    fenced: tuple[FencedBlock, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain lists and dicts, for a JSON column."""
        return {
            "html": self.html,
            "references": [asdict(reference) for reference in self.references],
            "fenced": [asdict(block) for block in self.fenced],
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Rendered:
        """The inverse of `as_json`."""
        references: Sequence[dict[str, Any]] = stored["references"]
        fenced: Sequence[dict[str, Any]] = stored["fenced"]
        return cls(
            html=stored["html"],
            references=tuple(Reference(**fields) for fields in references),
            fenced=tuple(FencedBlock(**fields) for fields in fenced),
        )
