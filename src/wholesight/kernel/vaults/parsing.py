"""Reading and parsing the files of a vault, in worker processes where there are many. Knows no database."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wholesight.kernel.ordinary_files import open_ordinary
from wholesight.kernel.pages.prepare import PreparedPage, digest_of, prepare_page

FILES_A_TASK = 16
TASKS_AHEAD = 6  # parsed pages wait in memory for the database; more of them would only cost memory
WORTH_PROCESSES = 400


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was there when the vault was listed and cannot be read now, or is no longer what it was."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    path: str
    place: Path
    size_limit: int
    language: str


def why_not_text(content: bytes) -> str:
    """Why these bytes cannot be a page's text; empty where they can."""
    if b"\0" in content:
        return "it contains a NUL character"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return f"it is not valid UTF-8 (line {line})"
    return ""


def read_and_prepare(asked: Asked) -> PreparedPage | Unreadable:
    try:
        with open_ordinary(asked.place) as stream:
            content = stream.read(asked.size_limit + 1)
    except OSError as error:
        return Unreadable(asked.path, f"it could not be read: {error.strerror}")
    if len(content) > asked.size_limit:
        return Unreadable(asked.path, f"it grew over {asked.size_limit:,} bytes while the vault was read")
    reason = why_not_text(content)
    if reason:
        return Unreadable(asked.path, f"it changed while the vault was read, and now {reason}")
    return prepare_page(asked.path, content.decode("utf-8"), asked.language)


def begin_worker() -> None:
    """Parsing gives way to whoever holds the database's lock, and to those who wait for a page.

    What it makes is flat and soon handed over: looking for circles in it would take a fifth of the time.
    """
    if hasattr(os, "nice"):
        os.nice(10)
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def prepare_several(asked: list[Asked]) -> list[PreparedPage | Unreadable]:
    return [read_and_prepare(one) for one in asked]


def parse_files(asked: list[Asked]) -> Iterator[PreparedPage | Unreadable]:
    """Prepare every file, in order; with worker processes where there are enough files to pay for them."""
    processors = os.cpu_count() or 1
    if len(asked) < WORTH_PROCESSES or processors < 2:
        for one in asked:
            yield read_and_prepare(one)
        return
    context = multiprocessing.get_context("spawn")  # a forked child would share the database's connection
    with ProcessPoolExecutor(
        max_workers=min(processors, 4), mp_context=context, initializer=begin_worker
    ) as pool:
        rest = iter(asked)
        waiting: deque[Future[list[PreparedPage | Unreadable]]] = deque()

        def submit() -> None:
            if task := list(islice(rest, FILES_A_TASK)):
                waiting.append(pool.submit(prepare_several, task))

        try:
            for _ in range(TASKS_AHEAD):
                submit()
            while waiting:
                done = waiting.popleft().result()
                submit()
                yield from done
        finally:
            for future in waiting:
                future.cancel()


def digest_pages(places: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, str, str]]:
    """(path, digest, why it is not text) of each Markdown file; a file that is gone meanwhile gives an
    empty digest."""
    for path, place in places:
        try:
            with open_ordinary(place) as stream:
                content = stream.read()
        except OSError as error:
            yield path, "", f"it could not be read: {error.strerror}"
        else:
            yield path, digest_of(content), why_not_text(content)
