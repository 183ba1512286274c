"""Which job a worker takes, and that no two workers take the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.leases import LEASE, overdue, renew, take
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.jobs.tests.crates import let_time_pass, register_counting, seconds_until_due
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR

MINUTE = timedelta(minutes=1)


def ask(ada: Person, **options: object) -> Job:
    register_counting()
    return enqueue(ada, "count-crates", {"crates": 1}, **options)  # type: ignore[arg-type]


def test_nothing_is_taken_where_nothing_waits(db: None) -> None:
    assert take() is None


def test_what_has_been_due_for_longest_comes_first(ada: Person) -> None:
    now = timezone.now()
    register_counting()
    late, early = (
        enqueue(ada, "count-crates", {"crates": 1}, now - timedelta(seconds=each)) for each in (5, 9)
    )
    assert [take(), take(), take()] == [early, late, None]


def test_a_job_for_later_is_taken_later(ada: Person) -> None:
    later = ask(ada, run_at=timezone.now() + MINUTE)
    assert take() is None
    let_time_pass(MINUTE)
    assert take() == later


def test_a_leased_job_is_taken_by_nobody_else(ada: Person) -> None:
    ask(ada)
    assert take() is not None
    assert take() is None


def test_a_job_whose_lease_ran_out_is_taken_again(ada: Person) -> None:
    ask(ada)
    first = take()
    let_time_pass(LEASE)
    again = take()
    assert first is not None
    assert again == first
    assert (again.attempts, again.lease != first.lease) == (2, True)


def test_a_renewed_lease_lasts_longer(ada: Person) -> None:
    ask(ada)
    taken = take()
    assert taken is not None
    let_time_pass(LEASE - timedelta(seconds=5))
    renew(taken, Running())
    taken.refresh_from_db()
    assert seconds_until_due(taken) > 20


@pytest.mark.django_db(transaction=True)
def test_many_workers_take_each_job_once() -> None:
    register_counting()
    wanted = {enqueue(OPERATOR, "count-crates", {"crates": 1}).pk for _ in range(24)}

    def take_all() -> list[int]:
        taken = []
        while found := take():
            taken.append(found.pk)
        connection.close()
        return taken

    with ThreadPoolExecutor(4) as workers:
        taken = [
            number for future in [workers.submit(take_all) for _ in range(4)] for number in future.result()
        ]
    assert sorted(taken) == sorted(wanted)
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_with_one_key_get_one_job() -> None:
    register_counting()

    def ask_with_key(_: int) -> int:
        found = enqueue(OPERATOR, "count-crates", {"crates": 1}, unique_key="quay").pk
        connection.close()
        return found

    with ThreadPoolExecutor(4) as people:
        assert len(set(people.map(ask_with_key, range(12)))) == 1
    assert Job.objects.count() == 1


def test_jobs_that_nobody_takes_are_overdue(ada: Person) -> None:
    ask(ada, run_at=timezone.now() - MINUTE)
    assert overdue(timezone.now(), timedelta(seconds=30)) == 1


def test_jobs_that_wait_behind_a_busy_worker_are_not_overdue(ada: Person) -> None:
    ask(ada, run_at=timezone.now() - 2 * MINUTE)
    enqueue(ada, "count-crates", {"crates": 1}, timezone.now() - MINUTE)
    assert take() is not None
    assert overdue(timezone.now(), timedelta(seconds=30)) == 0


def test_a_job_whose_worker_is_gone_is_overdue(ada: Person) -> None:
    ask(ada)
    taken = take()
    let_time_pass(LEASE + MINUTE)
    assert taken is not None
    assert Job.objects.get().state == State.RUNNING
    assert overdue(timezone.now(), timedelta(seconds=30)) == 1
