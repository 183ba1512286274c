"""How commands speak: results on stdout, progress and words on stderr, one clear sentence for what failed."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON alone. Always so where the output is no terminal.")
]
words = Console(stderr=True, highlight=False)
REFRESH_SECONDS = 0.1


def wants_json(as_json: bool) -> bool:
    return as_json or not sys.stdout.isatty()


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def fail(sentence: str) -> typer.Exit:
    """Say on stderr what failed; to be raised, which ends the command with exit code 1."""
    print(" ".join(sentence.split()), file=sys.stderr)
    return typer.Exit(1)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr for work that takes more than a moment; nothing where stderr is no terminal."""
    if not words.is_terminal:
        yield lambda step, done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=words, transient=True) as bar:
        task = bar.add_task("", total=None)
        shown = 0.0

        def show(step: str, done: int, total: int) -> None:
            nonlocal shown
            if time.monotonic() - shown > REFRESH_SECONDS or done == total:
                shown = time.monotonic()
                bar.update(task, description=step, completed=done, total=max(total, 1))

        yield show
