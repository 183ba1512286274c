"""The two tables of the toy room."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("kernel", "__first__")]

    operations = [
        migrations.CreateModel(
            name="ToyFields",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="toy_fields",
                        serialize=False,
                        to="kernel.page",
                    ),
                ),
                ("springs", models.FloatField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Winding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("turns", models.PositiveIntegerField()),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="windings",
                        to="kernel.page",
                    ),
                ),
            ],
        ),
    ]
