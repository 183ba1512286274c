"""Importing what a browser brought: the person asks, a job unpacks and imports in their name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.registry import job
from wholesight.kernel.jobs.running import JobRefused, Running
from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Act, NotAllowed, require
from wholesight.kernel.spaces.actions import SpaceRefused, make_space, usable_name
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.arriving import OnItsWay, files_of, forget, is_here, zip_of
from wholesight.kernel.vaults.imports import import_vault
from wholesight.kernel.vaults.models import BroughtVault
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.walk import VaultRefused
from wholesight.kernel.vaults.zips import ZipLimits, ZipRefused, outermost_folder, read_entries, unpack

IMPORT = "import-vault"
BETWEEN_BATCHES = frozenset({"listed", "planned", "attachments", "pages", "links", "property types"})
STEPS = {
    "unpacked": gettext_lazy("Unpacking"),
    "listed": gettext_lazy("Looking through the files"),
    "planned": gettext_lazy("Comparing with what is here"),
    "attachments": gettext_lazy("Keeping files"),
    "pages": gettext_lazy("Writing pages"),
    "links": gettext_lazy("Finding out where links lead"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for with a vault: the space that there is, or the name of a new one."""

    space: Space | None
    space_name: str
    dry_run: bool = False
    prune: bool = False
    unwrap: bool = False


def limits() -> ZipLimits:
    return ZipLimits(
        files=settings.VAULT_FILE_LIMIT,
        together=settings.UNPACKED_SIZE_LIMIT,
        page=settings.PAGE_SIZE_LIMIT,
        attachment=settings.ATTACHMENT_SIZE_LIMIT,
    )


def bring_vault(person: Person, wanted: Wanted, file: OnItsWay) -> tuple[BroughtVault, Job]:
    """Keep the zip and ask for its import in the person's name.

    Raises ZipRefused, SpaceRefused or NotAllowed, each with a sentence; then nothing is kept.
    """
    name = check_place(person, wanted.space, wanted.space_name)
    with transaction.atomic():
        brought = BroughtVault.objects.create(
            person=person,
            space=wanted.space,
            space_name=name,
            file_name=(file.name or "")[:255],
            dry_run=wanted.dry_run,
            prune=wanted.prune,
            unwrap=wanted.unwrap,
        )
        file.take_to(zip_of(brought.pk))
        try:
            read_entries(zip_of(brought.pk), limits())
            asked = ask(brought)
        except BaseException:
            forget(brought.pk)
            raise
    return brought, asked


def check_place(person: Person, space: Space | None, space_name: str) -> str:
    """The name of the space that an import may go into, or SpaceRefused or NotAllowed."""
    if space is not None:
        require(person, Act.CREATE, space)
        return space.name
    if not person.is_steward:
        raise NotAllowed(_("Only a steward of the organization makes spaces. Nothing was imported."))
    name = usable_name(space_name)
    if Space.objects.filter(key=fold(name)).exists():
        raise SpaceRefused(_("There is a space named “%(name)s” already.") % {"name": name})
    return name


def ask(brought: BroughtVault) -> Job:
    return enqueue(brought.person, IMPORT, {"brought": brought.pk}, unique_key=str(brought.pk))


def import_for_real(person: Person, brought: BroughtVault) -> Job:
    """After a dry run: do it. Raises JobRefused where the files are gone."""
    check_place(person, brought.space, brought.space_name)
    if not is_here(brought.pk):
        raise JobRefused(_("The files are kept for a day, and that is over. Bring them once more."))
    with transaction.atomic():
        BroughtVault.objects.filter(pk=brought.pk).update(dry_run=False, report={}, ended_at=None)
        return ask(brought)


def report_url(result: Mapping[str, Any]) -> str:
    return reverse("import_report", args=[result["brought"]])


@job(
    IMPORT,
    gettext_lazy("Import a vault"),
    refusals=(ZipRefused, VaultRefused, SpaceRefused, NotAllowed),
    result_url=report_url,
)
def import_brought(running: Running, brought: int) -> dict[str, Any]:
    """Unpack and import. Begun anew it unpacks anew, and the import finds done what is done."""
    vault = BroughtVault.objects.select_related("space", "person").get(pk=brought)
    if vault.ended_at is not None:
        return {"brought": vault.pk}
    if not is_here(vault.pk):
        raise JobRefused(_("The files are kept for a day, and that is over. Bring them once more."))
    check_place(vault.person, vault.space, vault.space_name)
    unpack_brought(running, vault)
    running.check()
    report = run_import(running, vault)
    ended = timezone.now()
    BroughtVault.objects.filter(pk=vault.pk).update(report=report.summary(), ended_at=ended)
    if not vault.dry_run:
        forget(vault.pk)
    return {"brought": vault.pk}


def unpack_brought(running: Running, vault: BroughtVault) -> None:
    entries = read_entries(zip_of(vault.pk), limits())

    def step(done: int, total: int) -> None:
        running.progress(done, total, str(STEPS["unpacked"]))
        running.check()

    without = outermost_folder(entries) if vault.unwrap else ""
    unpack(zip_of(vault.pk), files_of(vault.pk), entries, without, step)


def run_import(running: Running, vault: BroughtVault) -> Report:
    if vault.space is None and not vault.dry_run:
        with transaction.atomic():
            vault.space = make_space(vault.person, vault.space_name, language=settings.LANGUAGE_CODE)
            BroughtVault.objects.filter(pk=vault.pk).update(space=vault.space)

    def progress(step: str, done: int, total: int) -> None:
        if step in STEPS:
            running.progress(done, total, str(STEPS[step]))
        if step in BETWEEN_BATCHES:
            running.check()

    def written(path: str) -> tuple[Person | None, datetime]:
        return vault.person, timezone.now()

    return import_vault(
        files_of(vault.pk),
        vault.space.name if vault.space else vault.space_name,
        prune=vault.prune,
        dry_run=vault.dry_run,
        progress=progress,
        written=written,
        actor=vault.person,
    )
