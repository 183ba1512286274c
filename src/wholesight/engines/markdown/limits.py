"""How large, deep and numerous the parts of one page may be before they are shown as plain text."""

from __future__ import annotations

from typing import Final


class MarkdownLimits:
    """Named bounds, in characters unless a name says otherwise.

    Nothing beyond a bound is lost: it stays in the page's text and is shown plainly, with a `Problem` where
    that helps.
    """

    TEXT: Final = 5_000_000
    """A longer page is not parsed; its body is shown as it is written."""
    FRONT_MATTER: Final = 200_000
    """Longer front matter is not read."""
    FRONT_MATTER_VALUES: Final = 50_000
    """Values of front matter in all, each use of an alias counted again."""
    FRONT_MATTER_DEPTH: Final = 20
    """Lists and mappings inside one another."""
    INTEGER_DIGITS: Final = 18
    """A longer whole number stays text: no database column holds it."""
    NESTING: Final = 32
    """Levels of blocks; a list takes two (list and item). Deeper markers are text."""
    INLINE_NESTING: Final = 16
    """Brackets inside one another that may still be links."""
    RAW_NESTING: Final = 100
    """Tags of raw HTML inside one another; deeper ones are left out, their text stays."""
    QUOTE_DEPTH: Final = 12
    """Quotes inside one another: each one reads all its lines again."""
    DELIMITER_RUN: Final = 64
    """A longer run of `*`, `_`, `~`, `=` or `$` is text."""
    WIKILINK: Final = 1_000
    """The inside of `[[...]]`."""
    REFERENCE_EXPANSION: Final = 100_000
    """Addresses that `[text][label]` may repeat, unless the page itself is longer (cmark's rule)."""
    CONTEXT: Final = 240
    """The sentence around a link."""
    HIGHLIGHTED_CODE: Final = 100_000
    """Longer code is shown without colours."""
    FORMULA: Final = 5_000
    """A longer formula is shown as code."""
    FORMULAS: Final = 100_000
    """All formulas of a page; the ones beyond are shown as code."""


class MarkdownError(ValueError):
    """What this engine refuses to do."""


class TextNotRewritten(MarkdownError):
    """A text could not be rewritten without changing what else it says; nothing was. `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PropertyNotChanged(MarkdownError):
    """A property could not be changed without touching anything else; `reason` says why, in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
