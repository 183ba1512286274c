"""Links as they are written, where they lead, and the names that they can be written with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Status(models.TextChoices):
    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    ALIASED = "aliased"
    UNRESOLVED = "unresolved"


FORMER = "former"


class Name(models.Model):
    """A name that a link may use for a page or an attachment of a space: its file's name, an alias, its
    title, its folder; or the name of the file before it was moved, until all links follow."""

    space = models.ForeignKey("kernel.Space", models.CASCADE, related_name="names")
    key = models.CharField(max_length=200)
    via = models.CharField(max_length=8)
    path = models.TextField()
    page = models.ForeignKey("kernel.Page", models.CASCADE, null=True, related_name="names")
    attachment = models.ForeignKey("kernel.Attachment", models.CASCADE, null=True, related_name="names")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "space"], name="name_key")]

    def __str__(self) -> str:
        return f"{self.key} ({self.via})"


class Link(models.Model):
    """One link of one page. What is written comes from the page's text; `page`, `attachment` and `status`
    from all other pages.

    `key` is the folded last segment of the target; `first` the folded first segment where there are several,
    which may name a space. `anchor` is the HTML id that the fragment leads to: None where there is nothing to
    find, empty where it is missing.
    """

    source = models.ForeignKey("kernel.Page", models.CASCADE, related_name="links")
    space = models.ForeignKey("kernel.Space", models.CASCADE, related_name="links")
    ordinal = models.PositiveIntegerField()
    form = models.CharField(max_length=10)
    property = models.TextField(blank=True)
    target = models.TextField()
    fragment = models.TextField(blank=True)
    display = models.TextField(blank=True)
    context = models.TextField(blank=True)
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    first = models.CharField(max_length=200, blank=True)
    page = models.ForeignKey("kernel.Page", models.SET_NULL, null=True, related_name="backlinks")
    attachment = models.ForeignKey("kernel.Attachment", models.SET_NULL, null=True, related_name="backlinks")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.UNRESOLVED)
    anchor = models.TextField(null=True)

    class Meta:
        ordering: ClassVar = ["source", "ordinal"]
        indexes: ClassVar = [models.Index(fields=["key", "space"], name="link_key")]

    def __str__(self) -> str:
        return f"{self.source_id} -> {self.target}"
