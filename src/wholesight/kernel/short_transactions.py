"""Long work in many short transactions, so that other writers wait for milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")

# SQLite has no queue: a waiting writer asks again every 25 ms in its first eighth of a second, and finds the
# lock only where it is free then. So each batch ends soon, and a pause follows that no such writer misses.
LOCK_SECONDS = 0.04
PAUSE_SECONDS = 0.025


def in_short_transactions(
    items: Iterable[T], at_most: int, write: Callable[[list[T]], None], *, at_least: int = 1
) -> Iterator[list[T]]:
    """Write the items in batches and give each batch that is committed; its size follows from the time
    that the last one took. The next one is gathered during the pause. `at_least`: where a batch costs more
    by itself than by its items, fewer would not free the lock much sooner."""
    size, ended = 8, 0.0
    rest = iter(items)
    while batch := list(islice(rest, size)):
        time.sleep(max(0.0, ended + PAUSE_SECONDS - time.perf_counter()))
        began = time.perf_counter()
        with transaction.atomic():
            write(batch)
        ended = time.perf_counter()
        size = max(at_least, min(at_most, size * 2, int(len(batch) * LOCK_SECONDS / (ended - began + 1e-4))))
        yield batch
