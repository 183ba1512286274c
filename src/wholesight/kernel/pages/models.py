"""A page and its revisions; and the rows projected from its text, which are written by the projection
alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Page(models.Model):
    """Identity, place and name of a page. Its text is that of its current revision.

    `path` ends in `.md` and is relative to the space; `folder` is the part before the last slash. `projected`
    is the stamp of the projectors' versions that the rows below were written with.
    """

    space = models.ForeignKey("kernel.Space", models.PROTECT, related_name="pages")
    path = models.TextField()
    folder = models.TextField(blank=True)
    title = models.TextField()
    kind = models.CharField(max_length=60, default="note")
    language = models.CharField(max_length=20, blank=True)
    revision = models.OneToOneField("kernel.Revision", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    trashed_at = models.DateTimeField(null=True)
    projected = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["space", "path"], condition=Q(trashed_at=None), name="one_page_a_path"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["space", "trashed_at", "kind", "-updated_at", "id"], name="page_list"),
            models.Index(fields=["space", "trashed_at", "-updated_at", "id"], name="page_recent"),
            models.Index(fields=["space", "folder", "title"], name="page_folder"),
            models.Index(fields=["projected"], name="page_projected"),
        ]

    def __str__(self) -> str:
        return f"{self.space_id}:{self.path}"


class Revision(models.Model):
    """One saved text of a page, exactly as it came. No author means the operator.

    `act` is the act that this was a part of, where one touched many pages (a rename and the links to it).
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="revisions")
    text = models.TextField()
    digest = models.CharField(max_length=32)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="revisions")
    at = models.DateTimeField(default=timezone.now)
    summary = models.CharField(max_length=300, blank=True)
    act = models.ForeignKey("kernel.Activity", models.PROTECT, null=True, related_name="revisions")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["page", "-id"], name="revision_history")]

    def __str__(self) -> str:
        return f"{self.page_id} at {self.at:%Y-%m-%d %H:%M}"


class Heading(models.Model):
    page = models.ForeignKey(Page, models.CASCADE, related_name="headings")
    ordinal = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    text = models.TextField()
    key = models.TextField()
    slug = models.TextField()
    line = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["page", "ordinal"]


class Block(models.Model):
    """A paragraph, list item or other block that has an id (`^id`)."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="blocks")
    identifier = models.TextField()
    line = models.PositiveIntegerField()


class Tag(models.Model):
    """`key` is the folded name, in which `a/b` lies below `a`."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="tags")
    name = models.TextField()
    key = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "page"], name="tag_key")]


class Property(models.Model):
    """One value of one property; a list has a row an item. `text` is the value as written; number and
    moment are typed."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="properties")
    ordinal = models.PositiveIntegerField()
    name = models.TextField()
    key = models.CharField(max_length=200)
    type = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    number = models.FloatField(null=True)
    moment = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["page", "ordinal"]
        indexes: ClassVar = [models.Index(fields=["key", "page"], name="property_key")]


class Rendering(models.Model):
    """Sanitized HTML of a page's text with marks for what depends on the reader; made at the first
    reading."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="rendering")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    html = models.TextField()
    references = models.JSONField()
    fenced = models.JSONField()
    contents = models.JSONField()
