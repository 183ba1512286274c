"""A database of its own for a program that measures search from inside: migrated, empty, gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from psycopg import sql

SERVER = "WHOLESIGHT_TEST_DATABASE_URL"
NO_POSTGRESQL = f"PostgreSQL: not measured. Set {SERVER} to a server where you may create databases."
PART = "WHOLESIGHT_BENCH_PART"


def databases() -> list[str]:
    """What can be measured here: SQLite, and PostgreSQL where a server is named."""
    return ["SQLite", "PostgreSQL"] if os.environ.get(SERVER) else ["SQLite"]


def run_part(program: str, database: str, arguments: Sequence[str]) -> None:
    """Run a program again for one database: Django is set up once a process."""
    subprocess.run([sys.executable, program, *arguments], env=os.environ | {PART: database}, check=True)


def part() -> str:
    """The database that this process measures; empty in the one that starts the others."""
    return os.environ.get(PART, "")


@contextmanager
def search_database(database: str) -> Iterator[None]:
    """Set up Django on an empty database for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as home, _address(database) as url:
        for name in [
            name
            for name in os.environ
            if name.startswith("WHOLESIGHT_") and not name.startswith("WHOLESIGHT_TEST_")
        ]:
            del os.environ[name]
        os.environ |= {
            "WHOLESIGHT_HOME": home,
            "WHOLESIGHT_DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "wholesight.config.settings",
        }
        django.setup()
        # Models can be imported only now.
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        yield
        connection.close()


@contextmanager
def _address(database: str) -> Iterator[str]:
    if database != "PostgreSQL":
        yield ""
        return
    server = os.environ[SERVER]
    name = f"wholesight_bench_{os.getpid()}"
    with psycopg.connect(server, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
