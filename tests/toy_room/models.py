"""What can be asked of all toys at once, and what happens to one at a time."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class ToyFields(models.Model):
    """The companion of a page of the kind toy."""

    page = models.OneToOneField("kernel.Page", models.CASCADE, primary_key=True, related_name="toy_fields")
    springs = models.FloatField(null=True)


class Winding(models.Model):
    """Somebody wound the toy up: a happening, so it hangs on the page."""

    page = models.ForeignKey("kernel.Page", models.PROTECT, related_name="windings")
    at = models.DateTimeField(default=timezone.now)
    turns = models.PositiveIntegerField()
