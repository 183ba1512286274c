"""What a worker would do, done at once."""

from __future__ import annotations

from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.registry import job_kind
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.pages.actions import PageRefused
from wholesight.kernel.permissions.actors import OPERATOR


def run_jobs() -> None:
    """Do every job that waits, until none does; one that is refused is over."""
    while job := Job.objects.filter(state=State.WAITING).order_by("pk").first():
        try:
            job_kind(job.kind).function(Running(job.person or OPERATOR), **job.arguments)
        except PageRefused:
            job.state = State.FAILED
        else:
            job.state = State.DONE
        job.save()
