"""A file of a space that is not a page. Its bytes lie in the data directory under their digest, once for
all that share them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Attachment(models.Model):
    space = models.ForeignKey("kernel.Space", models.PROTECT, related_name="attachments")
    path = models.TextField()
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)
    trashed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "path"], condition=Q(trashed_at=None), name="one_attachment_a_path"
            )
        ]

    def __str__(self) -> str:
        return f"{self.space_id}:{self.path}"
