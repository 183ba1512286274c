"""What is done to pages. Each act is one transaction: revision, projections, links and activity together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wholesight.engines.markdown import outline
from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import PageCreated, PageEdited, PageMoved, PageRestored, PageTrashed
from wholesight.kernel.activity.models import Activity
from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.kinds.registry import kind_named
from wholesight.kernel.links.actions import check_fragments, resolve_links, resolve_names
from wholesight.kernel.links.models import Link, Name
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.prepare import NameEntry, PreparedPage, prepare_page, why_no_path
from wholesight.kernel.pages.projection import LINKS_PENDING, STAMP, UNSETTLED, describe, project
from wholesight.kernel.permissions.actors import Actor, Operator, person_of
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.search.index import remove_pages
from wholesight.kernel.spaces.models import Space


class PageRefused(Exception):
    """The page could not be written; the message says why. Nothing was changed."""


class Overtaken(PageRefused):
    """Somebody else saved the page in between."""


def checked_path(path: str) -> str:
    """The path of a page, or PageRefused: relative, ending in .md, without empty, `.` or `..` segments or
    control characters."""
    reason = why_no_path(path)
    if not reason and not path.lower().endswith(".md"):
        reason = "does not end in .md"
    if reason:
        raise PageRefused(f"The path {path[:80]!r} {reason}.")
    return path


def checked_text(path: str, text: str) -> str:
    """The text of a page, or PageRefused: within the size limit and without NUL."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise PageRefused(f"{path} contains half a character, which is not valid Unicode.") from error
    if size > settings.PAGE_SIZE_LIMIT:
        raise PageRefused(f"{path} has {size:,} bytes; a page takes at most {settings.PAGE_SIZE_LIMIT:,}.")
    if "\0" in text:
        raise PageRefused(f"{path} contains a NUL character, so it is not text.")
    return text


def create_page(
    actor: Actor, space: Space, path: str, text: str, *, summary: str = "", at: datetime | None = None
) -> Page:
    """Make a page. Every link of the space that bears one of its names is resolved again.

    Raises PageRefused (bad path or text, path taken) or NotAllowed.
    """
    require(actor, Act.CREATE, space)
    prepared = prepare_page(checked_path(path), checked_text(path, text), space.language)
    at = at or timezone.now()
    with transaction.atomic():
        if Page.objects.filter(space=space, path=path, trashed_at=None).exists():
            raise PageRefused(f"There is a page at {path} already.")
        page = Page(space=space, path=path, folder=folder_of(path), created_at=at)
        save_revision(actor, page, prepared, summary, at)
        project([(page, prepared)], fresh=True, property_types=space.property_types)
        resolve_links(Link.objects.filter(source=page))
        resolve_names(space, (name.key for name in prepared.names))
        check_fragments(Link.objects.filter(page=page))
        record(actor, PageCreated(space=space.pk, page=page.pk, path=path), at)
    return page


def edit_page(
    actor: Actor,
    page: Page,
    text: str,
    *,
    summary: str = "",
    at: datetime | None = None,
    onto: int | None = None,
    act: Activity | None = None,
) -> Revision | None:
    """Save a new text. Returns its revision, or None where the text is what it was.

    `onto`: the revision that the text was made from; where the page has another one by now, Overtaken is
    raised. `act`: the act of which this is a part, where one touches many pages. Raises PageRefused or
    NotAllowed.
    """
    require(actor, Act.EDIT, page)
    prepared = prepare_page(page.path, checked_text(page.path, text), page.space.language)
    at = at or timezone.now()
    with transaction.atomic():
        lock(page)
        require_untrashed(page)
        if page.path != prepared.path:
            prepared = prepare_page(page.path, text, page.space.language)
        assert page.revision is not None
        if onto is not None and page.revision_id != onto:
            raise Overtaken(f"{page.path} was saved by somebody else meanwhile.")
        if page.revision.digest == prepared.digest:
            return None
        before = names_now(page)
        require_unguarded(actor, page, prepared)
        revision = save_revision(actor, page, prepared, summary, at, act)
        project([(page, prepared)], fresh=False, property_types=page.space.property_types)
        settle_links(page, before, set(prepared.names))
        if act is None:
            edited = PageEdited(space=page.space_id, page=page.pk, revision=revision.pk, summary=summary)
            record(actor, edited, at)
    return revision


