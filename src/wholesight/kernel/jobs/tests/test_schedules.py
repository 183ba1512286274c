"""A scheduled kind of job has one that waits, whatever the number of workers; old jobs are forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from wholesight.kernel.jobs.actions import KEPT, cancel, enqueue, keep_schedules, prune_jobs
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.registry import JobKind, job, job_kind, next_time
from wholesight.kernel.jobs.running import JobRefused, Running
from wholesight.kernel.jobs.tests.crates import do_next, let_time_pass, register_counting
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR

HOUR = timedelta(hours=1)


def register_grease(every: timedelta = HOUR) -> None:
    job("grease-seals", "Grease seals", every=every)(lambda running: None)


@pytest.fixture(autouse=True)
def no_other_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {"prune-jobs": job_kind("prune-jobs")}
    monkeypatch.setattr("wholesight.kernel.jobs.registry._kinds", ours)


def greasings() -> list[Job]:
    return list(Job.objects.filter(kind="grease-seals").order_by("pk"))


def test_it_waits_once_however_many_workers_there_are(db: None) -> None:
    register_grease()
    for _ in range(3):
        keep_schedules()
    assert [each.state for each in greasings()] == [State.WAITING]


def test_when_it_is_done_the_next_one_waits(db: None) -> None:
    register_grease()
    keep_schedules()
    let_time_pass(HOUR)
    assert do_next().kind == "grease-seals"
    done, following = greasings()
    assert (done.state, following.state) == (State.DONE, State.WAITING)
    assert timedelta(minutes=59) < following.due_at - timezone.now() <= HOUR


def test_when_it_has_failed_the_next_one_waits_all_the_same(db: None) -> None:
    def refuse(running: Running) -> None:
        raise JobRefused("The grease is frozen.")

    job("grease-seals", "Grease seals", every=HOUR)(refuse)
    keep_schedules()
    let_time_pass(HOUR)
    do_next()
    assert [each.state for each in greasings()] == [State.FAILED, State.WAITING]


def test_cancelling_one_skips_to_the_time_after(db: None) -> None:
    register_grease()
    keep_schedules()
    (skipped,) = greasings()
    cancel(OPERATOR, skipped)
    following = greasings()[1]
    assert following.due_at == skipped.due_at + HOUR


def test_a_shorter_schedule_holds_from_the_next_start_of_a_worker(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_grease(24 * HOUR)
    keep_schedules()
    monkeypatch.setattr("wholesight.kernel.jobs.registry._kinds", {})
    register_grease(HOUR)
    keep_schedules()
    (waiting,) = greasings()
    assert waiting.due_at <= timezone.now() + HOUR


def test_what_somebody_asks_for_by_hand_does_not_disturb_the_schedule(ada: Person) -> None:
    register_grease()
    keep_schedules()
    enqueue(ada, "grease-seals", {})
    assert do_next().person == ada
    assert [each.state for each in greasings()] == [State.WAITING, State.DONE]


def test_a_daily_job_is_due_at_its_time_in_the_organization(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Oslo"
    kind = JobKind("grease-seals", lambda running: None, "Grease seals", daily=time(3, 0))
    evening = datetime(2025, 1, 14, 22, 30, tzinfo=UTC)
    assert next_time(kind, evening) == datetime(2025, 1, 15, 2, 0, tzinfo=UTC)
    assert next_time(kind, datetime(2025, 1, 15, 2, 0, tzinfo=UTC)) == datetime(2025, 1, 16, 2, tzinfo=UTC)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.times())  # noqa: DTZ001
def test_the_next_time_of_a_daily_job_is_within_a_day(moment: datetime, daily: time) -> None:
    due = next_time(JobKind("grease-seals", lambda running: None, "Grease", daily=daily), moment)
    assert due is not None
    assert moment < due <= moment + timedelta(days=1)


def test_old_jobs_are_forgotten_and_others_kept(ada: Person) -> None:
    register_counting()
    for age in (KEPT + HOUR, KEPT - HOUR):
        enqueue(ada, "count-crates", {"crates": 0})
        old = do_next()
        Job.objects.filter(pk=old.pk).update(ended_at=timezone.now() - age)
    waiting = enqueue(ada, "count-crates", {"crates": 0}, timezone.now() - KEPT - HOUR)
    assert prune_jobs(Running()) == {"pruned": 1}
    assert set(Job.objects.values_list("pk", flat=True)) == {old.pk, waiting.pk}


def test_the_kernel_forgets_old_jobs_by_itself(db: None) -> None:
    keep_schedules()
    assert job_kind("prune-jobs").every is not None
    assert Job.objects.get(kind="prune-jobs").state == State.WAITING
