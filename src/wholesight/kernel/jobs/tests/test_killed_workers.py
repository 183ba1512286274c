"""A worker that is killed at any step leaves a job that the next worker completes, with the same outcome."""

from __future__ import annotations

import pytest

from wholesight.kernel.jobs import leases, worker
from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.leases import LEASE
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.jobs.tests.crates import counted, do_next, let_time_pass, register_counting
from wholesight.kernel.people.models import Person

CRATES = ["Crate 0", "Crate 1", "Crate 2"]


class PowerCut(BaseException):
    """What no code can handle."""


def cut(*arguments: object) -> None:
    raise PowerCut


class Once:
    """Cuts the power at the n-th call, and never again."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, running: Running) -> None:
        self.left -= 1
        if self.left == 0:
            raise PowerCut


def die(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin the job that is due, and be killed at this step."""
    with monkeypatch.context() as patch:
        if step == "taken":
            patch.setattr(worker, "attempt", cut)
        if step == "done":
            patch.setattr(leases, "finish", cut)
        with pytest.raises(PowerCut):
            do_next()


@pytest.mark.parametrize("step", ["taken", "first crate", "last crate", "done"])
def test_the_next_worker_completes_it(step: str, ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    register_counting(Once({"first crate": 1, "last crate": 3}.get(step, 99)))
    enqueue(ada, "count-crates", {"crates": 3})
    die(step, monkeypatch)
    assert Job.objects.get().state == State.RUNNING
    let_time_pass(LEASE)
    ended = do_next()
    assert (ended.state, ended.attempts, ended.result) == (State.DONE, 2, {"crates": 3})
    assert counted() == CRATES


def test_nobody_begins_it_before_its_lease_has_run_out(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    register_counting()
    enqueue(ada, "count-crates", {"crates": 3})
    die("taken", monkeypatch)
    assert leases.take() is None


def test_two_kills_in_a_row_do_no_harm(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    register_counting(Once(2))
    enqueue(ada, "count-crates", {"crates": 3})
    for step in ("second crate", "done"):
        die(step, monkeypatch)
        let_time_pass(LEASE)
    assert do_next().state == State.DONE
    assert counted() == CRATES
