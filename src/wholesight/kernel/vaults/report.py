"""What an import did, or would do."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Count, Q

from wholesight.kernel.links.models import Link
from wholesight.kernel.spaces.models import Space

BODY = ("wikilink", "embed")
PATHS = ("markdown", "image")
LISTED = 200


@dataclass(slots=True)
class Report:
    """Counts of a whole vault as it now stands in its space, then what this run did. `links` are wikilinks
    and embeds in bodies, `unresolved` those whose file is absent, `aliased` those of them that an alias or
    a title still resolves."""

    pages: int = 0
    links: int = 0
    resolved: int = 0
    unresolved: int = 0
    ambiguous: int = 0
    aliased: int = 0
    embeds: int = 0
    property_links: int = 0
    markdown_links: int = 0
    broken_fragments: int = 0
    attachments: int = 0
    skipped: int = 0
    seconds: float = 0.0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    moved: list[dict[str, str]] = field(default_factory=list)
    proposed_renames: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)
    skipped_files: list[dict[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def summary(self) -> dict[str, Any]:
        """What is kept in the activity: no list longer than a page of text."""
        return {
            key: value[:LISTED] if isinstance(value, list) else value for key, value in self.as_json().items()
        }


def count_links(report: Report, space: Space) -> None:
    """Fill the counts of links from the rows of the space's imported pages."""
    imported = Link.objects.filter(
        source__space=space, source__trashed_at=None, source__in=imported_pages(space)
    )
    body = Q(form__in=BODY)
    absent = Q(status__in=("unresolved", "aliased"))
    counts = imported.aggregate(
        links=Count("id", filter=body),
        unresolved=Count("id", filter=body & absent),
        ambiguous=Count("id", filter=body & Q(status="ambiguous")),
        aliased=Count("id", filter=body & Q(status="aliased")),
        embeds=Count("id", filter=Q(form="embed")),
        property_links=Count("id", filter=Q(form="property")),
        markdown_links=Count("id", filter=Q(form__in=PATHS)),
        broken_fragments=Count("id", filter=body & Q(anchor="")),
    )
    for name, count in counts.items():
        setattr(report, name, count)
    report.resolved = report.links - report.unresolved


def imported_pages(space: Space) -> Any:
    return space.imported_files.exclude(page=None).values("page_id")
