"""A job is one row from the moment it is asked for until it is pruned; workers change nothing else."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


UNFINISHED = (State.WAITING, State.RUNNING)


class Job(models.Model):
    """No person means the operator, or a schedule.

    `due_at` is when a worker may take the job. While one runs it, that is the end of its lease, so a job
    whose worker is gone falls due by itself. `lease` names one take; whoever does not hold it writes nothing.
    `words` and `error` are for whom the job belongs to; `traceback` is for the operator, and on no screen.
    """

    kind = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs")
    unique_key = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    words = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    traceback = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="job_due"),
            models.Index(fields=["state", "-ended_at"], name="job_ended"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "unique_key"],
                condition=Q(state__in=UNFINISHED) & ~Q(unique_key=""),
                name="one_unfinished_job_a_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"
