"""How much one merge or comparison may take."""

from __future__ import annotations

from typing import Final


class MergingLimits:
    """Named bounds. Beyond those of texts an error is raised; beyond the others the answer is coarser."""

    TEXT: Final = 5_000_000
    """Characters of one text."""
    REVISIONS: Final = 10_000
    """Texts that `blame` reads."""
    REVISIONS_TEXT: Final = 200_000_000
    """Characters of all those texts together."""
    FRONT_MATTER: Final = 200_000
    """Longer front matter is one piece, not a list of properties."""
    EDITS: Final = 400
    """Insertions and deletions between two stretches without a landmark; more of them are one replacement."""
    SPLITS: Final = 40
    """How often a stretch is divided at landmarks within landmarks."""
    PAIRS: Final = 10_000
    """Old times new blocks of one replacement that are compared by their words."""
    PAIRED_TEXT: Final = 2_000_000
    """Words that these comparisons may read in all."""


class MergingError(ValueError):
    """What this engine refuses to do."""


class TextTooLong(MergingError):
    """A text, or all revisions together, are beyond `MergingLimits`; nothing was computed."""


class ChoiceMissing(MergingError):
    """A conflict has no chosen text; a text that leaves it out would lose what somebody wrote."""


def check_length(*texts: str) -> None:
    """Raise `TextTooLong` where one of the texts is beyond the limit."""
    for text in texts:
        if len(text) > MergingLimits.TEXT:
            raise TextTooLong(f"The text has {len(text):,} characters; {MergingLimits.TEXT:,} can be merged.")
