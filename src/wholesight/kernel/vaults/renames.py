"""Proposes, and never guesses, that a file which is gone lives on as one that is new, moved and edited."""

from __future__ import annotations

from collections import Counter

from wholesight.kernel.ordinary_files import open_ordinary
from wholesight.kernel.pages.models import Page
from wholesight.kernel.rows import batches
from wholesight.kernel.vaults.plan import Found, Plan
from wholesight.kernel.vaults.report import Report

LIKE_ENOUGH = 0.5
PAIRS_LIMIT = 250_000


def propose_renames(plan: Plan, report: Report) -> None:
    """For each missing page the new file that shares most of its lines, where they share at least half."""
    missing = [known for known in plan.missing if known.page_id is not None]
    if not missing or not plan.create or len(missing) * len(plan.create) > PAIRS_LIMIT:
        return
    texts: dict[int, str] = {}
    for batch in batches(known.page_id or 0 for known in missing):
        texts.update(Page.objects.filter(pk__in=batch).values_list("pk", "revision__text"))
    created = [(found, lines(read(found))) for found in plan.create]
    for known in missing:
        assert known.page_id is not None
        best, likeness = most_alike(lines(texts[known.page_id]), created)
        if best is not None:
            report.proposed_renames.append(
                {"from": known.path, "to": best.file.path, "likeness": round(likeness, 2)}
            )


def most_alike(wanted: Counter[str], created: list[tuple[Found, Counter[str]]]) -> tuple[Found | None, float]:
    best: Found | None = None
    most = LIKE_ENOUGH
    for found, there in created:
        shared = (wanted & there).total()
        likeness = 2 * shared / max(wanted.total() + there.total(), 1)
        if likeness >= most:
            best, most = found, likeness
    return best, most


def read(found: Found) -> str:
    try:
        with open_ordinary(found.file.place) as stream:
            return stream.read().decode("utf-8", "replace")
    except OSError:
        return ""


def lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip())
