"""The text of a page: its properties, its outline, its rendering, and what its links mean."""

from .headings import find_heading
from .limits import MarkdownError, MarkdownLimits, PropertyNotChanged, TextNotRewritten
from .line_ends import typed_over, with_line_feeds
from .marks import block, fill, isolate_ids, section
from .mentioning import Mention, Names, mentions
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
from .rewriting import link_mention, rename_tag, set_task
from .rewriting_links import rewrite_links
from .rewriting_sections import extract_section

__all__ = [
    "MISSING",
    "Block",
    "Candidate",
    "FencedBlock",
    "FrontMatter",
    "Heading",
    "MarkdownError",
    "MarkdownLimits",
    "Mention",
    "Missing",
    "Names",
    "Outline",
    "Problem",
    "PropertyNotChanged",
    "Reference",
    "Rendered",
    "Resolution",
    "TextNotRewritten",
    "Value",
    "WrittenLink",
    "block",
    "change_property",
    "extract_section",
    "fill",
    "find_heading",
    "folder_targets",
    "isolate_ids",
    "link_key",
    "link_mention",
    "mentions",
    "outline",
    "rename_tag",
    "render",
    "resolve",
    "rewrite_links",
    "section",
    "set_task",
    "typed_over",
    "with_line_feeds",
]
