"""The accents a room may choose from."""

from __future__ import annotations

ACCENTS = ("knowledge", "systems", "mastery", "models", "vision", "teams", "innovation", "outcomes")


def accent_class(accent: object) -> str:
    """The class for an accent: of its name, or of something that has an `accent`; ink for any other."""
    name = accent if isinstance(accent, str) else getattr(accent, "accent", "")
    return f"accent-{name}" if name in ACCENTS else "accent-ink"
