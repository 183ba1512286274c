"""`wholesight worker`, and the worker processes that `wholesight serve` keeps beside it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from wholesight.cli.django_start import open_data

LOOK_SECONDS = 0.5
LEAST_LIFE_SECONDS = 5.0  # one that dies sooner is not started again before that
PATIENCE_SECONDS = 10.0


def worker(
    parent: Annotated[
        int, typer.Option(min=0, help="End when the process of this number is no longer the parent.")
    ] = 0,
) -> None:
    """Do the jobs that wait: moving pages, imports, what is scheduled. `serve` starts workers by itself."""
    open_data()
    from wholesight.kernel.jobs.worker import Ending, work

    ending = Ending(parent)
    ending.listen()
    work(ending)


@contextmanager
def workers_beside(count: int) -> Iterator[None]:
    """Keep so many worker processes until the block ends; one that dies is started again. They also end by
    themselves when this process is gone."""
    beside = [Beside() for _ in range(count)]
    over = threading.Event()

    def keep() -> None:
        while not over.wait(LOOK_SECONDS):
            for each in beside:
                each.start_again_if_dead()

    keeper = threading.Thread(target=keep, name="keeper of workers", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
        for each in beside:
            each.process.terminate()
        for each in beside:
            each.wait()


class Beside:
    """One worker process."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "wholesight", "worker", "--parent", str(os.getpid())]
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def start_again_if_dead(self) -> None:
        if self.process.poll() is not None and time.monotonic() - self.started > LEAST_LIFE_SECONDS:
            self.start()

    def wait(self) -> None:
        """Wait until it has ended. One that cannot leave its job is killed; the job is taken again later."""
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
