"""Looks whether everything is in order, and says in plain words what is not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import store_directory, stored_path
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.jobs.leases import overdue
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.links.models import Name
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.reprojection import stale_pages
from wholesight.kernel.search.models import SearchDocument

LEAST_FREE_BYTES = 500 * 1024 * 1024
SHOWN = 5
PATIENCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, whether something is wrong, and what was seen."""

    name: str
    bad: bool
    words: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def examine() -> list[Finding]:
    """Every check in turn. Reads only."""
    return [check() for check in CHECKS]


def database() -> Finding:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
        return Finding(
            "database", int(version.split(".")[0]) < 15, f"PostgreSQL {version} (15 or newer is needed)"
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        answer = cursor.fetchone()[0]
        cursor.execute("PRAGMA compile_options")
        options = {row[0] for row in cursor.fetchall()}
    if "ENABLE_FTS5" not in options:
        return Finding("database", True, f"SQLite {sqlite3.sqlite_version} has no FTS5, which search needs")
    return Finding("database", answer != "ok", f"SQLite {sqlite3.sqlite_version}, quick check: {answer}")


def projections() -> Finding:
    stale = stale_pages().count()
    if stale:
        return Finding(
            "projections", True, f"{stale:,} pages wait; `wholesight reproject` brings them up to date"
        )
    return Finding(
        "projections", False, f"all {Page.objects.filter(trashed_at=None).count():,} pages are up to date"
    )


def search_index() -> Finding:
    unindexed = (
        Page.objects.filter(trashed_at=None).exclude(pk__in=SearchDocument.objects.values("page_id")).count()
    )
    dead = SearchDocument.objects.exclude(page__trashed_at=None).count()
    if unindexed or dead:
        words = (
            f"{unindexed:,} pages are missing and {dead:,} in the trash still there; "
            "`wholesight reproject --all` mends it"
        )
        return Finding("search index", True, words)
    return Finding("search index", False, "every page is in it")


def names() -> Finding:
    nameless = (
        Page.objects.filter(trashed_at=None)
        .exclude(pk__in=Name.objects.exclude(page=None).values("page_id"))
        .count()
    )
    if nameless:
        return Finding(
            "names", True, f"{nameless:,} pages cannot be linked to; `wholesight reproject --all` mends it"
        )
    return Finding("names", False, "every page can be linked to")


def attachments() -> Finding:
    missing, short = [], []
    kept = Attachment.objects.filter(trashed_at=None).values_list("path", "digest", "size")
    for path, digest, size in kept.iterator(chunk_size=1000):
        place = stored_path(digest)
        if not place.exists():
            missing.append(path)
        elif place.stat().st_size != size:
            short.append(path)
    if missing or short:
        wrong = missing + short
        some = ", ".join(wrong[:SHOWN])
        words = f"{len(missing):,} files are missing and {len(short):,} have another size: {some}"
        return Finding("attachments", True, words)
    left = len(list(store_directory().glob("unfinished-*"))) if store_directory().exists() else 0
    rest = f"; {left:,} unfinished uploads can be deleted" if left else ""
    return Finding("attachments", False, f"all {kept.count():,} files are there{rest}")


def concerns() -> Finding:
    return Finding("concerns", False, f"{Concern.objects.filter(settled_at=None).count():,} are open")


def jobs() -> Finding:
    waiting = overdue(timezone.now(), PATIENCE)
    if waiting:
        words = (
            f"{waiting:,} wait and no worker takes them; `wholesight serve` without --no-worker starts some, "
            "or `wholesight worker` one"
        )
        return Finding("jobs", True, words)
    failed = Job.objects.filter(state=State.FAILED).count()
    words = f"{failed:,} failed; a steward sees them at /jobs/" if failed else "none waits in vain"
    return Finding("jobs", False, words)


def data_directory() -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    key = settings.HOME / "secret-key"
    if key.exists() and key.stat().st_mode & 0o077:
        return Finding("data directory", True, f"{key} can be read by others; `chmod 600` it")
    return Finding("data directory", free < LEAST_FREE_BYTES, f"{settings.HOME}, {free / 1e9:.1f} GB free")


def front_end() -> Finding:
    built = (settings.STATIC_ROOT / "manifest.json").exists()
    return Finding("front end", not built, "built" if built else "not built; `make install` builds it")


CHECKS: tuple[Callable[[], Finding], ...] = (
    database, data_directory, front_end, projections, search_index, names, attachments, concerns,
    jobs,
)  # fmt: skip
