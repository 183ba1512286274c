"""The doctor says when jobs wait and nobody does them."""

from __future__ import annotations

from datetime import timedelta

from wholesight.kernel.doctor import jobs
from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.leases import take
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.tests.crates import let_time_pass, register_counting
from wholesight.kernel.people.models import Person


def test_it_calls_for_a_worker_where_jobs_wait_in_vain(ada: Person) -> None:
    register_counting()
    enqueue(ada, "count-crates", {"crates": 1})
    assert not jobs().bad
    let_time_pass(timedelta(minutes=2))
    assert jobs().bad
    assert "`wholesight worker`" in jobs().words


def test_it_is_content_while_a_worker_is_busy(ada: Person) -> None:
    register_counting()
    for _ in range(2):
        enqueue(ada, "count-crates", {"crates": 1})
    let_time_pass(timedelta(minutes=2))
    take()
    assert not jobs().bad


def test_it_names_failed_jobs(ada: Person) -> None:
    Job.objects.create(kind="count-crates", person=ada, state=State.FAILED)
    assert "1 failed" in jobs().words
    assert not jobs().bad
