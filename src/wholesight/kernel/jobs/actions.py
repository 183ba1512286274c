"""What people and rooms do with jobs: ask for one, cancel it, try it again."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import Event
from wholesight.kernel.jobs.models import UNFINISHED, Job, State
from wholesight.kernel.jobs.registry import job, job_kind, job_kinds, next_time
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.permissions.actors import OPERATOR, Actor, Operator, person_of
from wholesight.kernel.permissions.queries import NotAllowed
from wholesight.kernel.rows import batches

SCHEDULE = "schedule"  # the key of jobs that a schedule asked for
KEPT = timedelta(days=30)
PRUNED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class JobCancelled(Event):
    job: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTriedAgain(Event):
    job: int
    kind: str


def enqueue(
    actor: Actor,
    name: str,
    arguments: Mapping[str, Any],
    run_at: datetime | None = None,
    unique_key: str = "",
) -> Job:
    """Ask for a job in the actor's name, within the caller's transaction: it exists if and only if that is
    committed. Arguments are plain JSON values; `run_at` is the earliest time, else as soon as possible.

    With a `unique_key`, the job of this kind and key that waits or runs already is returned instead of a
    second one; put the person into the key where each needs one of their own. Raises UnknownJob, and
    TypeError for arguments that the job's function does not take.
    """
    inspect.signature(job_kind(name).function).bind(Running(actor), **arguments)
    wanted = {
        "arguments": dict(arguments),
        "person": person_of(actor),
        "due_at": run_at or timezone.now(),
    }
    if not unique_key:
        return Job.objects.create(kind=name, **wanted)
    found, _made = Job.objects.get_or_create(
        kind=name, unique_key=unique_key, state__in=UNFINISHED, defaults=wanted
    )
    return found


def cancel(actor: Actor, wanted: Job) -> bool:
    """Cancel a job that waits, or have one that runs stop at its next step; what it has done until then
    stays. False where it has ended already. Raises NotAllowed for somebody else's job, except to stewards."""
    require_own(actor, wanted)
    with transaction.atomic():
        row = Job.objects.filter(pk=wanted.pk)
        changed = row.filter(state=State.WAITING).update(**ended(State.CANCELLED))
        if changed:
            schedule_again(wanted, wanted.due_at)
        else:
            changed = row.filter(state=State.RUNNING, cancel_asked=False).update(cancel_asked=True)
        if changed:
            record(actor, JobCancelled(job=wanted.pk, kind=wanted.kind))
    return bool(changed)


def try_again(actor: Actor, wanted: Job) -> bool:
    """Let a failed or cancelled job begin anew. False where it is neither, or where another one of its key
    waits or runs. Raises NotAllowed for the job of somebody else, except to stewards."""
    require_own(actor, wanted)
    anew = {"attempts": 0, "cancel_asked": False, "due_at": timezone.now(), "ended_at": None}
    cleared = {"done": 0, "total": 0, "words": "", "error": "", "traceback": ""}
    try:
        with transaction.atomic():
            over = Job.objects.filter(pk=wanted.pk, state__in=[State.FAILED, State.CANCELLED])
            if not over.update(state=State.WAITING, **anew, **cleared):
                return False
            record(actor, JobTriedAgain(job=wanted.pk, kind=wanted.kind))
    except IntegrityError:
        return False
    return True


def require_own(actor: Actor, wanted: Job) -> None:
    if isinstance(actor, Operator):
        return
    if not actor.is_active or not (actor.is_steward or wanted.person_id == actor.pk):
        raise NotAllowed(gettext("Somebody else asked for this job, so nothing was changed."))


def ended(state: State) -> dict[str, object]:
    """The fields of a job that ends now."""
    return {"state": state, "ended_at": timezone.now(), "lease": "", "cancel_asked": False}


def keep_schedules() -> None:
    """See to it that every scheduled kind of job has one that waits, at its time or earlier. Any number of
    workers may do so at once."""
    for kind in job_kinds():
        due = next_time(kind, timezone.now())
        if due is not None:
            waiting = enqueue(OPERATOR, kind.name, {}, due, SCHEDULE)
            Job.objects.filter(pk=waiting.pk, state=State.WAITING, due_at__gt=due).update(due_at=due)


def schedule_again(over: Job, after: datetime) -> None:
    """Where a schedule asked for this job, ask for the next one; in the transaction that ends it."""
    kinds = job_kinds() if over.unique_key == SCHEDULE else ()
    for kind in kinds:
        due = next_time(kind, max(after, timezone.now()))
        if kind.name == over.kind and due is not None:
            enqueue(OPERATOR, kind.name, {}, due, SCHEDULE)


@job("prune-jobs", _("Forget old jobs"), every=timedelta(hours=12))
def prune_jobs(running: Running) -> dict[str, int]:
    """Delete jobs that ended 30 days ago or earlier."""
    old = Job.objects.exclude(state__in=UNFINISHED).filter(ended_at__lt=timezone.now() - KEPT)
    ids = list(old.order_by("pk").values_list("pk", flat=True))
    for number, batch in enumerate(batches(ids, PRUNED_AT_ONCE)):
        running.check()
        old.filter(pk__in=batch).delete()
        running.progress(number * PRUNED_AT_ONCE + len(batch), len(ids))
    return {"pruned": len(ids)}
