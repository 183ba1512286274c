"""Who may work on a job. Every step is one compare-and-swap on its row, so that any number of workers agree,
on SQLite as on PostgreSQL."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from wholesight.kernel.jobs.actions import ended, schedule_again
from wholesight.kernel.jobs.models import UNFINISHED, Job, State
from wholesight.kernel.jobs.registry import Result
from wholesight.kernel.jobs.running import Cancelled, LeaseLost, Running

LEASE = timedelta(seconds=30)
FIRST_PAUSE = timedelta(seconds=5)
PAUSE_GROWS = 4
LONGEST_PAUSE = timedelta(hours=1)
SENTENCE_LIMIT = 2000


def take() -> Job | None:
    """The job that has been due for longest, now leased to the caller; None where nothing is due. A job whose
    lease has run out is due again."""
    while True:
        now = timezone.now()
        due = Job.objects.filter(state__in=UNFINISHED, due_at__lte=now)
        found = due.order_by("due_at", "pk").values_list("pk", "lease").first()
        if found is None:
            return None
        leased = {"state": State.RUNNING, "lease": uuid.uuid4().hex, "due_at": now + LEASE, "started_at": now}
        if due.filter(pk=found[0], lease=found[1]).update(attempts=F("attempts") + 1, **leased):
            return Job.objects.select_related("person").get(pk=found[0])


def renew(job: Job, running: Running) -> None:
    """Hold the lease for longer, write down how far the job is, and tell it where it has to stop."""
    done, total, words = running.shown
    shown = {"done": max(done, 0), "total": max(total, 0), "words": plain(words)}
    held = Job.objects.filter(pk=job.pk, lease=job.lease)
    if held.filter(cancel_asked=False).update(due_at=timezone.now() + LEASE, **shown):
        return
    if held.update(due_at=timezone.now() + LEASE, **shown):
        running.stop = Cancelled(gettext("Somebody cancelled this."))
    else:
        running.stop = LeaseLost("Another worker may run this by now.")


def finish(job: Job, running: Running, result: Result | None) -> bool:
    """Note that the job is done. False, and nothing is written, where the lease was lost: here and below."""
    done, total, words = running.shown
    shown = {"done": max(done, total, 0), "total": max(done, total, 0), "words": plain(words)}
    gained = {"result": dict(result or {}), "error": "", "traceback": ""}
    return let_go(job, ended(State.DONE) | shown | gained)


def stop_cancelled(job: Job) -> bool:
    """Note that the job has stopped because somebody cancelled it."""
    return let_go(job, ended(State.CANCELLED))


def fail(job: Job, sentence: str, traceback: str = "") -> bool:
    """Note that the job has failed for good, and why."""
    return let_go(job, ended(State.FAILED) | {"error": plain(sentence), "traceback": plain(traceback)})


def try_later(job: Job, sentence: str, traceback: str = "") -> bool:
    """Give the job back after a failure, to be tried again after a pause that grows with the attempts."""
    again = {"due_at": timezone.now() + pause_after(job.attempts), "lease": ""}
    said = {"error": plain(sentence), "traceback": plain(traceback)}
    return let_go(job, {"state": State.WAITING} | again | said)


def put_back(job: Job) -> bool:
    """Give the job back as if it had not been taken, because this worker ends."""
    again: dict[str, object] = {"due_at": timezone.now(), "lease": "", "attempts": job.attempts - 1}
    return let_go(job, {"state": State.WAITING} | again)


def let_go(job: Job, fields: dict[str, object]) -> bool:
    with transaction.atomic():
        held = Job.objects.filter(pk=job.pk, lease=job.lease, state=State.RUNNING).update(**fields)
        if held and fields["state"] != State.WAITING:
            schedule_again(job, timezone.now())
    return bool(held)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after the n-th attempt: 5 s, 20 s, 80 s, ... at most an hour."""
    growth: int = PAUSE_GROWS ** min(attempts - 1, 10)
    return min(FIRST_PAUSE * growth, LONGEST_PAUSE)


def plain(words: str) -> str:
    """A text that both databases take, of a length that a screen can show (a traceback keeps its end)."""
    return words.replace("\0", "")[-SENTENCE_LIMIT:]


def overdue(now: datetime, patience: timedelta) -> int:
    """How many jobs have been due for longer than `patience` although no worker is busy: none is there."""
    unfinished = Job.objects.filter(state__in=UNFINISHED)
    if unfinished.filter(state=State.RUNNING, due_at__gt=now).exists():
        return 0
    return unfinished.filter(due_at__lt=now - patience).count()
