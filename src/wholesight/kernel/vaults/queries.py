"""What a person sees of the vaults that they brought."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.jobs.models import UNFINISHED, Job
from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.vaults.arriving import is_here
from wholesight.kernel.vaults.conflicts import REASON
from wholesight.kernel.vaults.models import BroughtVault, ImportedFile
from wholesight.kernel.vaults.report import BODY, imported_pages

LISTED = 200


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that links ask for and no file has, with a page that asks."""

    target: str
    page: str
    url: str


@dataclass(frozen=True, slots=True)
class OpenConflict:
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class ShownReport:
    """The report of an import, with what of it is still to be decided. `numbers` has what is counted, by
    name."""

    numbers: dict[str, Any]
    dry_run: bool
    unresolved: list[Unresolved] = field(default_factory=list)
    conflicts: list[OpenConflict] = field(default_factory=list)
    renames: list[dict[str, Any]] = field(default_factory=list)
    may_run: bool = False
    job: Job | None = None


def visible_brought(person: Person, sight: Sight, number: int) -> BroughtVault | None:
    """A vault that this person brought; None for somebody else's, and where they no longer see its space."""
    found = BroughtVault.objects.filter(pk=number, person=person).select_related("space", "person").first()
    if found is None or (found.space_id is not None and not sight.shows(found.space_id)):
        return None
    return found


def report_of_brought(brought: BroughtVault) -> ShownReport:
    """The report of a vault; without numbers as long as it has not ended."""
    jobs = Job.objects.filter(kind="import-vault", unique_key=str(brought.pk), state__in=UNFINISHED)
    if not brought.report:
        return ShownReport({}, brought.dry_run, job=jobs.first())
    report = ShownReport(brought.report, brought.dry_run, may_run=brought.dry_run and is_here(brought.pk))
    if brought.dry_run or brought.space is None:
        return report
    report.unresolved.extend(unresolved_in(brought))
    report.conflicts.extend(conflicts_of(brought))
    report.renames.extend(renames_of(brought))
    return report


def unresolved_in(brought: BroughtVault) -> list[Unresolved]:
    """The links of the imported pages that lead to no file, a line a name and page."""
    assert brought.space is not None
    links = Link.objects.filter(
        source__space=brought.space,
        source__trashed_at=None,
        source__in=imported_pages(brought.space),
        status="unresolved",
        form__in=BODY,
    )
    rows = links.order_by("target", "source__path").values_list("target", "source__title", "source__path")
    asking, name = rows.distinct()[:LISTED], brought.space.name
    return [Unresolved(target, title, page_url(name, path)) for target, title, path in asking]


def conflicts_of(brought: BroughtVault) -> list[OpenConflict]:
    """Those of the report that nobody has decided yet."""
    found = Concern.objects.filter(space=brought.space_id, reason=REASON, settled_at=None).exclude(page=None)
    numbers = {str(each.details.get("path")): each.pk for each in found}
    paths = brought.report.get("conflicts", [])
    renamed = [each["to"] for each in brought.report.get("proposed_renames", [])]
    return [OpenConflict(path, numbers[path]) for path in (*paths, *renamed) if path in numbers]


def renames_of(brought: BroughtVault) -> list[dict[str, Any]]:
    """Those proposed that can still be accepted."""
    files = ImportedFile.objects.filter(space=brought.space_id, page__trashed_at=None).exclude(page=None)
    proposed = brought.report.get("proposed_renames", [])
    paths = {each[key] for each in proposed for key in ("from", "to")}
    here = set(files.filter(path__in=paths).values_list("path", flat=True))
    return [each for each in proposed if each["from"] in here and each["to"] in here]
