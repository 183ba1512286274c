"""Writes batches of prepared pages, each batch complete in one short transaction, so that other writers
wait for milliseconds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wholesight.kernel.links.actions import resolve_links
from wholesight.kernel.links.models import Link, Name
from wholesight.kernel.pages.actions import folder_of
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.prepare import PreparedPage, prepare_page
from wholesight.kernel.pages.projection import LINKS_PENDING, STAMP, describe, project
from wholesight.kernel.people.models import Person
from wholesight.kernel.rows import append_rows, batches, stored_moment, update_rows
from wholesight.kernel.short_transactions import in_short_transactions
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.models import ImportedFile

PAGES_AT_MOST = 64
NEW_PAGE = (
    *("space", "path", "folder", "title", "kind", "language", "projected", "created_at", "updated_at"),
)
LINKS_AT_MOST = 2000

Progress = Callable[[str, int, int], None]
Written = Callable[[str], tuple[Person | None, datetime]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a prepared page goes: a page that there is (`page_id`, with the digest of the text that it had
    when the import was planned), else a new one."""

    prepared: PreparedPage
    page_id: int | None = None
    replaced: str = ""


def write_pages(
    space: Space, targets: Iterable[Target], written: Written, progress: Progress, total: int
) -> list[Target]:
    """Write pages batch by batch; the links of each wait (LINKS_PENDING) for `resolve_pending`. Returns
    those left out, because their page was made, edited or put in the trash here meanwhile."""
    left: list[Target] = []
    remembered: set[str] = set()
    done = 0

    def write(batch: list[Target]) -> None:
        left.extend(write_batch(space, batch, written))
        progress("batch written", done, total)

    lean = (with_new_words(target, remembered) for target in targets)
    for batch in in_short_transactions(lean, PAGES_AT_MOST, write):
        remembered.update(bare for target in batch for bare, _ in target.prepared.search.vocabulary)
        done += len(batch)
        progress("pages", done, total)
    return left


def with_new_words(target: Target, remembered: set[str]) -> Target:
    """The same without the words that this import has already given to the vocabulary of the search."""
    prepared = target.prepared
    new = tuple(word for word in prepared.search.vocabulary if word[0] not in remembered)
    search = dataclasses.replace(prepared.search, vocabulary=new)
    return dataclasses.replace(target, prepared=dataclasses.replace(prepared, search=search))


def write_batch(space: Space, batch: Sequence[Target], written: Written) -> list[Target]:
    fresh = [target for target in batch if target.page_id is None]
    changed = [target for target in batch if target.page_id is not None]
    paths = [target.prepared.path for target in fresh]
    here = Page.objects.filter(space=space, trashed_at=None, path__in=paths)
    taken = set(here.values_list("path", flat=True)) if fresh else set()
    left = [target for target in fresh if target.prepared.path in taken]
    fresh = [target for target in fresh if target.prepared.path not in taken]
    if fresh:
        pages = create_pages(space, [target.prepared for target in fresh], written)
        ready = list(zip(pages, (target.prepared for target in fresh), strict=True))
        project(ready, fresh=True, property_types=space.property_types)
        append_rows(
            ImportedFile,
            ("space", "path", "digest", "page"),
            [(space.pk, prepared.path, prepared.digest, page.pk) for page, prepared in ready],
        )
    left += [target for target in changed if not overwrite_page(space, target, written)]
    return left


def create_pages(space: Space, prepared: Sequence[PreparedPage], written: Written) -> list[Page]:
    """New pages with their first revisions, in the order of `prepared`."""
    pages: dict[str, Page] = {}
    first: dict[str, tuple[Any, ...]] = {}
    for ready in prepared:
        author, at = written(ready.path)
        page = Page(space=space, path=ready.path, folder=folder_of(ready.path), created_at=at, updated_at=at)
        describe(page, ready)
        page.projected = LINKS_PENDING
        pages[page.path] = page
        first[page.path] = (ready.text, ready.digest, author.pk if author else None, stored_moment(at))
    append_rows(Page, NEW_PAGE, [page_row(page) for page in pages.values()])
    here = Page.objects.filter(space=space, trashed_at=None, path__in=list(pages))
    for page_id, path in here.values_list("pk", "path"):
        pages[path].pk = page_id
    append_rows(
        Revision,
        ("page", "text", "digest", "author", "at", "summary"),
        [(page.pk, *first[path], "") for path, page in pages.items()],
    )
    revisions = Revision.objects.filter(page__in=list(pages.values())).values_list("pk", "page_id")
    update_rows(Page, ("revision",), list(revisions))
    return list(pages.values())


