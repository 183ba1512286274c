from __future__ import annotations

import pytest

from wholesight.engines.search import Filter
from wholesight.kernel.pages.models import Page
from wholesight.kernel.search.filters import narrow
from wholesight.kernel.search.visibility import visible_among, visible_pages


@pytest.mark.django_db
def test_spaces_and_filters_are_conditions_on_the_page_alone() -> None:
    pages = visible_pages([1, 2])
    for name in ("tag", "kind", "space", "path", "owner"):
        pages = narrow(pages, Filter(name, "", "x", name == "kind", ""))
    visible = visible_among(pages)
    assert not visible.sql.startswith("kernel_page.id IN")
    assert len(visible.parameters) == visible.sql.count("%s")


@pytest.mark.django_db
def test_a_filter_that_joins_other_tables_gives_ids() -> None:
    visible = visible_among(Page.objects.filter(space__name="Harbour"))
    assert visible.sql.startswith("kernel_page.id IN (SELECT")
    assert visible.parameters == ["Harbour"]


@pytest.mark.django_db
def test_where_nothing_can_match_nothing_is_visible() -> None:
    assert visible_among(visible_pages([])).sql == "1 = 0"