def move_page(actor: Actor, page: Page, path: str, *, at: datetime | None = None) -> None:
    """Give a page another path in its space. Links are resolved again by its old and its new names; no
    text is rewritten."""
    require(actor, Act.MOVE, page)
    checked_path(path)
    with transaction.atomic():
        lock(page)
        require_untrashed(page)
        if Page.objects.filter(space=page.space_id, path=path, trashed_at=None).exclude(pk=page.pk).exists():
            raise PageRefused(f"There is a page at {path} already.")
        before_path, before = page.path, names_now(page)
        place_page(page, path)
        settle_links(page, before, names_now(page))
        resolve_links(Link.objects.filter(source=page))
        record(actor, PageMoved(space=page.space_id, page=page.pk, before=before_path, after=path), at)


def place_page(page: Page, path: str) -> None:
    """Write a page's new path into its row, names and index; links are resolved by the caller."""
    assert page.revision is not None
    page.path, page.folder = path, folder_of(path)
    prepared = prepare_page(path, page.revision.text, page.space.language)
    describe(page, prepared)
    page.updated_at = timezone.now()
    page.save()
    project([(page, prepared)], fresh=False, property_types=page.space.property_types)


def trash_page(actor: Actor, page: Page) -> None:
    """Take a page out of every list and name; its text, revisions and links stay and come back with
    `restore_page`."""
    require(actor, Act.TRASH, page)
    with transaction.atomic():
        lock(page)
        if page.trashed_at is not None:
            return
        before = names_now(page)
        Page.objects.filter(pk=page.pk).update(trashed_at=timezone.now())
        Name.objects.filter(page=page).delete()
        remove_pages([page.pk])
        resolve_names(page.space, (name.key for name in before))
        record(actor, PageTrashed(space=page.space_id, page=page.pk, path=page.path))
    page.refresh_from_db()


def restore_page(actor: Actor, page: Page) -> None:
    """Bring a trashed page back to its path. Raises PageRefused where another page has taken it."""
    require(actor, Act.RESTORE, page)
    with transaction.atomic():
        if Page.objects.filter(space=page.space_id, path=page.path, trashed_at=None).exists():
            raise PageRefused(f"There is a page at {page.path} now. Move that one first.")
        page.trashed_at = None
        place_page(page, page.path)
        resolve_links(Link.objects.filter(source=page))
        settle_links(page, set(), names_now(page))
        record(actor, PageRestored(space=page.space_id, page=page.pk, path=page.path))


def lock(page: Page) -> None:
    """Read the page anew and keep others from writing it until the transaction ends."""
    page.refresh_from_db(from_queryset=Page.objects.select_for_update())


def require_unguarded(actor: Actor, page: Page, prepared: PreparedPage) -> None:
    """Refuse a text that changes what only an act of its own may change (a verdict, a status)."""
    if isinstance(actor, Operator):
        return
    declared = kind_named(page.kind).declared
    guarded = {key for key, wanted in declared.items() if wanted.guarded}
    if not guarded:
        return
    before = guarded_values(outline(text_of(page)).front_matter.values, guarded)
    if before != guarded_values(prepared.properties, guarded):
        names = ", ".join(sorted(declared[key].name for key in guarded))
        raise PageRefused(
            f"{names}: these properties follow from what is done with the page, so a text cannot change them."
        )


def guarded_values(values: Mapping[str, object], guarded: set[str]) -> dict[str, object]:
    return {fold(name): value for name, value in values.items() if fold(name) in guarded}


