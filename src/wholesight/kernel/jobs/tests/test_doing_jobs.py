"""How a job ends: done, tried again, failed, cancelled, or left to another worker."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.jobs.actions import cancel, enqueue, try_again
from wholesight.kernel.jobs.leases import LEASE, LONGEST_PAUSE, pause_after, renew, take
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.registry import job
from wholesight.kernel.jobs.running import JobRefused, Running, WorkerEnds
from wholesight.kernel.jobs.tests.crates import (
    counted,
    do_next,
    let_time_pass,
    register_counting,
    seconds_until_due,
)
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import NotAllowed

HOURS = timedelta(hours=2)


def ask(ada: Person, crates: int = 2) -> Job:
    return enqueue(ada, "count-crates", {"crates": crates})


def stumble(running: Running) -> NoReturn:
    raise OSError("Rules/Secret.md: the disk is full")


def refuse(running: Running) -> NoReturn:
    raise JobRefused("There is nothing on the quay.")


def test_a_job_that_is_done_keeps_its_result(ada: Person) -> None:
    register_counting()
    ask(ada)
    done = do_next()
    assert (done.state, done.result, done.ended_at is not None) == (State.DONE, {"crates": 2}, True)
    assert (done.done, done.total, done.words) == (2, 2, "Crate 1")


def test_a_job_that_stumbles_is_tried_again_after_a_pause(ada: Person) -> None:
    register_counting(stumble)
    ask(ada)
    stumbled = do_next()
    assert (stumbled.state, stumbled.attempts) == (State.WAITING, 1)
    assert 2 < seconds_until_due(stumbled) <= 5


def test_a_job_that_always_stumbles_fails_in_the_end(ada: Person) -> None:
    register_counting(stumble, attempts=3)
    ask(ada)
    for _ in range(3):
        last = do_next()
        let_time_pass(HOURS)
    assert (last.state, last.attempts) == (State.FAILED, 3)
    assert take() is None


def test_unexpected_words_stand_in_the_traceback_alone(ada: Person) -> None:
    register_counting(stumble)
    ask(ada)
    stumbled = do_next()
    assert "OSError" in stumbled.error
    assert "Secret" not in stumbled.error
    assert "Secret.md" in stumbled.traceback


def test_a_refusal_is_final_and_its_sentence_is_kept(ada: Person) -> None:
    register_counting(refuse)
    ask(ada)
    refused = do_next()
    assert (refused.state, refused.error) == (State.FAILED, "There is nothing on the quay.")


def test_what_the_person_may_not_do_is_final(ada: Person) -> None:
    def forbid(running: Running) -> None:
        raise NotAllowed("Your role does not include this.")

    register_counting(forbid)
    ask(ada)
    assert do_next().state == State.FAILED


def test_a_kind_names_refusals_of_its_own(ada: Person) -> None:
    register_counting(stumble, refusals=(OSError,))
    ask(ada)
    refused = do_next()
    assert (refused.state, refused.attempts) == (State.FAILED, 1)
    assert "the disk is full" in refused.error


def test_a_result_that_is_no_json_is_a_failure_and_ends_no_worker(ada: Person) -> None:
    job("weigh-crates", "Weigh crates", attempts=1)(lambda running: {"weights": {1, 2}})
    enqueue(ada, "weigh-crates", {})
    assert do_next().state == State.FAILED


def test_a_cancelled_job_that_waits_is_never_begun(ada: Person) -> None:
    register_counting()
    wanted = ask(ada)
    assert cancel(ada, wanted)
    assert take() is None
    assert counted() == []


def test_a_cancelled_job_that_runs_stops_at_its_next_step(ada: Person) -> None:
    def cancel_meanwhile(running: Running) -> None:
        wanted = Job.objects.get()
        cancel(ada, wanted)
        renew(wanted, running)

    register_counting(cancel_meanwhile)
    ask(ada)
    assert do_next().state == State.CANCELLED
    assert counted() == ["Crate 0"]


def test_a_job_that_is_cancelled_while_its_worker_is_gone_is_not_begun_anew(ada: Person) -> None:
    register_counting()
    wanted = ask(ada)
    take()
    cancel(ada, wanted)
    let_time_pass(LEASE)
    assert do_next().state == State.CANCELLED
    assert counted() == []


def test_a_job_that_has_ended_cannot_be_cancelled(ada: Person) -> None:
    register_counting()
    ask(ada)
    assert not cancel(ada, do_next())
    assert not Activity.objects.filter(verb="JobCancelled").exists()


def test_whoever_lost_the_lease_stops_and_writes_nothing(ada: Person) -> None:
    def lose_the_lease(running: Running) -> None:
        held = Job.objects.get()
        Job.objects.update(lease="of another worker", words="of another worker")
        renew(held, running)

    register_counting(lose_the_lease)
    ask(ada)
    lost = do_next()
    assert (lost.state, lost.words) == (State.RUNNING, "of another worker")
    assert counted() == ["Crate 0"]


def test_a_job_that_ends_after_its_lease_was_lost_writes_nothing(ada: Person) -> None:
    def lose_the_lease(running: Running) -> None:
        Job.objects.update(lease="of another worker")

    register_counting(lose_the_lease)
    ask(ada)
    assert do_next().state == State.RUNNING


def test_a_worker_that_ends_puts_its_job_back_without_counting_the_attempt(ada: Person) -> None:
    def end(running: Running) -> None:
        running.stop = WorkerEnds("This worker ends.")

    register_counting(end)
    ask(ada)
    back = do_next()
    assert (back.state, back.attempts) == (State.WAITING, 0)
    assert take() == back


def test_a_job_that_kills_its_worker_each_time_is_given_up(ada: Person) -> None:
    register_counting(attempts=2)
    ask(ada)
    for _ in range(2):
        take()
        let_time_pass(LEASE)
    given_up = do_next()
    assert given_up.state == State.FAILED
    assert "each time" in given_up.error
    assert counted() == []


def test_a_job_of_a_room_that_is_gone_fails(ada: Person) -> None:
    register_counting()
    Job.objects.create(kind="count-barrels")
    assert "count-barrels" in do_next().error


def test_a_failed_job_can_be_tried_again(ada: Person) -> None:
    register_counting(refuse)
    ask(ada)
    failed = do_next()
    assert try_again(ada, failed)
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.error) == (State.WAITING, 0, "")
    assert take() == failed


def test_a_job_is_not_tried_again_beside_another_of_its_key(ada: Person) -> None:
    register_counting(refuse)
    enqueue(ada, "count-crates", {"crates": 1}, unique_key="quay")
    failed = do_next()
    enqueue(ada, "count-crates", {"crates": 1}, unique_key="quay")
    assert not try_again(ada, failed)


def test_what_is_done_is_not_done_again(ada: Person) -> None:
    register_counting()
    ask(ada)
    assert not try_again(ada, do_next())


def test_cancelling_and_trying_again_are_written_down(ada: Person) -> None:
    register_counting()
    wanted = ask(ada)
    cancel(ada, wanted)
    try_again(ada, wanted)
    acts = Activity.objects.filter(person=ada).order_by("pk")
    assert [act.verb for act in acts] == ["JobCancelled", "JobTriedAgain"]


def test_nobody_cancels_the_job_of_another(ada: Person) -> None:
    register_counting()
    wanted = ask(ada)
    agnes = Person.objects.create_user("agnes", name="Agnes Thorsdottir")
    for act in (cancel, try_again):
        with pytest.raises(NotAllowed):
            act(agnes, wanted)


def test_a_steward_cancels_any_job(ada: Person, tomas: Person) -> None:
    register_counting()
    assert cancel(tomas, ask(ada))


def test_words_with_a_nul_are_kept_without_it(ada: Person) -> None:
    register_counting(lambda running: running.progress(1, 1, "Crate\0 0"))
    ask(ada, crates=1)
    assert do_next().words == "Crate 0"


@given(st.integers(min_value=1, max_value=10_000))
def test_pauses_grow_up_to_an_hour(attempts: int) -> None:
    assert pause_after(attempts) <= pause_after(attempts + 1) <= LONGEST_PAUSE
