"""The text of a page: its properties, its outline, its rendering, and what its links mean."""

from .headings import find_heading
from .limits import MarkdownError, MarkdownLimits, PropertyNotChanged
from .marks import block, fill, isolate_ids, section
from .outlining import outline
from .properties import change_property
from .records import (
    MISSING,
    Block,
    FencedBlock,
    FrontMatter,
    Heading,
    Missing,
    Outline,
    Problem,
    Reference,
    Rendered,
    Value,
    WrittenLink,
)
from .rendering import render
from .resolution import Candidate, Resolution, folder_targets, link_key, resolve

__all__ = [
    "MISSING",
    "Block",
    "Candidate",
    "FencedBlock",
    "FrontMatter",
    "Heading",
    "MarkdownError",
    "MarkdownLimits",
    "Missing",
    "Outline",
    "Problem",
    "PropertyNotChanged",
    "Reference",
    "Rendered",
    "Resolution",
    "Value",
    "WrittenLink",
    "block",
    "change_property",
    "fill",
    "find_heading",
    "folder_targets",
    "isolate_ids",
    "link_key",
    "outline",
    "render",
    "resolve",
    "section",
]
