"""Writing new texts of many pages as parts of one act, and taking such an act back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.links.actions import check_fragments, resolve_links, resolve_names
from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.actions import by_space, names_of, untouched
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.prepare import PreparedPage, prepare_page
from wholesight.kernel.pages.projection import describe, project
from wholesight.kernel.rows import append_rows, stored_moment, update_rows


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
        before = names_of(page.pk for page, _ in ready)
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


def add_revisions(act: Activity, ready: Sequence[tuple[Page, PreparedPage]], summary: str) -> None:
    at = stored_moment(timezone.now())
    author = act.person.pk if act.person else None
    append_rows(
        Revision,
        ("page", "text", "digest", "author", "at", "summary", "act"),
        [(page.pk, new.text, new.digest, author, at, summary[:300], act.pk) for page, new in ready],
    )
    newest = Revision.objects.filter(act=act, page_id__in=[page.pk for page, _ in ready]).order_by("pk")
    revisions = dict(newest.values_list("page_id", "pk"))
    rows = []
    for page, prepared in ready:
        describe(page, prepared)
        rows.append((page.title, page.kind, page.language, at, revisions[page.pk], page.pk))
    update_rows(Page, ("title", "kind", "language", "updated_at", "revision"), rows)
