"""Which pages a search may touch at all: those of the reader's spaces, not in the trash, and within the filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from wholesight.kernel.pages.models import Page


@dataclass(frozen=True, slots=True)
class Visible:
    """A condition in SQL on the page row `p`, with its parameters. `everything`: only the trash is left out."""

    sql: str
    parameters: list[Any] = field(default_factory=list)
    everything: bool = False

    def and_in(self, selection: str, parameters: Sequence[Any], *, negated: bool = False) -> Visible:
        """The same, narrowed to pages whose ids a selection in SQL gives (or does not give)."""
        condition = f"{self.sql} AND p.id {'NOT IN' if negated else 'IN'} ({selection})"
        return Visible(condition, [*self.parameters, *parameters])

    def and_within(self, pages: QuerySet[Page]) -> Visible:
        """The same, narrowed to pages of a queryset."""
        sql, parameters = pages.order_by().values("pk").query.sql_with_params()
        return self.and_in(sql, parameters)


def visible_pages(space_ids: Sequence[int] | None) -> Visible:
    """The live pages of these spaces; of all spaces for the operator (None)."""
    if space_ids is None:
        return Visible("p.trashed_at IS NULL", everything=True)
    if not space_ids:
        return Visible("1 = 0")
    marks = ", ".join(["%s"] * len(space_ids))
    return Visible(f"p.trashed_at IS NULL AND p.space_id IN ({marks})", list(space_ids))
