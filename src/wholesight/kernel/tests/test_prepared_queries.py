"""A prepared query gives what its queryset gives, whatever it is called with after the first time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.db.models import Q, QuerySet

from wholesight.kernel.pages.actions import create_page, trash_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.prepared import PreparedQuery
from wholesight.kernel.spaces.actions import make_space


def pages_of(ids: Sequence[int], folder: str, other: str) -> QuerySet[Page, tuple[Any, ...]]:
    either = Q(folder=folder) | Q(folder=other)
    return (
        Page.objects.filter(either, pk__in=ids, trashed_at=None)
        .order_by("pk")
        .values_list("pk", "path", "updated_at")
    )


@pytest.fixture
def pages(db: None) -> list[Page]:
    space = make_space(OPERATOR, "Handbook")
    return [
        create_page(OPERATOR, space, f"{folder}/{name}.md", name) for folder in ("a", "b") for name in "xyz"
    ]


def test_it_gives_what_the_queryset_gives(pages: list[Page]) -> None:
    prepared = PreparedQuery(pages_of)
    ids = [page.pk for page in pages]
    for arguments in [(ids, "a", "b"), (ids, "b", "none"), (ids[:2], "a", "a"), (ids[2:4], "b", "a")]:
        assert prepared(*arguments) == list(pages_of(*arguments))


def test_the_sql_is_built_once_for_lists_of_one_length(pages: list[Page]) -> None:
    calls = []

    def build(ids: Sequence[int], folder: str, other: str) -> QuerySet[Page, tuple[Any, ...]]:
        calls.append(len(ids))
        return pages_of(ids, folder, other)

    prepared = PreparedQuery(build)
    for page in pages:
        prepared([page.pk], page.folder, "")
    prepared([pages[0].pk, pages[1].pk], "a", "b")
    assert calls == [1, 2]


def test_an_empty_list_gives_nothing(pages: list[Page]) -> None:
    assert PreparedQuery(pages_of)([], "a", "b") == []


def test_constants_of_the_query_stay(pages: list[Page]) -> None:
    prepared = PreparedQuery(pages_of)
    ids = [page.pk for page in pages]
    assert len(prepared(ids, "a", "b")) == 6
    trash_page(OPERATOR, pages[0])
    assert len(prepared(ids, "a", "b")) == 5


def test_one_argument_may_be_used_twice(pages: list[Page]) -> None:
    def twice(folder: str) -> QuerySet[Page, tuple[Any, ...]]:
        same = Q(folder=folder) & ~Q(path=folder)
        return Page.objects.filter(same).order_by("pk").values_list("path")

    assert PreparedQuery(twice)("a") == [("a/x.md",), ("a/y.md",), ("a/z.md",)]
