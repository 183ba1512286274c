"""Takes a vault over into a space: nothing twice, nothing half, nothing over what was edited here."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import PageMoved, VaultImported
from wholesight.kernel.attachments.actions import take_bytes, write_attachment
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import keep, stored_path
from wholesight.kernel.concerns.actions import Raised, raise_concern
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.kinds.properties import OBSIDIAN_TYPES, fold
from wholesight.kernel.links.actions import resolve_names
from wholesight.kernel.links.models import Name
from wholesight.kernel.ordinary_files import open_ordinary
from wholesight.kernel.pages.actions import names_now, place_page, reproject_pages, settle_links, trash_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.prepare import name_key
from wholesight.kernel.pages.reprojection import PAGES_AT_ONCE
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR, Actor
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.rows import batches
from wholesight.kernel.spaces.actions import make_space, usable_name
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.spaces.queries import space_called
from wholesight.kernel.vaults.models import ImportedFile
from wholesight.kernel.vaults.parsing import Asked, Unreadable, parse_files
from wholesight.kernel.vaults.plan import Found, Known, Plan, check_sizes, make_plan
from wholesight.kernel.vaults.preview import preview_links
from wholesight.kernel.vaults.renames import propose_renames
from wholesight.kernel.vaults.report import Report, count_links
from wholesight.kernel.vaults.walk import Skipped, list_vault
from wholesight.kernel.vaults.writing import (
    Progress,
    Target,
    Written,
    resolve_pending,
    settle_pages,
    write_pages,
)

PROBLEMS_LISTED = 1000
TYPES_FILE = ".obsidian/types.json"


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def by_operator_now(path: str) -> tuple[Person | None, datetime]:
    return None, timezone.now()


@dataclass(slots=True)
class VaultImport:
    """One run of an import. `progress` is called at every named step; `written` says who wrote a file, and
    when; `actor` is who imports."""

    root: Path
    space: Space
    prune: bool = False
    progress: Progress = silent
    written: Written = by_operator_now
    actor: Actor = OPERATOR

    def run(self) -> Report:
        began = time.perf_counter()
        listing = list_vault(self.root, settings.VAULT_FILE_LIMIT)
        check_sizes(listing)
        self.progress("listed", len(listing.files), len(listing.files))
        plan = make_plan(self.space, listing)
        self.progress("planned", len(listing.files), len(listing.files))
        report = report_of(plan)
        self.take_attachments(plan)
        self.take_property_types(plan)
        self.take_known(plan, report)
        self.take_pages(plan, report)
        propose_renames(plan, report)
        self.take_missing(plan, report)
        pending = resolve_pending(self.space, self.progress)
        count_links(report, self.space)
        report.problems += unread_properties(self.space)
        count_files(report, plan)
        report.seconds = round(time.perf_counter() - began, 3)
        if pending or plan_changes_something(plan) or report.pruned:
            self.conclude(report, pending)
        return report

    def conclude(self, report: Report, pending: list[int]) -> None:
        """Write down that it was done, in one transaction with the last stamp: an import that was killed
        before is concluded by the next."""
        settle_pages(pending[:-1])
        with transaction.atomic():
            settle_pages(pending[-1:])
            record(self.actor, VaultImported(space=self.space.pk, report=report.summary()))
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA analysis_limit=1000")  # reads a part of each index, in milliseconds
            cursor.execute("ANALYZE")
        self.progress("recorded", 1, 1)

    def take_attachments(self, plan: Plan) -> None:
        """Bytes first, outside any transaction; then the rows that name them."""
        for done, found in enumerate(plan.attach, 1):
            stream = self.open(found, settings.ATTACHMENT_SIZE_LIMIT, plan)
            if stream is None:
                continue
            with stream:
                digest, media_type, size = take_bytes(found.file.path, stream)
            self.progress("attachment stored", done, len(plan.attach))
            with transaction.atomic():
                self.clear_page(found)
                attachment, made = write_attachment(self.space, found.file.path, digest, media_type, size)
                ImportedFile.objects.update_or_create(
                    space=self.space,
                    path=found.file.path,
                    defaults={
                        "digest": found.digest if found.not_text else digest,
                        "attachment": attachment,
                        "page": None,
                    },
                )
                if found.not_text:
                    message = f"{found.file.path} is kept as an attachment: {found.not_text}."
                    raise_concern(attachment, Raised("not-text", "", message))
                if made:
                    resolve_names(self.space, [name_key(found.file.path)])
            self.progress("attachments", done, len(plan.attach))

    def open(self, found: Found, limit: int, plan: Plan) -> BinaryIO | None:
        """A file's bytes; None, and a word in the report, where they are no longer what was found."""
        try:
            stream = open_ordinary(found.file.place)
        except OSError as error:
            plan.skipped.append(Skipped(found.file.path, f"it could not be read: {error.strerror}"))
            return None
        if os.fstat(stream.fileno()).st_size <= limit:
            return stream
        stream.close()
        reason = f"it grew over {limit:,} bytes while the vault was read"
        plan.skipped.append(Skipped(found.file.path, reason))
        return None

    def clear_page(self, found: Found) -> None:
        """A page whose file can no longer be a page makes room for the attachment."""
        for page in Page.objects.filter(space=self.space, path=found.file.path, trashed_at=None):
            trash_page(self.actor, page)

    def take_known(self, plan: Plan, report: Report) -> None:
        """What needs no parsing: texts that are here already, moved files and conflicts."""
        with transaction.atomic():
            for found, page_id in plan.adopt:
                ImportedFile.objects.update_or_create(
                    space=self.space,
                    path=found.file.path,
                    defaults={"digest": found.digest, "page_id": page_id},
                )
            for found, known in plan.record:
                ImportedFile.objects.filter(pk=known.record_id).update(digest=found.digest)
        for found, known in plan.move:
            self.move(found, known)
            report.moved.append({"from": known.path, "to": found.file.path})
        for found, page_id in plan.conflict:
            self.raise_conflict(found, page_id, plan, report)

    def move(self, found: Found, known: Known) -> None:
        with transaction.atomic():
            assert known.page_id is not None
            page = Page.objects.select_related("space", "revision").get(pk=known.page_id)
            before = names_now(page)
            place_page(page, found.file.path)
            settle_links(page, before, names_now(page))
            ImportedFile.objects.filter(pk=known.record_id).update(path=found.file.path)
            record(
                self.actor,
                PageMoved(space=self.space.pk, page=page.pk, before=known.path, after=found.file.path),
            )
            self.progress("moved", 1, 1)

    def raise_conflict(self, found: Found, page_id: int, plan: Plan, report: Report) -> None:
        """Keep the file's text beside the page's and tell its owner; once for each text of the file."""
        page = Page.objects.get(pk=page_id)
        if Concern.objects.filter(page=page, reason="import-conflict", about=found.digest).exists():
            report.conflicts.append(found.file.path)
            return
        stream = self.open(found, settings.PAGE_SIZE_LIMIT, plan)
        if stream is None:
            return
        report.conflicts.append(found.file.path)
        with stream:
            kept, _ = keep(stream)
        message = (
            f"{found.file.path} changed in the vault, and the page was edited here since it was imported. "
            "The page was left as it is; the file's text is kept."
        )
        raise_concern(
            page, Raised("import-conflict", found.digest, message, {"kept": kept, "path": found.file.path})
        )

    def take_pages(self, plan: Plan, report: Report) -> None:
        targets = {found.file.path: (found, None) for found in plan.create}
        known = {found.file.path: (found, record) for found, record in plan.update}
        every: dict[str, tuple[Found, Known | None]] = {**targets, **known}
        asked = [
            Asked(path, found.file.place, settings.PAGE_SIZE_LIMIT, self.space.language)
            for path, (found, _) in every.items()
        ]

        def readable() -> Iterator[Target]:
            for prepared in parse_files(asked):
                if isinstance(prepared, Unreadable):
                    plan.skipped.append(Skipped(prepared.path, prepared.reason))
                    continue
                record = every[prepared.path][1]
                if record is None:
                    report.created += 1
                    yield Target(prepared)
                else:
                    report.updated += 1
                    yield Target(prepared, record.page_id, record.digest_now)

        self.clear_attachments(every)
        for left in write_pages(self.space, readable(), self.written, self.progress, len(asked)):
            found, record = every[left.prepared.path]
            if record is None:
                report.created -= 1
            else:
                report.updated -= 1
            here = Page.objects.filter(space=self.space, path=found.file.path, trashed_at=None)
            self.raise_conflict(found, left.page_id or here.get().pk, plan, report)

    def clear_attachments(self, paths: dict[str, tuple[Found, Known | None]]) -> None:
        """A Markdown file that could not be a page and now can leaves its attachment behind."""
        markdown = Attachment.objects.filter(space=self.space, trashed_at=None, path__iendswith=".md")
        for attachment in markdown:
            if attachment.path in paths:
                self.drop_attachment(attachment)

    def drop_attachment(self, attachment: Attachment) -> None:
        with transaction.atomic():
            Attachment.objects.filter(pk=attachment.pk).update(trashed_at=timezone.now())
            Concern.objects.filter(attachment=attachment, settled_at=None).update(settled_at=timezone.now())
            Name.objects.filter(attachment=attachment).delete()
            ImportedFile.objects.filter(space=self.space, attachment=attachment).delete()
            resolve_names(self.space, [name_key(attachment.path)])

    def take_missing(self, plan: Plan, report: Report) -> None:
        """Files that are gone: named, and with `prune` put in the trash, unless they were edited here."""
        for known in plan.missing:
            if not self.prune:
                report.missing.append(known.path)
                continue
            if known.page_id is not None and not known.trashed:
                page = Page.objects.select_related("space", "revision").get(pk=known.page_id)
                if page.revision is None or page.revision.digest != known.digest:
                    report.conflicts.append(known.path)
                    continue
                trash_page(self.actor, page)
            elif known.attachment_id is not None and not known.trashed:
                self.drop_attachment(Attachment.objects.get(pk=known.attachment_id))
            ImportedFile.objects.filter(pk=known.record_id).delete()
            report.pruned.append(known.path)
            self.progress("pruned", len(report.pruned), len(plan.missing))

    def take_property_types(self, plan: Plan) -> None:
        """The vault's own types of properties; where they change, every page that stands is typed again.

        Such pages lose their stamp first, so that a killed import is taken up where it was.
        """
        attachment = Attachment.objects.filter(space=self.space, path=TYPES_FILE, trashed_at=None).first()
        pruned = self.prune and any(known.path == TYPES_FILE for known in plan.missing)
        types = {} if attachment is None or pruned else read_types(stored_path(attachment.digest))
        pages = Page.objects.filter(space=self.space, trashed_at=None)
        if types != self.space.property_types:
            for batch in batches(list(pages.values_list("pk", flat=True))):
                pages.filter(pk__in=batch).update(projected="")
            self.space.property_types = types
            self.space.save(update_fields=["property_types"])
        unstamped = list(pages.filter(projected="").order_by("pk").values_list("pk", flat=True))
        for done, batch in enumerate(batches(unstamped, PAGES_AT_ONCE), 1):
            reproject_pages(list(pages.filter(pk__in=batch).select_related("space", "revision")))
            self.progress("property types", min(done * PAGES_AT_ONCE, len(unstamped)), len(unstamped))


