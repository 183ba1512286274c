"""Vaults that people bring by browser."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0004_writing"),
    ]

    operations = [
        migrations.CreateModel(
            name="BroughtVault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("space_name", models.CharField(max_length=120)),
                ("file_name", models.CharField(max_length=255)),
                ("dry_run", models.BooleanField(default=False)),
                ("prune", models.BooleanField(default=False)),
                ("unwrap", models.BooleanField(default=False)),
                ("brought_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                ("report", models.JSONField(default=dict)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought_vaults",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kernel.space",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["brought_at"], name="brought_vault_at")],
            },
        ),
    ]
