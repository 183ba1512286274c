"""A move that is killed at any of its steps is whole: not begun, or taken up by the next worker."""

from __future__ import annotations

import pytest

from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.links.models import Link, Name
from wholesight.kernel.pages import moving
from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.writing.tests.jobs_at_once import run_jobs

MANY = 40


class Killed(BaseException):
    """The process is gone: nothing of ours catches it."""


@pytest.fixture
def linking(docks: Page) -> list[Page]:
    return [
        create_page(OPERATOR, docks.space, f"Leaf {number}.md", "See [[Docks]].\n") for number in range(MANY)
    ]


def kill_at(monkeypatch: pytest.MonkeyPatch, name: str, call: int = 1) -> None:
    """Let the `call`th call of a function of the module kill the process when it has done its work."""
    function, calls = getattr(moving, name), iter(range(1, 1000))

    def killed(*arguments: object, **named: object) -> object:
        result = function(*arguments, **named)
        if next(calls) == call:
            raise Killed
        return result

    monkeypatch.setattr(moving, name, killed)


def followed() -> int:
    return Revision.objects.filter(text="See [[Quays]].\n").count()


@pytest.mark.parametrize("step", ["record", "text_from", "remember_former_name", "place_anew", "enqueue"])
def test_killed_in_the_first_transaction_nothing_is_begun(
    monkeypatch: pytest.MonkeyPatch, ada: Person, docks: Page, linking: list[Page], step: str
) -> None:
    kill_at(monkeypatch, step)
    with pytest.raises(Killed):
        moving.relocate_page(ada, docks, docks.space, "Quays.md")
    assert Page.objects.get(pk=docks.pk).path == "Docks.md"
    assert not Job.objects.exists()
    assert not Name.objects.filter(via="former").exists()
    assert Link.objects.filter(page=docks).count() == MANY


@pytest.mark.parametrize(("step", "call"), [("write_texts", 1), ("write_texts", 2), ("rewritten", 9)])
def test_killed_in_the_job_the_next_worker_takes_it_up(
    monkeypatch: pytest.MonkeyPatch, ada: Person, docks: Page, linking: list[Page], step: str, call: int
) -> None:
    act = moving.relocate_page(ada, docks, docks.space, "Quays.md")
    with monkeypatch.context() as patched:
        kill_at(patched, step, call)
        with pytest.raises(Killed):
            moving.follow_move(Running(ada), act=act.pk)
    assert followed() < MANY
    assert Link.objects.filter(page=docks).count() == MANY
    run_jobs()
    assert followed() == MANY
    assert Link.objects.filter(page=docks).count() == MANY
    assert not Name.objects.filter(via="former").exists()
