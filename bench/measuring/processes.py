"""Running programs: with the memory that they and their children take, and so that they end with us."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

PROC = Path("/proc")
SAMPLE_SECONDS = 0.05
STOP_SECONDS = 10.0


class ProgramFailed(Exception):
    """A program that a bench needs did not do its work; the message holds its own words."""


@dataclass(frozen=True)
class Finished:
    """A program that has ended well: what it said, and what it took with its children (memory 0: unknown)."""

    output: str
    seconds: float
    processor_seconds: float
    peak_bytes: int


class MemoryWatch(threading.Thread):
    """Samples the resident memory of a process and its descendants; shared pages count for each of them."""

    def __init__(self, process_id: int) -> None:
        super().__init__(daemon=True)
        self.process_id = process_id
        self.peak_bytes = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(SAMPLE_SECONDS):
            self.peak_bytes = max(self.peak_bytes, sum(map(resident_bytes, family(self.process_id))))


def family(process_id: int) -> list[int]:
    """A process and all its descendants, as far as /proc tells."""
    found = [process_id]
    for member in found:
        for children in PROC.glob(f"{member}/task/*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def resident_bytes(process_id: int) -> int:
    try:
        return int((PROC / str(process_id) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def processor_seconds(process_ids: Iterable[int]) -> float:
    """The processor time that these processes and their descendants have taken so far (0: unknown)."""
    return sum(own_processor_seconds(member) for first in process_ids for member in family(first))


def own_processor_seconds(process_id: int) -> float:
    try:
        fields = (PROC / str(process_id) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def end_orderly() -> None:
    """Let a request to end take the way of an exception, so that servers and temporary folders go, too."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def run(command: Sequence[str], environment: Mapping[str, str], words: str = "") -> Finished:
    """Run a program to its end, with `words` on its standard input. Raises ProgramFailed where it fails."""
    started, before = time.perf_counter(), children_seconds()
    with subprocess.Popen(
        command, env=dict(environment), text=True, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        watch = MemoryWatch(process.pid)
        watch.start()
        try:
            output, errors = process.communicate(words)
        except BaseException:
            stop(process)
            raise
        finally:
            watch.over.set()
    if process.returncode:
        raise ProgramFailed(f"{' '.join(command)} ended with {process.returncode}: {errors.strip()[-2000:]}")
    seconds = time.perf_counter() - started
    return Finished(output, seconds, children_seconds() - before, watch.peak_bytes)


def children_seconds() -> float:
    """The processor time of all our children that have ended, and of theirs."""
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken.ru_utime + taken.ru_stime


def stop(process: subprocess.Popen[str]) -> None:
    """End a program that was started in a session of its own, and what it started."""
    for means in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, means)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[str], seconds: float = 60.0) -> None:
    """Wait until something answers on the port. Raises ProgramFailed where nothing does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise ProgramFailed(f"{process.args!r} ended with {process.returncode} before it served")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise ProgramFailed(f"nothing answers on port {port} after {seconds:.0f} s")
