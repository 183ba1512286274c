"""A small idempotent job for tests: every crate that is not counted yet gets counted, one a step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from wholesight.kernel.jobs import leases, worker
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.registry import Result, job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space

Meanwhile = Callable[[Running], None]


def nothing(running: Running) -> None:
    pass


def register_counting(meanwhile: Meanwhile = nothing, **options: object) -> None:
    """Register the job `count-crates`, which makes a space a crate; `meanwhile` happens after each."""

    def count(running: Running, crates: int) -> Result:
        for number in range(crates):
            running.check()
            if not Space.objects.filter(name=f"Crate {number}").exists():
                make_space(OPERATOR, f"Crate {number}")
            running.progress(number + 1, crates, f"Crate {number}")
            meanwhile(running)
        return {"crates": crates}

    job("count-crates", "Count crates", **options)(count)  # type: ignore[arg-type]


def counted() -> list[str]:
    return sorted(Space.objects.values_list("name", flat=True))


def do_next() -> Job:
    """Take the job that is due and perform it, as a worker does, but without a heart."""
    taken = leases.take()
    assert taken is not None
    worker.perform(taken, Running(taken.person or OPERATOR, taken.pk, taken.attempts))
    taken.refresh_from_db()
    return taken


def let_time_pass(by: timedelta) -> None:
    """As if so much time had passed for everything that is due at a time, leases included."""
    for each in Job.objects.all():
        Job.objects.filter(pk=each.pk).update(due_at=each.due_at - by)


def seconds_until_due(each: Job) -> float:
    return (each.due_at - timezone.now()).total_seconds()
