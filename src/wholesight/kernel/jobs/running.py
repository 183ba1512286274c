"""What the function of a job holds in its hand while it runs. It never touches the database, so a job may use
it inside its own transactions."""

from __future__ import annotations

from wholesight.kernel.permissions.actors import OPERATOR, Actor


class Cancelled(Exception):
    """The job has to stop: somebody cancelled it, its lease was lost, or its worker ends. Let it through."""


class LeaseLost(Cancelled):
    """Another worker may run the job by now, so this one writes nothing about it any more."""


class WorkerEnds(Cancelled):
    """The worker was told to end; another one will begin the job anew."""


class JobRefused(Exception):
    """The job cannot be done, now or later; the message, a sentence for whoever asked, says why."""


class Running:
    """One attempt at a job: who asked for it, how far it is, and whether it has to stop.

    `actor` is whose rights the job has; `attempt` counts from 1, those of workers that were killed included.
    """

    def __init__(self, actor: Actor = OPERATOR, job_id: int = 0, attempt: int = 1) -> None:
        self.actor = actor
        self.job_id = job_id
        self.attempt = attempt
        self.shown = (0, 0, "")
        self.stop: Cancelled | None = None

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Say how far the job is; screens show it within seconds. It costs nothing, so call it often."""
        self.shown = (done, total, words)

    def check(self) -> None:
        """Raise Cancelled where the job has to stop. Call it between steps, outside of transactions; a job
        that never does runs to its end."""
        if self.stop is not None:
            raise self.stop
