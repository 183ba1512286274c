"""The kinds of job that workers know, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from wholesight.kernel.kinds.registry import Words

Result = Mapping[str, Any]
JobFunction = Callable[..., Result | None]
Function = TypeVar("Function", bound=JobFunction)
ATTEMPTS = 5


@dataclass(frozen=True)
class JobKind:
    """A sort of job. `function` is called with a Running and the arguments by their names; it gives a result
    of plain values.

    **It has to be idempotent**: a worker can be killed at any moment, also between the last step and the
    note that it was the last, and then another one begins anew. So it asks the database what is left to do
    instead of trusting its arguments, works in short transactions each of which leaves things whole, and
    finds nothing to do where everything is done.

    `attempts` is how often it is tried, with growing pauses. `refusals` are exceptions after which trying
    again is of no use, and whose sentence the person is shown. `result_url` makes of the result the address
    that the person is led to. With `every`, or `daily` (a time of day in the organization's time zone), it is
    scheduled as well, without arguments.
    """

    name: str
    function: JobFunction
    title: Words
    attempts: int = ATTEMPTS
    refusals: tuple[type[Exception], ...] = ()
    result_url: Callable[[Result], str] | None = None
    every: timedelta | None = None
    daily: time | None = None


class UnknownJob(Exception):
    """No job is registered under this name; the room that brought it may be gone."""


class JobTaken(Exception):
    """Two functions want to be the job of one name."""


_kinds: dict[str, JobKind] = {}


def job(
    name: str,
    title: Words,
    *,
    attempts: int = ATTEMPTS,
    refusals: tuple[type[Exception], ...] = (),
    result_url: Callable[[Result], str] | None = None,
    every: timedelta | None = None,
    daily: time | None = None,
) -> Callable[[Function], Function]:
    """Register the function below as a kind of job (see JobKind), which it has to be idempotent for."""

    def registered(function: Function) -> Function:
        register_job(JobKind(name, function, title, attempts, refusals, result_url, every, daily))
        return function

    return registered


def register_job(kind: JobKind) -> None:
    """Make a kind of job known; the same again changes nothing. Raises JobTaken for another of its name."""
    if _kinds.setdefault(kind.name, kind).function is not kind.function:
        raise JobTaken(f"There is a job {kind.name!r} already.")


def job_kind(name: str) -> JobKind:
    """The kind of job of this name. Raises UnknownJob."""
    try:
        return _kinds[name]
    except KeyError as error:
        raise UnknownJob(f"This installation knows no job {name!r}.") from error


def job_kinds() -> tuple[JobKind, ...]:
    return tuple(_kinds.values())


def next_time(kind: JobKind, moment: datetime) -> datetime | None:
    """When a scheduled job is due after a moment; None for one without a schedule."""
    if kind.every is not None:
        return moment + kind.every
    if kind.daily is None:
        return None
    zone = timezone.get_default_timezone()
    today = moment.astimezone(zone).date()
    first = datetime.combine(today, kind.daily, tzinfo=zone)
    return first if first > moment else datetime.combine(today + timedelta(days=1), kind.daily, tzinfo=zone)
