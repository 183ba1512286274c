"""Figures out of many measurements, and how they are printed."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of all values does not exceed; not a number where there are none."""
    if not values:
        return math.nan
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def machine() -> str:
    """One line on the machine and the moment, which every list of figures begins with."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return (
        f"{now}; {os.cpu_count()} processors{load}; Python {platform.python_version()}, {platform.system()}"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table that also reads well on a terminal: figures stand to the right."""
    columns = [[head[at], *(row[at] for row in rows)] for at in range(len(head))]
    widths = [max(len(cell) for cell in column) for column in columns]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(head, widths, strict=True)) + " |"]
    lines.append(
        "|"
        + "|".join(
            "-" * (width + (2 if at == 0 else 1)) + (":" if at else "") for at, width in enumerate(widths)
        )
        + "|"
    )
    for row in rows:
        cells = [
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f}" if not math.isnan(seconds) else "-"
