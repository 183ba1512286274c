"""Starts Django for the commands that need it; those that do not start in a fraction of the time."""

from __future__ import annotations

import os

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SETTINGS = "wholesight.config.settings"


def start_django() -> None:
    # set, not only where it is missing: another Django project may have left its own in the shell
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()


def pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def open_data() -> None:
    """Start Django and bring the database up to date; a missing one is made."""
    start_django()
    make_home()
    if pending_migrations():
        migrate()


def make_home() -> None:
    from django.conf import settings

    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
