"""Which pages a person has starred. Nobody else sees it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Favourite(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="favourites")
    page = models.ForeignKey("kernel.Page", models.CASCADE, related_name="favourites")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "page"], name="one_favourite_a_page")
        ]
