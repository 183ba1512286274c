"""Exports that take longer than an answer should: a job writes them, and their person fetches them once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.registry import job
from wholesight.kernel.jobs.running import JobRefused, Running
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Sight, visible_to
from wholesight.kernel.vaults.arriving import KEPT, arrivals, forget_older
from wholesight.kernel.vaults.exports import ExportRefused
from wholesight.kernel.vaults.html_exports import HtmlExport
from wholesight.kernel.vaults.scopes import Amount, Scope, amount_of, check_stored, scope_from
from wholesight.kernel.vaults.zip_exports import ExportedFile, vault_files, zipped

EXPORT = "export"
FORMS = ("zip", "html")
AT_ONCE = {"zip": Amount(300, 300, 20 * 1024 * 1024), "html": Amount(15, 50, 20 * 1024 * 1024)}


def fits_at_once(scope: Scope, form: str) -> bool:
    """Whether an export is small enough to be sent in the answer to whoever asks for it."""
    amount, most = amount_of(scope), AT_ONCE[form]
    few = amount.pages <= most.pages and amount.attachments <= most.attachments
    return few and amount.size <= most.size


def files_of_export(scope: Scope, form: str, sight: Sight) -> Iterator[ExportedFile]:
    """The files of an export as this reader may have them. Raises ExportRefused where bytes are lost."""
    if form == "html":
        return HtmlExport(scope, sight).files()
    check_stored(scope)
    return vault_files(scope)


def ask_for_export(person: Person, scope: Scope, form: str) -> Job:
    """Have a job write the export; it is fetched at `result_url` of the job."""
    key = f"{person.pk} {form} {scope.space.pk} {scope.folder} {scope.page}"
    return enqueue(person, EXPORT, {**scope.as_json(), "form": form}, unique_key=key[:200])


def exports_folder() -> Path:
    return Path(settings.HOME) / "exported"


def export_file(number: int) -> Path:
    """Where the export of the job with this number lies."""
    return exports_folder() / f"{number}.zip"


def export_url(result: Mapping[str, Any]) -> str:
    return reverse("exported", args=[result["number"]])


@job(EXPORT, gettext_lazy("Export"), refusals=(ExportRefused,), result_url=export_url)
def write_export(running: Running, space: str, folder: str, page: str, form: str) -> dict[str, Any]:
    """Write the zip of an export under the number of the job; begun anew, it is written anew."""
    sight = visible_to(running.actor)
    scope = scope_from(sight, {"space": space, "folder": folder, "page": page})
    if scope is None:
        raise JobRefused(_("There is no such space any more, so nothing was exported."))
    amount = amount_of(scope)
    total = amount.pages + (amount.attachments if form == "zip" else 0)
    exports_folder().mkdir(parents=True, exist_ok=True)
    unfinished = export_file(running.job_id).with_suffix(f".{running.attempt}.unfinished")

    def counted(files: Iterator[ExportedFile]) -> Iterator[ExportedFile]:
        for done, file in enumerate(files):
            running.progress(done, max(total, done), file.path)
            running.check()
            yield file

    try:
        with unfinished.open("wb") as target:
            for piece in zipped(counted(files_of_export(scope, form, sight))):
                target.write(piece)
        unfinished.replace(export_file(running.job_id))
    finally:
        unfinished.unlink(missing_ok=True)
    size = export_file(running.job_id).stat().st_size
    return {"number": running.job_id, "name": scope.name, "space": space, "size": size}


def finished_export(person: Person, number: int) -> Job | None:
    """The job of an export of this person's that has ended well; None for anybody else's. What they may no
    longer see is none of it either."""
    mine = Job.objects.filter(pk=number, kind=EXPORT, person=person, state=State.DONE)
    found = mine.filter(ended_at__gt=timezone.now() - KEPT).first()
    if found is None or visible_to(person).space_named(found.result["space"]) is None:
        return None
    return found


@job("forget-files", gettext_lazy("Remove files of imports and exports"), every=timedelta(hours=1))
def forget_files(running: Running) -> dict[str, int]:
    """Remove what browsers brought and exports that nobody fetched, after a day."""
    return {"gone": forget_older(arrivals()) + forget_older(exports_folder())}
