"""What somebody is writing and has not saved yet, and who is at a page."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Draft(models.Model):
    """The unsaved text of one person for one page. Nobody else ever sees it. `base` is the revision that it
    was written over."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    page = models.ForeignKey("kernel.Page", models.CASCADE, related_name="drafts")
    base = models.ForeignKey("kernel.Revision", models.CASCADE, related_name="+")
    text = models.TextField()
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "page"], name="one_draft_a_page")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.page_id}"


class Presence(models.Model):
    """Somebody has a page open for editing; it fades when their browser stops saying so."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.ForeignKey("kernel.Page", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "page"], name="one_presence_a_page")
        ]
