"""With several spaces, titles and Unicode forms, links stand as if all were decided from scratch."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.actions import (
    PageRefused,
    create_page,
    edit_page,
    move_page,
    restore_page,
    trash_page,
)
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.reprojection import reproject_stale
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import SpaceRefused, make_space
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.imports import silent

NAMES = ("Seals", "seals", "Docks", "Quay", "README", "Caf\u00e9", "Cafe\u0301")
FOLDERS = ("", "Docks/", "Quay/", "Docks/Quay/")
FRAGMENTS = ("", "#Grease", "#^one", "#Gone")
SPACES = ("Harbour", "Docks", "Quay")

names = st.sampled_from(NAMES)
paths = st.builds(lambda folder, name: f"{folder}{name}.md", st.sampled_from(FOLDERS), names)
targets = st.builds(
    lambda first, name, fragment: f"{first}{name}{fragment}",
    st.sampled_from(("", "Docks/", "Quay/", "Harbour/", "Docks/Quay/")),
    names,
    st.sampled_from(FRAGMENTS),
)
links = st.builds(
    lambda form, target: form % target,
    st.sampled_from(("[[%s]]", "![[%s]]", "[a](<%s>)", "[a](<../%s.md>)", "[a](<%s/>)")),
    targets,
)
properties = st.builds(
    lambda title, alias, relation: f"---\n{title}{alias}rests_on: '[[{relation}]]'\n---\n",
    st.sampled_from(("", *(f"title: {name}\n" for name in NAMES))),
    st.sampled_from(("", *(f"aliases: [{name}, Other]\n" for name in NAMES))),
    targets,
)
texts = st.builds(
    lambda before, written, after: before + " ".join(written) + after,
    st.just("") | properties,
    st.lists(links, max_size=5),
    st.sampled_from(("", "\n\n# Grease\n", "\n\nText ^one\n", "\n# Grease\n## Grease\n\nText ^one\n")),
)
numbers = st.integers(0, 20)
Act = Callable[[], None]


def some_page(number: int, **where: object) -> Page:
    pages = Page.objects.filter(**where).select_related("space", "revision").order_by("pk")
    if not pages:
        raise PageRefused("There is none yet.")
    return pages[number % len(pages)]


def write(space: int, path: str, text: str) -> None:
    spaces = Space.objects.order_by("pk")
    create_page(OPERATOR, spaces[space % len(spaces)], path, text)


def edit(number: int, text: str) -> None:
    edit_page(OPERATOR, some_page(number, trashed_at=None), text)


def move(number: int, path: str) -> None:
    move_page(OPERATOR, some_page(number, trashed_at=None), path)


def trash(number: int) -> None:
    trash_page(OPERATOR, some_page(number, trashed_at=None))


def restore(number: int) -> None:
    restore_page(OPERATOR, some_page(number, trashed_at__isnull=False))


def found(name: str) -> None:
    make_space(OPERATOR, name)


acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(partial, st.just(write), numbers, paths, texts),
    st.builds(partial, st.just(edit), numbers, texts),
    st.builds(partial, st.just(move), numbers, paths),
    st.builds(partial, st.just(trash), numbers),
    st.builds(partial, st.just(restore), numbers),
    st.builds(partial, st.just(found), st.sampled_from(SPACES)),
)
DECIDED = ("source__path", "source__space", "ordinal", "target", "fragment", "page", "status", "anchor")


def decisions() -> list[tuple[object, ...]]:
    return list(
        Link.objects.filter(source__trashed_at=None).order_by("source", "ordinal").values_list(*DECIDED)
    )


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beginning=st.lists(st.tuples(paths, texts), min_size=2, max_size=5), then=st.lists(acts, max_size=12))
def test_links_stand_as_if_decided_from_scratch(
    beginning: list[tuple[str, str]], then: list[Act], db: None
) -> None:
    with transaction.atomic():
        make_space(OPERATOR, "Harbour")
        first: list[Act] = [partial(write, 0, path, text) for path, text in beginning]
        for act in first + then:
            try:
                act()
            except (PageRefused, SpaceRefused):
                continue
        before = decisions()
        reproject_stale(everything=True, progress=silent)
        assert decisions() == before
        transaction.set_rollback(True)