def page_row(page: Page) -> tuple[Any, ...]:
    """A new page in the order of NEW_PAGE."""
    at = stored_moment(page.created_at)
    row = (page.space_id, page.path, page.folder, page.title, page.kind, page.language, page.projected)
    return (*row, at, at)


def overwrite_page(space: Space, target: Target, written: Written) -> bool:
    """Give an imported page the file's new text; False where somebody touched it since the import was
    planned."""
    assert target.page_id is not None
    pages = Page.objects.select_related("space", "revision").defer("revision__text")
    page = pages.select_for_update(of=("self",)).get(pk=target.page_id)
    if page.trashed_at is not None or page.revision is None or page.revision.digest != target.replaced:
        return False
    prepared = target.prepared
    if page.path != prepared.path:  # moved here since; its names follow its place
        prepared = prepare_page(page.path, prepared.text, space.language)
    author, at = written(target.prepared.path)
    describe(page, prepared)
    page.updated_at, page.projected = at, LINKS_PENDING
    page.revision = Revision.objects.create(
        page=page, text=prepared.text, digest=prepared.digest, author=author, at=at
    )
    page.save()
    old_names = set(Name.objects.filter(page=page).values_list("key", flat=True))
    project([(page, prepared)], fresh=False, property_types=space.property_types)
    resolve_lost_names(space, page, old_names)
    ImportedFile.objects.filter(space=space, path=target.prepared.path).update(digest=prepared.digest)
    return True


def resolve_lost_names(space: Space, page: Page, old_names: set[str]) -> None:
    """Links by a name that the page no longer has; those by its present names follow in `resolve_pending`."""
    lost = old_names - set(Name.objects.filter(page=page).values_list("key", flat=True))
    if lost:
        resolve_links(Link.objects.filter(space=space, key__in=lost))


def resolve_pending(space: Space, progress: Progress) -> list[int]:
    """Resolve what waits: links of pending pages, and every link by one of their names. Returns these pages.

    It begins anew after a kill, since they stay pending until the import is concluded.
    """
    pending = list(Page.objects.filter(space=space, projected=LINKS_PENDING).values_list("pk", flat=True))
    if not pending:
        return []
    links = links_to_resolve(space, pending)
    done = 0

    def write(batch: list[int]) -> None:
        resolve_links(Link.objects.filter(pk__in=batch))

    for batch in in_short_transactions(links, LINKS_AT_MOST, write):
        done += len(batch)
        progress("links", done, len(links))
    progress("links resolved", len(links), len(links))
    return pending


def settle_pages(pending: Iterable[int]) -> None:
    """Give pages whose links are resolved the full stamp."""
    for batch in batches(pending):
        Page.objects.filter(pk__in=batch, projected=LINKS_PENDING).update(projected=STAMP)


def links_to_resolve(space: Space, pending: list[int]) -> list[int]:
    """Ids of the links to decide, in the order of their keys so that each batch needs few names."""
    found: dict[int, str] = {}
    for batch in batches(pending):
        found.update(Link.objects.filter(source_id__in=batch).exclude(target="").values_list("pk", "key"))
        found.update(Link.objects.filter(page_id__in=batch).exclude(fragment="").values_list("pk", "key"))
    keys: set[str] = set()
    for batch in batches(pending):
        keys.update(Name.objects.filter(page_id__in=batch).values_list("key", flat=True))
    for key_batch in batches(sorted(keys)):
        by_name = Link.objects.filter(key__in=key_batch)
        found.update(by_name.filter(space=space).values_list("pk", "key"))
        found.update(by_name.filter(first=space.key).values_list("pk", "key"))
    return sorted(found, key=lambda link: (found[link], link))
