"""Finding a space by its name."""

from __future__ import annotations

from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.spaces.models import Space


def space_called(name: str) -> Space | None:
    """The space of this name, however its case, its blanks and its Unicode form are written."""
    return Space.objects.filter(key=fold(" ".join(name.split()))).first()
