"""Where the pages of a space lie on the map, kept so that the map is the same tomorrow."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Arrangement(models.Model):
    """The layout of one space. `digest` is of the pages and folders that it was made for; `folders` has
    [path, x, y, radius], `places` has [page, number of the folder, seat, x, y]."""

    space = models.OneToOneField("kernel.Space", models.CASCADE, primary_key=True, related_name="arrangement")
    digest = models.CharField(max_length=32)
    folders = models.JSONField()
    places = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Arrangement of {self.space_id}"
