"""The loop of a worker process: take a job, run it while a thread renews its lease, note how it ended."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from traceback import format_exc
from types import FrameType

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, close_old_connections, connection
from django.utils.translation import gettext

from wholesight.kernel.jobs import leases
from wholesight.kernel.jobs.actions import keep_schedules
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.registry import JobKind, UnknownJob, job_kind
from wholesight.kernel.jobs.running import Cancelled, JobRefused, LeaseLost, Running, WorkerEnds
from wholesight.kernel.permissions.actors import OPERATOR

LOOK_SECONDS = 0.5
BEAT_SECONDS = 1.0
DATABASE_PAUSE_SECONDS = 5.0
log = logging.getLogger(__name__)


class Ending:
    """Whether this process has to end: it was told to, or the process that started it is gone."""

    def __init__(self, parent: int = 0) -> None:
        self.parent = parent
        self.told = False

    def __call__(self) -> bool:
        return self.told or bool(self.parent and os.getppid() != self.parent)

    def listen(self) -> None:
        """End on SIGTERM and on Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.hear)

    def hear(self, number: int, frame: FrameType | None) -> None:
        self.told = True


class Heart(threading.Thread):
    """Renews the lease of one job on a connection of its own, however long the job's transactions take."""

    def __init__(self, job: Job, running: Running, ending: Ending) -> None:
        super().__init__(name=f"heart of job {job.pk}", daemon=True)
        self.job = job
        self.running = running
        self.ending = ending
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(BEAT_SECONDS):
            try:
                leases.renew(self.job, self.running)
            except DatabaseError as error:
                log.warning("The lease of job %s could not be renewed: %s", self.job.pk, error)
            if self.ending() and self.running.stop is None:
                self.running.stop = WorkerEnds("This worker ends.")
        connection.close()

    def stop(self) -> None:
        self.over.set()
        self.join()


def work(ending: Ending) -> None:
    """Do jobs as they fall due until told to end. A job in hand is then left to another worker."""
    scheduled = False
    while not ending():
        try:
            if not scheduled:
                keep_schedules()
                scheduled = True
            if not work_once(ending):
                time.sleep(LOOK_SECONDS)
        except DatabaseError:
            log.exception("The database failed; this worker looks again in %s s.", DATABASE_PAUSE_SECONDS)
            time.sleep(DATABASE_PAUSE_SECONDS)
        close_old_connections()


def work_once(ending: Ending) -> bool:
    """Do the job that is due, if there is one, with a beating heart. Whether there was one."""
    job = leases.take()
    if job is None:
        return False
    running = Running(job.person or OPERATOR, job.pk, job.attempts)
    heart = Heart(job, running, ending)
    heart.start()
    try:
        perform(job, running)
    finally:
        heart.stop()
    return True


def perform(job: Job, running: Running) -> None:
    """Run a job that was taken, and note how it ended. What is no Exception (a kill) leaves it as it is: its
    lease runs out, and it is taken again."""
    try:
        kind = job_kind(job.kind)
    except UnknownJob as error:
        leases.fail(job, str(error))
        return
    if job.cancel_asked:
        leases.stop_cancelled(job)
    elif job.attempts > kind.attempts:
        leases.fail(job, gettext("The worker ended in the middle of this each time that it was tried."))
    else:
        attempt(kind, job, running)


def attempt(kind: JobKind, job: Job, running: Running) -> None:
    try:
        leases.finish(job, running, kind.function(running, **job.arguments))
    except LeaseLost:
        log.warning("Job %s (%s) went to another worker.", job.pk, job.kind)
    except WorkerEnds:
        leases.put_back(job)
    except Cancelled:
        leases.stop_cancelled(job)
    except Exception as error:
        if isinstance(error, (JobRefused, PermissionDenied, *kind.refusals)):
            leases.fail(job, str(error))
            return
        log.exception("Job %s (%s) failed, attempt %s.", job.pk, job.kind, job.attempts)
        # The words of the error may hold what the person must not read; they are in the traceback.
        sentence = gettext("Something went wrong that nobody expected (%(error)s).")
        note = leases.fail if job.attempts >= kind.attempts else leases.try_later
        note(job, sentence % {"error": type(error).__name__}, format_exc())
