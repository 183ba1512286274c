"""What the last import found at each path of a space's vault."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


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
