"""What the last import found at each path of a space's vault, and vaults that people bring by browser."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class ImportedFile(models.Model):
    """`digest` is that of the file as it was last taken over. A page that differs from it was edited here
    since."""

    space = models.ForeignKey("kernel.Space", models.CASCADE, related_name="imported_files")
    path = models.TextField()
    digest = models.CharField(max_length=64)
    page = models.ForeignKey("kernel.Page", models.CASCADE, null=True, related_name="+")
    attachment = models.ForeignKey("kernel.Attachment", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["space", "path"], name="one_imported_file_a_path")
        ]

    def __str__(self) -> str:
        return self.path


class BroughtVault(models.Model):
    """A vault that a person brought by browser. Its zip lies in the data directory until it is imported, at
    most for a day; the report stays.

    `space` is None until the job has made the one named `space_name`. `unwrap`: its outermost folder is the
    vault itself. `report` is empty until an import or a dry run has ended.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="brought_vaults")
    space = models.ForeignKey("kernel.Space", models.CASCADE, null=True, related_name="+")
    space_name = models.CharField(max_length=120)
    file_name = models.CharField(max_length=255)
    dry_run = models.BooleanField(default=False)
    prune = models.BooleanField(default=False)
    unwrap = models.BooleanField(default=False)
    brought_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["brought_at"], name="brought_vault_at")]

    def __str__(self) -> str:
        return self.file_name
