"""What happened: one row an act, appended in the act's own transaction and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Activity(models.Model):
    """`verb` is the event's name, `details` its fields; no person means the operator."""

    at = models.DateTimeField(default=timezone.now)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="activities")
    verb = models.CharField(max_length=60)
    space = models.ForeignKey("kernel.Space", models.PROTECT, null=True, related_name="activities")
    page = models.ForeignKey("kernel.Page", models.PROTECT, null=True, related_name="activities")
    details = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["space", "-id"], name="activity_space"),
            models.Index(fields=["page", "-id"], name="activity_page"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"
