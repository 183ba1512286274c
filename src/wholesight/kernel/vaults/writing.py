"""Writes batches of prepared pages, each batch complete in one short transaction, so that other writers
wait for milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from wholesight.kernel.links.actions import resolve_links
from wholesight.kernel.links.models import Link, Name
from wholesight.kernel.pages.actions import folder_of
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.prepare import PreparedPage
from wholesight.kernel.pages.projection import LINKS_PENDING, STAMP, describe, project
from wholesight.kernel.people.models import Person
from wholesight.kernel.rows import append_rows, batches, update_rows
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.models import ImportedFile

LOCK_SECONDS = 0.05  # the size of each batch follows from the time that the last one took
BATCH_LIMIT = 64
LINKS_A_BATCH = 400

Progress = Callable[[str, int, int], None]
Written = Callable[[str], tuple[Person | None, datetime]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a prepared page goes: a page that there is (`page_id`), else a new one. `record_id` is its row
    of the last import."""

    prepared: PreparedPage
    page_id: int | None = None
    record_id: int | None = None


def write_pages(
    space: Space, targets: Iterable[Target], written: Written, progress: Progress, total: int
) -> int:
    """Write pages batch by batch; the links of each wait (LINKS_PENDING) for `finish_links`. Returns how
    many were written."""
    done, size = 0, 8
    rest = iter(targets)
    while batch := list(islice(rest, size)):
        began = time.perf_counter()
        with transaction.atomic():
            write_batch(space, batch, written)
            progress("batch written", done, total)
        spent = max(time.perf_counter() - began, 1e-4)
        size = max(1, min(BATCH_LIMIT, size * 2, int(len(batch) * LOCK_SECONDS / spent)))
        done += len(batch)
        progress("pages", done, total)
    return done


def write_batch(space: Space, batch: Sequence[Target], written: Written) -> None:
    fresh = [target for target in batch if target.page_id is None]
    changed = [target for target in batch if target.page_id is not None]
    if fresh:
        pages = create_pages(space, [target.prepared for target in fresh], written)
        ready = list(zip(pages, (target.prepared for target in fresh), strict=True))
        project(ready, fresh=True, property_types=space.property_types)
        append_rows(
            ImportedFile,
            ("space", "path", "digest", "page"),
            [(space.pk, prepared.path, prepared.digest, page.pk) for page, prepared in ready],
        )
    for target in changed:
        overwrite_page(space, target, written)


def create_pages(space: Space, prepared: Sequence[PreparedPage], written: Written) -> list[Page]:
    pages, revisions = [], []
    for ready in prepared:
        author, at = written(ready.path)
        page = Page(space=space, path=ready.path, folder=folder_of(ready.path), created_at=at, updated_at=at)
        describe(page, ready)
        page.projected = LINKS_PENDING
        pages.append(page)
        revisions.append(Revision(text=ready.text, digest=ready.digest, author=author, at=at))
    Page.objects.bulk_create(pages)
    for page, revision in zip(pages, revisions, strict=True):
        revision.page = page
    Revision.objects.bulk_create(revisions)
    update_rows(
        Page, ("revision",), [(revision.pk, page.pk) for page, revision in zip(pages, revisions, strict=True)]
    )
    return pages


def overwrite_page(space: Space, target: Target, written: Written) -> None:
    """Give an imported page that nobody edited here the file's new text."""
    prepared = target.prepared
    page = Page.objects.select_related("space").get(pk=target.page_id)
    author, at = written(prepared.path)
    describe(page, prepared)
    page.updated_at, page.projected = at, LINKS_PENDING
    page.revision = Revision.objects.create(
        page=page, text=prepared.text, digest=prepared.digest, author=author, at=at
    )
    page.save()
    old_names = set(Name.objects.filter(page=page).values_list("key", flat=True))
    project([(page, prepared)], fresh=False, property_types=space.property_types)
    resolve_lost_names(space, page, old_names)
    ImportedFile.objects.filter(pk=target.record_id).update(digest=prepared.digest)


def resolve_lost_names(space: Space, page: Page, old_names: set[str]) -> None:
    """Links by a name that the page no longer has; those by its present names follow in `finish_links`."""
    lost = old_names - set(Name.objects.filter(page=page).values_list("key", flat=True))
    if lost:
        resolve_links(Link.objects.filter(space=space, key__in=lost))


def finish_links(space: Space, progress: Progress) -> None:
    """Resolve what waits: links of pending pages, and every link by one of their names. Then they bear the
    full stamp.

    It begins anew after a kill, since the pages stay pending until the last step.
    """
    pending = list(Page.objects.filter(space=space, projected=LINKS_PENDING).values_list("pk", flat=True))
    if not pending:
        return
    links = links_to_resolve(space, pending)
    for done, batch in enumerate(batches(links, LINKS_A_BATCH)):
        with transaction.atomic():
            resolve_links(Link.objects.filter(pk__in=batch))
        progress("links", min(len(links), (done + 1) * LINKS_A_BATCH), len(links))
    for stamped in batches(pending, LINKS_A_BATCH):
        Page.objects.filter(pk__in=stamped, projected=LINKS_PENDING).update(projected=STAMP)
    progress("links resolved", len(links), len(links))


def links_to_resolve(space: Space, pending: list[int]) -> list[int]:
    """Ids of the links to decide, in the order of their keys so that each batch needs few names."""
    found: dict[int, str] = {}
    for batch in batches(pending):
        found.update(Link.objects.filter(source_id__in=batch).exclude(target="").values_list("pk", "key"))
        found.update(Link.objects.filter(page_id__in=batch).exclude(fragment="").values_list("pk", "key"))
    keys = set()
    for batch in batches(pending):
        keys.update(Name.objects.filter(page_id__in=batch).values_list("key", flat=True))
    for key_batch in batches(sorted(keys)):
        by_name = Link.objects.filter(key__in=key_batch)
        found.update(by_name.filter(space=space).values_list("pk", "key"))
        found.update(by_name.filter(first=space.key).values_list("pk", "key"))
    return sorted(found, key=lambda link: (found[link], link))
