"""Which pages a search may touch at all: those of the reader's spaces, not in the trash, within the
filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from wholesight.kernel.pages.models import Page
from wholesight.kernel.search.expressions import Expression, Without


@dataclass(frozen=True, slots=True)
class Visible:
    """A condition in SQL on a row of `kernel_page` with its parameters, and what its words must not be."""

    sql: str
    parameters: list[Any]
    unwanted: Expression | None = None

    def without_unwanted(self, expression: Expression) -> Expression:
        """An expression that does not hold for pages which are not wanted."""
        return Without(expression, self.unwanted) if self.unwanted else expression


def visible_pages(space_ids: Sequence[int] | None) -> QuerySet[Page]:
    """The live pages of these spaces; of all spaces for the operator (None)."""
    pages = Page.objects.filter(trashed_at=None)
    return pages if space_ids is None else pages.filter(space_id__in=space_ids)


def visible_among(pages: QuerySet[Page], unwanted: Expression | None = None) -> Visible:
    """The condition that picks out the pages of a queryset.

    It stands beside the index's own in one statement: a list of the ids of all pages that a filter lets
    through would take longer to make than most searches.
    """
    query = pages.order_by().values("pk").query
    compiler = query.get_compiler(connection=connection)
    try:
        whole, parameters = compiler.as_sql()
        if sum(count > 0 for count in query.alias_refcount.values()) == 1:
            whole, parameters = compiler.compile(query.where)
            return Visible(whole, list(parameters), unwanted)
    except EmptyResultSet:
        return Visible("1 = 0", [])
    return Visible(f"kernel_page.id IN ({whole})", list(parameters), unwanted)
