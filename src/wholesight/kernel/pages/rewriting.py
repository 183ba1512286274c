"""Writing new texts of many pages as parts of one act, and taking such an act back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.links.actions import check_fragments, resolve_links, resolve_names
from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.actions import by_space, names_now, untouched
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.prepare import PreparedPage, prepare_page
from wholesight.kernel.pages.projection import describe, project


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A page as it was loaded, with the text that it is to have."""

    page: Page
    prepared: PreparedPage


def rewritten(page: Page, text: str) -> Rewritten:
    """Prepare a new text; costly, and done outside the transaction."""
    return Rewritten(page, prepare_page(page.path, text, page.space.language))


def write_texts(act: Activity, batch: Sequence[Rewritten], summary: str) -> list[Page]:
    """Save these texts in one transaction, each where its page still is what it was when it was loaded.

    Returns the pages that were saved; the others are to be loaded and rewritten again. It asks for no rights:
    the act did, and its consequences reach pages that its person may not see.
    """
    with transaction.atomic():
        ready = untouched((one.page, one.prepared) for one in batch)
        before = {page.pk: names_now(page) for page, _ in ready}
        add_revisions(act, ready, summary)
        for space, pages in by_space(ready).items():
            project(pages, fresh=False, property_types=space.property_types)
        ids = [page.pk for page, _ in ready]
        resolve_links(Link.objects.filter(source_id__in=ids))
        for space, pages in by_space(ready).items():
            changed = {name.key for page, new in pages for name in before[page.pk] ^ set(new.names)}
            resolve_names(space, changed)
        check_fragments(Link.objects.filter(page_id__in=ids))
    return [page for page, _ in ready]


def add_revisions(act: Activity, ready: Iterable[tuple[Page, PreparedPage]], summary: str) -> None:
    at = timezone.now()
    pages = []
    for page, prepared in ready:
        describe(page, prepared)
        page.updated_at = at
        page.revision = Revision.objects.create(
            page=page,
            text=prepared.text,
            digest=prepared.digest,
            author=act.person,
            at=at,
            summary=summary[:300],
            act=act,
        )
        pages.append(page)
    Page.objects.bulk_update(pages, ["title", "kind", "language", "updated_at", "revision"])
