"""A space holds pages; its access and its members' roles say who reads and who writes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    OPEN = "open", _("Open: everyone reads and writes")
    CLOSED = "closed", _("Closed: everyone reads, members write")
    PRIVATE = "private", _("Private: members only")


class Role(models.TextChoices):
    READER = "reader", _("Reader")
    CONTRIBUTOR = "contributor", _("Contributor")
    STEWARD = "steward", _("Steward")


class Space(models.Model):
    """`key` is the folded name: two spaces cannot differ only in case or Unicode form, since links name
    them."""

    name = models.CharField(max_length=120, unique=True)
    key = models.CharField(max_length=200, unique=True)
    access = models.CharField(max_length=10, choices=Access.choices, default=Access.OPEN)
    language = models.CharField(max_length=20, default="en")
    description = models.TextField(blank=True)
    property_types = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.CONTRIBUTOR)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["space", "person"], name="one_membership_a_space")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.space} ({self.role})"
