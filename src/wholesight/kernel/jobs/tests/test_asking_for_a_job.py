"""A job exists if and only if the act that asks for it is committed, and once where it bears a key."""

from __future__ import annotations

import pytest
from django.db import transaction

from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.registry import JobKind, JobTaken, UnknownJob, job, register_job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.jobs.tests.crates import do_next, register_counting
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.rooms.registry import Room, open_room


def test_it_is_done_in_the_name_of_who_asked(ada: Person) -> None:
    actors = []
    register_counting(lambda running: actors.append(running.actor))
    enqueue(ada, "count-crates", {"crates": 1})
    assert do_next().person == ada
    assert actors == [ada]


def test_the_operator_asks_without_a_person(db: None) -> None:
    actors = []
    register_counting(lambda running: actors.append(running.actor))
    assert enqueue(OPERATOR, "count-crates", {"crates": 1}).person is None
    do_next()
    assert actors == [OPERATOR]


def test_an_act_that_fails_leaves_no_job_behind(ada: Person) -> None:
    register_counting()

    @transaction.atomic
    def act() -> None:
        enqueue(ada, "count-crates", {"crates": 1})
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="disk"):
        act()
    assert not Job.objects.exists()


def test_one_key_is_one_job_while_it_waits_or_runs(ada: Person) -> None:
    seen = []
    register_counting(lambda running: seen.append(ask().pk))

    def ask() -> Job:
        return enqueue(ada, "count-crates", {"crates": 1}, unique_key="quay")

    first = ask()
    assert ask() == first
    do_next()
    assert seen == [first.pk]
    assert ask() != first


def test_another_key_is_another_job(ada: Person) -> None:
    register_counting()
    quay = enqueue(ada, "count-crates", {"crates": 1}, unique_key="quay")
    assert enqueue(ada, "count-crates", {"crates": 1}, unique_key="pier") != quay


def test_jobs_without_a_key_are_as_many_as_were_asked_for(ada: Person) -> None:
    register_counting()
    assert enqueue(ada, "count-crates", {"crates": 1}) != enqueue(ada, "count-crates", {"crates": 1})


def test_arguments_that_the_job_does_not_take_are_refused_at_once(ada: Person) -> None:
    register_counting()
    with pytest.raises(TypeError, match="barrels"):
        enqueue(ada, "count-crates", {"crates": 1, "barrels": 2})


def test_a_job_that_nobody_registered_is_refused(ada: Person) -> None:
    with pytest.raises(UnknownJob, match="count-barrels"):
        enqueue(ada, "count-barrels", {})


def test_two_functions_cannot_bear_one_name() -> None:
    register_counting()
    with pytest.raises(JobTaken):
        register_counting()


def test_a_room_brings_its_jobs_along(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wholesight.kernel.rooms.registry._rooms", {})
    wind = JobKind("wind-toys", lambda running: {"turns": 3}, "Wind toys")
    open_room(Room(name="toys", title="Toys", jobs=(wind,)))
    enqueue(ada, "wind-toys", {})
    assert do_next().result == {"turns": 3}


def test_the_same_kind_may_be_registered_again() -> None:
    kind = JobKind("wind-toys", lambda running: None, "Wind toys")
    register_job(kind)
    register_job(kind)


def test_a_decorated_function_stays_what_it_was() -> None:
    @job("wind-toys", "Wind toys")
    def wind(running: Running) -> dict[str, int]:
        return {"turns": 3}

    assert wind(Running()) == {"turns": 3}


def test_a_new_job_waits(ada: Person) -> None:
    register_counting()
    assert enqueue(ada, "count-crates", {"crates": 1}).state == State.WAITING