def read_types(file: Path) -> dict[str, str]:
    """Property types as Obsidian keeps them; a file that cannot be read gives none."""
    try:
        declared = json.loads(file.read_text(encoding="utf-8"))["types"]
        return {fold(name): OBSIDIAN_TYPES[kind] for name, kind in declared.items() if kind in OBSIDIAN_TYPES}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def unread_properties(space: Space) -> list[str]:
    """What is to be mended in front matter: each sentence names the file, the line and the reason."""
    unread = Concern.objects.filter(
        space=space, reason="front-matter", settled_at=None, page__trashed_at=None
    )
    return list(unread.order_by("page__path", "pk").values_list("message", flat=True)[:PROBLEMS_LISTED])


def report_of(plan: Plan) -> Report:
    return Report(unchanged=len(plan.unchanged) + len(plan.adopt) + len(plan.record))


def count_files(report: Report, plan: Plan) -> None:
    report.pages = plan.pages
    report.attachments = len(plan.attach) + sum(not found.is_page for found in plan.unchanged)
    report.skipped = len(plan.skipped)
    report.skipped_files = [{"path": skipped.path, "reason": skipped.reason} for skipped in plan.skipped]
    report.problems += [f"{found.file.path}: {found.not_text}" for found in plan.attach if found.not_text]


