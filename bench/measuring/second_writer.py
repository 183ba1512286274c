"""A second writer beside an import: one tiny row every 20 ms into the same SQLite file, and its waiting."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

EVERY_SECONDS = 0.02
BUSY_SECONDS = 20.0  # as long as Wholesight itself waits for the lock


@dataclass
class Waiting:
    """How long the writer waited for the lock each time, and each row took in all; how often it gave up."""

    for_lock: list[float] = field(default_factory=list)
    for_row: list[float] = field(default_factory=list)
    given_up: int = 0


@contextmanager
def second_writer(database: Path) -> Iterator[Waiting]:
    """Let another process write while the block runs; what it yields is filled when the block has ended."""
    waiting = Waiting()
    with subprocess.Popen(
        [sys.executable, __file__, str(database)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            yield waiting
        finally:
            output, _ = process.communicate()  # closes its input, which ends it
    told = json.loads(output)
    waiting.for_lock, waiting.for_row, waiting.given_up = told["for_lock"], told["for_row"], told["given_up"]


def write_until(over: threading.Event, database: str) -> Waiting:
    """Write rows at their times until `over` is set."""
    waiting = Waiting()
    connection = sqlite3.connect(database, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS bench_second_writer (at REAL)")
    while not over.wait(EVERY_SECONDS):
        asked = time.perf_counter()
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            waiting.given_up += 1
            continue
        got = time.perf_counter()
        connection.execute("INSERT INTO bench_second_writer VALUES (?)", (asked,))
        connection.execute("COMMIT")
        waiting.for_lock.append(got - asked)
        waiting.for_row.append(time.perf_counter() - asked)
    connection.close()
    return waiting


def main() -> None:
    """Write until standard input ends, then print what was waited."""
    over = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=listen, daemon=True).start()
    print(json.dumps(vars(write_until(over, sys.argv[1]))))


if __name__ == "__main__":
    main()
