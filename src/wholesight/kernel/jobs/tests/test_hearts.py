"""While a job runs, its heart beats on a connection of its own: it keeps the lease, and hears of a cancel."""

from __future__ import annotations

import time

import pytest
from django.db import transaction

from wholesight.kernel.jobs import worker
from wholesight.kernel.jobs.actions import cancel, enqueue
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.jobs.tests.crates import Meanwhile, counted, register_counting
from wholesight.kernel.jobs.worker import Ending, work, work_once
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 20


@pytest.fixture(autouse=True)
def _hearts_beat_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(worker, "LOOK_SECONDS", 0.02)


def wait_until_stopped(running: Running) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        running.check()
        time.sleep(0.01)


def ask(meanwhile: Meanwhile, crates: int = 2) -> Job:
    register_counting(meanwhile)
    return enqueue(OPERATOR, "count-crates", {"crates": crates})


def test_the_lease_is_renewed_and_progress_shown_while_the_job_runs() -> None:
    seen = []

    def look(running: Running) -> None:
        first = Job.objects.get()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while Job.objects.get().due_at == first.due_at and time.monotonic() < deadline:
            time.sleep(0.01)
        now = Job.objects.get()
        seen.append((now.due_at > first.due_at, now.done, now.total, now.words))

    ask(look, crates=1)
    assert work_once(Ending())
    assert seen == [(True, 1, 1, "Crate 0")]


def test_a_job_hears_that_somebody_cancelled_it() -> None:
    ada = Person.objects.create_user("ada", name="Ada Lindqvist", is_steward=True)

    def cancel_meanwhile(running: Running) -> None:
        cancel(ada, Job.objects.get())
        wait_until_stopped(running)

    ask(cancel_meanwhile)
    work_once(Ending())
    assert Job.objects.get().state == State.CANCELLED
    assert counted() == ["Crate 0"]


def test_a_job_hears_that_another_worker_has_taken_it() -> None:
    def lose_the_lease(running: Running) -> None:
        Job.objects.update(lease="of another worker")
        wait_until_stopped(running)

    ask(lose_the_lease)
    work_once(Ending())
    assert (Job.objects.get().state, Job.objects.get().lease) == (State.RUNNING, "of another worker")
    assert counted() == ["Crate 0"]


def test_a_worker_that_is_told_to_end_leaves_its_job_to_another() -> None:
    ending = Ending()

    def tell(running: Running) -> None:
        ending.told = True
        wait_until_stopped(running)

    ask(tell)
    work(ending)
    left = Job.objects.get(kind="count-crates")
    assert (left.state, left.attempts) == (State.WAITING, 0)


def test_a_worker_ends_when_the_process_that_started_it_is_gone() -> None:
    work(Ending(parent=1_000_000_000))
    assert not Job.objects.exists()


def test_progress_from_inside_a_transaction_needs_no_lock_of_the_job() -> None:
    def hold_a_transaction(running: Running) -> None:
        with transaction.atomic():
            running.progress(1, 1, "inside")
            Job.objects.filter(pk=running.job_id).first()

    ask(hold_a_transaction, crates=1)
    work_once(Ending())
    assert Job.objects.get().words == "inside"


def test_a_worker_does_what_waits_and_looks_again() -> None:
    ending = Ending()
    asked = []

    def ask_for_another(running: Running) -> None:
        asked.append(running.job_id)
        if len(asked) < 3:
            enqueue(OPERATOR, "count-crates", {"crates": 1})
        else:
            ending.told = True

    ask(ask_for_another, crates=1)
    work(ending)
    done = Job.objects.filter(kind="count-crates", state=State.DONE)
    assert sorted(done.values_list("pk", flat=True)) == sorted(asked)
    assert len(asked) == 3