def plan_changes_something(plan: Plan) -> bool:
    return any((plan.create, plan.update, plan.adopt, plan.record, plan.move, plan.conflict, plan.attach))


def import_vault(
    root: Path,
    space_name: str,
    *,
    prune: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
    written: Written = by_operator_now,
    actor: Actor = OPERATOR,
) -> Report:
    """Import a folder of files into the space of this name, which is made where it is missing.

    Running it again changes nothing that has not changed. Pages edited here since are left, and raise a
    concern where the file changed too. Raises VaultRefused (no folder, too many files, a file over its
    limit), SpaceRefused, NotAllowed, OSError (disk full); whatever was committed until then is whole, and a
    second run completes it. With `dry_run` nothing is written.
    """
    space = space_called(space_name)
    if space is not None:
        require(actor, Act.CREATE, space)
    if dry_run:
        name = usable_name(space_name)
        return preview(root, space or Space(pk=0, name=name, key=fold(name)), progress)
    if space is None:
        check_sizes(
            list_vault(root, settings.VAULT_FILE_LIMIT)
        )  # what stops the import stops it before there is a space
        space = make_space(actor, space_name, language=settings.LANGUAGE_CODE)
    return VaultImport(root, space, prune, progress, written, actor).run()


def preview(root: Path, space: Space, progress: Progress) -> Report:
    """What an import would do and find, with nothing written."""
    began = time.perf_counter()
    listing = list_vault(root, settings.VAULT_FILE_LIMIT)
    check_sizes(listing)
    plan = make_plan(space, listing)
    report = report_of(plan)
    report.dry_run = True
    report.created, report.updated = len(plan.create), len(plan.update)
    report.moved = [{"from": known.path, "to": found.file.path} for found, known in plan.move]
    report.conflicts = [found.file.path for found, _ in plan.conflict]
    report.missing = [known.path for known in plan.missing]
    propose_renames(plan, report)
    preview_links(plan, report, space, progress)
    count_files(report, plan)
    report.seconds = round(time.perf_counter() - began, 3)
    return report
