"""Compares a vault on disk with what was imported before, and decides what an import will do. Writes
nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import digest_stream
from wholesight.kernel.ordinary_files import open_ordinary
from wholesight.kernel.pages.models import Page
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.models import ImportedFile
from wholesight.kernel.vaults.parsing import digest_pages
from wholesight.kernel.vaults.walk import Listing, Skipped, VaultFile, VaultRefused


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the vault with its digest; `not_text` says why a Markdown file can only be an attachment."""

    file: VaultFile
    digest: str
    not_text: str = ""

    @property
    def is_page(self) -> bool:
        return self.file.is_markdown and not self.not_text


@dataclass(frozen=True, slots=True)
class Known:
    """What the last import recorded of a path, and how the page or attachment stands now."""

    record_id: int
    path: str
    digest: str
    page_id: int | None
    attachment_id: int | None
    digest_now: str
    path_now: str
    trashed: bool


@dataclass(slots=True)
class Plan:
    create: list[Found] = field(default_factory=list)
    update: list[tuple[Found, Known]] = field(default_factory=list)
    adopt: list[tuple[Found, int]] = field(
        default_factory=list
    )  # same text as the page (id) that stands here
    record: list[tuple[Found, Known]] = field(default_factory=list)  # the page got this very text here before
    move: list[tuple[Found, Known]] = field(default_factory=list)
    conflict: list[tuple[Found, int]] = field(default_factory=list)  # the page (id) was edited here since
    attach: list[Found] = field(default_factory=list)
    unchanged: list[Found] = field(default_factory=list)
    missing: list[Known] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def pages(self) -> int:
        pairs = len(self.update) + len(self.adopt) + len(self.record) + len(self.move) + len(self.conflict)
        return len(self.create) + pairs + len([found for found in self.unchanged if found.is_page])


def check_sizes(listing: Listing) -> None:
    """Raise VaultRefused where a file is over its limit, before anything is written."""
    for file in listing.files:
        limit = settings.PAGE_SIZE_LIMIT if file.is_markdown else settings.ATTACHMENT_SIZE_LIMIT
        if file.size > limit:
            name = "WHOLESIGHT_PAGE_SIZE_LIMIT" if file.is_markdown else "WHOLESIGHT_ATTACHMENT_SIZE_LIMIT"
            raise VaultRefused(
                f"{file.path} has {file.size:,} bytes; the limit is {limit:,} ({name}). Nothing was imported."
            )


def digest_vault(listing: Listing) -> Iterator[Found | Skipped]:
    """Every file with its digest; one that vanished while the vault was read is skipped."""
    markdown = [file for file in listing.files if file.is_markdown]
    by_path = {file.path: file for file in markdown}
    for path, digest, reason in digest_pages((file.path, file.place) for file in markdown):
        yield Found(by_path[path], digest, reason) if digest else Skipped(path, reason)
    for file in listing.files:
        if not file.is_markdown:
            try:
                with open_ordinary(file.place) as stream:
                    yield Found(file, digest_stream(stream))
            except OSError as error:
                yield Skipped(file.path, f"it could not be read: {error.strerror}")


KNOWN = (
    *("id", "path", "digest", "page_id", "page__revision__digest", "page__path", "page__trashed_at"),
    *("attachment_id", "attachment__digest", "attachment__path", "attachment__trashed_at"),
)


def known_files(space: Space) -> dict[str, Known]:
    known = {}
    for row in ImportedFile.objects.filter(space=space).values(*KNOWN):
        page, attachment = row["page_id"], row["attachment_id"]
        of = "attachment" if page is None else "page"
        known[row["path"]] = Known(
            row["id"],
            row["path"],
            row["digest"],
            page,
            attachment,
            row["attachment__digest" if page is None else "page__revision__digest"] or "",
            row[f"{of}__path"] or "",
            row[f"{of}__trashed_at"] is not None,
        )
    return known


def make_plan(space: Space, listing: Listing) -> Plan:
    """Decide for every file of the vault; see the fields of Plan."""
    plan = Plan(skipped=list(listing.skipped))
    known = known_files(space)
    standing = Page.objects.filter(space=space, trashed_at=None)
    here = {
        path: (page_id, digest)
        for path, page_id, digest in standing.values_list("path", "id", "revision__digest")
    }
    attached = dict(Attachment.objects.filter(space=space, trashed_at=None).values_list("path", "digest"))
    fresh: list[Found] = []
    seen = set()
    for found in digest_vault(listing):
        if isinstance(found, Skipped):
            plan.skipped.append(found)
            seen.add(found.path)
            continue
        seen.add(found.file.path)
        record = known.get(found.file.path)
        if record and record.digest == found.digest and (record.page_id is not None) == found.is_page:
            plan.unchanged.append(found)
        elif not found.is_page:
            edited = edited_page(found, record, here)
            if edited is None:
                plan.attach.append(found)
            else:
                plan.conflict.append((found, edited))
        elif record and record.page_id is not None:
            plan_changed(plan, found, record)
        elif found.file.path in here:
            page_id, digest = here[found.file.path]
            (plan.adopt if digest == found.digest else plan.conflict).append((found, page_id))
        else:
            fresh.append(found)
    unread = {skipped.path for skipped in listing.skipped}
    missing = [
        record
        for path, record in sorted(known.items())
        if path not in seen and unread.isdisjoint(path_and_above(path))
    ]
    plan_moves(plan, fresh, missing)
    plan.attach = [found for found in plan.attach if needs_attaching(found, known, attached)]
    return plan


def path_and_above(path: str) -> set[str]:
    """A path and all folders above it, up to the vault's own ("")."""
    parts = path.split("/")
    return {"/".join(parts[:end]) for end in range(len(parts) + 1)}


def edited_page(found: Found, record: Known | None, here: dict[str, tuple[int, str]]) -> int | None:
    """The page that stands where a file can only be an attachment, if it was written or edited here."""
    page_id, digest = here.get(found.file.path, (None, ""))
    return page_id if record is None or record.digest != digest else None


def needs_attaching(found: Found, known: dict[str, Known], attached: dict[str, str]) -> bool:
    return (
        attached.get(found.file.path) != found.digest or found.file.path not in known or bool(found.not_text)
    )


def plan_changed(plan: Plan, found: Found, record: Known) -> None:
    """The file changed since the last import; what matters is whether the page did, too."""
    assert record.page_id is not None
    if record.digest_now == found.digest:
        plan.record.append((found, record))
    elif record.digest_now == record.digest and not record.trashed:
        plan.update.append((found, record))
    else:
        plan.conflict.append((found, record.page_id))


def plan_moves(plan: Plan, fresh: list[Found], missing: list[Known]) -> None:
    """A new file with the content of one that is gone is that page, moved; where several could be meant,
    nothing is guessed."""
    gone: dict[str, list[Known]] = defaultdict(list)
    for record in missing:
        if record.page_id is not None and not record.trashed and record.path_now == record.path:
            gone[record.digest].append(record)
    came: dict[str, int] = defaultdict(int)
    for found in fresh:
        came[found.digest] += 1
    moved = set()
    for found in fresh:
        candidates = gone[found.digest]
        if len(candidates) == 1 and came[found.digest] == 1:
            plan.move.append((found, candidates[0]))
            moved.add(candidates[0].record_id)
        else:
            plan.create.append(found)
    plan.missing = [record for record in missing if record.record_id not in moved]
