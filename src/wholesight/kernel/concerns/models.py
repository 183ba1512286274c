"""A concern is something that the owner of a page must look at. It is raised, shown on the page and
settled, never deleted."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Concern(models.Model):
    """`reason` names the sort of concern; `about` tells two of one sort on the same page apart (a
    property, a digest)."""

    space = models.ForeignKey("kernel.Space", models.PROTECT, related_name="concerns")
    page = models.ForeignKey("kernel.Page", models.PROTECT, null=True, related_name="concerns")
    attachment = models.ForeignKey("kernel.Attachment", models.PROTECT, null=True, related_name="concerns")
    reason = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    message = models.TextField()
    details = models.JSONField(default=dict)
    raised_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "reason", "about"],
                condition=Q(settled_at=None),
                name="one_open_concern_a_page",
            ),
            models.UniqueConstraint(
                fields=["attachment", "reason", "about"],
                condition=Q(settled_at=None),
                name="one_open_concern_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.message