def require_untrashed(page: Page) -> None:
    if page.trashed_at is not None:
        raise PageRefused(f"{page.path} is in the trash. Restore it first.")


def save_revision(
    actor: Actor,
    page: Page,
    prepared: PreparedPage,
    summary: str,
    at: datetime,
    act: Activity | None = None,
) -> Revision:
    """Append a revision and make it the page's text; the page is created where it has no row yet."""
    describe(page, prepared)
    page.updated_at = at
    if page.projected != LINKS_PENDING:
        page.projected = STAMP
    if page._state.adding:
        page.save()
    revision = Revision.objects.create(
        page=page,
        text=prepared.text,
        digest=prepared.digest,
        author=person_of(actor),
        at=at,
        summary=summary[:300],
        act=act,
    )
    page.revision = revision
    page.save()
    return revision


def settle_links(page: Page, before: set[NameEntry], after: set[NameEntry]) -> None:
    """After a page's rows are written: its own links, those that bear a name which came or went, and
    fragments into it."""
    resolve_links(Link.objects.filter(source=page))
    resolve_names(page.space, (name.key for name in before ^ after))
    check_fragments(Link.objects.filter(page=page))


def names_now(page: Page) -> set[NameEntry]:
    return names_of([page.pk])[page.pk]


def names_of(page_ids: Iterable[int]) -> dict[int, set[NameEntry]]:
    """The names of each of these pages."""
    names: dict[int, set[NameEntry]] = {page_id: set() for page_id in page_ids}
    rows = Name.objects.filter(page_id__in=list(names)).values_list("page_id", "key", "via", "path")
    for page_id, *name in rows:
        if page_id is not None:
            names[page_id].add(NameEntry(*name))
    return names


def folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def reproject_pages(pages: Sequence[Page]) -> None:
    """Write all projections of these pages anew, in one transaction; used when a projector's version has
    changed. A page that somebody touched since it was loaded is left for the next time."""
    prepared = [(page, prepare_page(page.path, text_of(page), page.space.language)) for page in pages]
    with transaction.atomic():
        prepared = untouched(prepared)
        pages = [page for page, _ in prepared]
        before = {page.pk: names_settled(page) for page in pages}
        for page, ready in prepared:
            describe(page, ready)
            page.projected = STAMP
        Page.objects.bulk_update(pages, ["title", "kind", "language", "projected"])
        for space, batch in by_space(prepared).items():
            project(batch, fresh=False, property_types=space.property_types)
        ids = [page.pk for page in pages]
        resolve_links(Link.objects.filter(source_id__in=ids))
        for space, batch in by_space(prepared).items():
            resolve_names(
                space, {name.key for page, ready in batch for name in before[page.pk] ^ set(ready.names)}
            )
        check_fragments(Link.objects.filter(page_id__in=ids))


def untouched(prepared: Iterable[tuple[Page, PreparedPage]]) -> list[tuple[Page, PreparedPage]]:
    """Those of these pages that still have the place and the text that they were prepared with."""
    pages = {page.pk: (page, ready) for page, ready in prepared}
    now = Page.objects.select_for_update().filter(pk__in=pages, trashed_at=None)
    found = {pk: place for pk, *place in now.values_list("pk", "path", "revision_id")}
    return [pair for pk, pair in pages.items() if found.get(pk) == [pair[0].path, pair[0].revision_id]]


def names_settled(page: Page) -> set[NameEntry]:
    """The names by which links have been resolved: none of a page whose import was interrupted."""
    return set() if page.projected in UNSETTLED else names_now(page)


def by_space(prepared: Iterable[tuple[Page, PreparedPage]]) -> dict[Space, list[tuple[Page, PreparedPage]]]:
    spaces: dict[Space, list[tuple[Page, PreparedPage]]] = {}
    for page, ready in prepared:
        spaces.setdefault(page.space, []).append((page, ready))
    return spaces


def text_of(page: Page) -> str:
    assert page.revision is not None
    return page.revision.text
