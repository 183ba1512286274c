"""What people see of jobs: their own wholly, and stewards of the organization that and how others' run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from wholesight.kernel.jobs.models import UNFINISHED, Job, State
from wholesight.kernel.jobs.registry import UnknownJob, job_kind
from wholesight.kernel.kinds.registry import Words
from wholesight.kernel.people.models import Person

SHOWN = 50


@dataclass(frozen=True, slots=True)
class JobEntry:
    """A job as one person may see it: `words`, `error` and `result_url` are empty in those of others, because
    they may name what only the other one can see."""

    number: int
    title: Words
    url: str
    state: str
    state_words: Words
    unfinished: bool
    person: str
    mine: bool
    queued_at: datetime
    due_at: datetime
    later: bool
    abandoned: bool
    started_at: datetime | None
    ended_at: datetime | None
    attempts: int
    done: int
    total: int
    words: str
    error: str
    stopping: bool
    may_cancel: bool
    may_try_again: bool
    result_url: str


@dataclass(frozen=True, slots=True)
class JobBoard:
    """All jobs of the organization, by how they are: at most 50 of each."""

    running: tuple[JobEntry, ...]
    waiting: tuple[JobEntry, ...]
    failed: tuple[JobEntry, ...]
    ended: tuple[JobEntry, ...]


def visible_jobs(person: Person) -> QuerySet[Job]:
    """Those that this person may see, cancel and try again: their own, and for a steward of the organization
    all."""
    jobs = Job.objects.select_related("person")
    if not person.is_active:
        return jobs.none()
    return jobs if person.is_steward else jobs.filter(person=person)


def visible_job(person: Person, number: int) -> Job | None:
    """The job of this number; None for one that this person may not see as for one that does not exist."""
    return visible_jobs(person).filter(pk=number).first()


def job_board(person: Person) -> JobBoard | None:
    """What a steward of the organization sees of all jobs; None for everybody else."""
    if not (person.is_active and person.is_steward):
        return None
    jobs = visible_jobs(person)
    ended = jobs.filter(Q(state=State.DONE) | Q(state=State.CANCELLED))
    return JobBoard(
        running=first_of(person, jobs.filter(state=State.RUNNING).order_by("started_at", "pk")),
        waiting=first_of(person, jobs.filter(state=State.WAITING).order_by("due_at", "pk")),
        failed=first_of(person, jobs.filter(state=State.FAILED).order_by("-ended_at", "-pk")),
        ended=first_of(person, ended.order_by("-ended_at", "-pk")),
    )


def first_of(person: Person, jobs: QuerySet[Job]) -> tuple[JobEntry, ...]:
    return tuple(entry_of(person, job) for job in jobs[:SHOWN])


def entry_of(person: Person, job: Job) -> JobEntry:
    """A job as this person, who may see it, sees it."""
    try:
        kind = job_kind(job.kind)
    except UnknownJob:
        kind = None
    mine = job.person_id == person.pk
    told = mine or job.person_id is None  # what a schedule asked for belongs to the stewards
    now = timezone.now()
    leads_to = kind.result_url if kind and told and job.state == State.DONE else None
    return JobEntry(
        number=job.pk,
        title=kind.title if kind else job.kind,
        url=reverse("job", args=[job.pk]),
        state=job.state,
        state_words=State(job.state).label,
        unfinished=job.state in UNFINISHED,
        person=job.person.name if job.person else "",
        mine=mine,
        queued_at=job.queued_at,
        due_at=job.due_at,
        later=job.state == State.WAITING and job.due_at > now,
        abandoned=job.state == State.RUNNING and job.due_at <= now,
        started_at=job.started_at,
        ended_at=job.ended_at,
        attempts=job.attempts,
        done=min(job.done, job.total),
        total=job.total,
        words=job.words if told else "",
        error=job.error if told else "",
        stopping=job.cancel_asked,
        may_cancel=job.state in UNFINISHED and not job.cancel_asked,
        may_try_again=job.state in (State.FAILED, State.CANCELLED),
        result_url=leads_to(job.result) if leads_to else "",
    )
