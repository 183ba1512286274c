"""Finds the space that a command names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wholesight.cli.speaking import fail

if TYPE_CHECKING:
    from wholesight.kernel.spaces.models import Space


def space_named(name: str) -> Space:
    """The space of this name; ends the command where there is none."""
    from wholesight.kernel.spaces.models import Space
    from wholesight.kernel.spaces.queries import space_called

    space = space_called(name)
    if space is None:
        known = ", ".join(Space.objects.values_list("name", flat=True)) or "none yet"
        raise fail(f"There is no space named {name!r}. There are: {known}.")
    return space
