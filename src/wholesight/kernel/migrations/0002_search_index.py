"""The index of words, which Django's models do not describe."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wholesight.kernel.search.storage import create_index, drop_index


def create(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    create_index(schema_editor)


def drop(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop_index(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
