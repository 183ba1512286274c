"""Whatever is done in whatever order: the links are those that a projection from scratch gives."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholesight.kernel.links.models import Link, Name
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
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.vaults.imports import silent

paths = st.sampled_from(
    ["Seal.md", "seal.md", "Docks/Seal.md", "Docks/Check.md", "Check.md", "Docks/README.md", "Far/x/Seal.md"]
)
texts = st.lists(
    st.sampled_from(
        [
            "[[Seal]]",
            "[[Docks/Seal]]",
            "[[check#Why]]",
            "[[Gasket]]",
            "[x](Docks/)",
            "[x](../Seal.md)",
            "\n# Why\n",
            "[[Check#^b]]",
            "\nso ^b\n",
        ]
    ),
    max_size=4,
).map(" ".join)
texts = st.builds(
    lambda alias, text: f"---\naliases: [Gasket]\n---\n{text}" if alias else text, st.booleans(), texts
)
acts = st.tuples(st.sampled_from(["create", "edit", "move", "trash", "restore"]), paths, paths, texts)


def do(act: str, path: str, other: str, text: str, space: Any) -> None:
    page = Page.objects.filter(path=path, trashed_at=None).first()
    gone = Page.objects.filter(path=path).exclude(trashed_at=None).first()
    try:
        if act == "create":
            create_page(OPERATOR, space, path, text)
        elif act == "edit" and page:
            edit_page(OPERATOR, page, text)
        elif act == "move" and page:
            move_page(OPERATOR, page, other)
        elif act == "trash" and page:
            trash_page(OPERATOR, page)
        elif act == "restore" and gone:
            restore_page(OPERATOR, gone)
    except PageRefused:
        pass  # the path is taken: nothing may have changed, which the comparison shows


def state() -> tuple[list[Any], list[Any]]:
    alive = Link.objects.filter(source__trashed_at=None)
    links = alive.values_list("source_id", "ordinal", "target", "status", "page_id", "anchor")
    return sorted(links), sorted(Name.objects.values_list("page_id", "key", "via", "path"))


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(acts, max_size=12))
def test_links_are_those_of_a_projection_from_scratch(done: list[tuple[str, str, str, str]]) -> None:
    with transaction.atomic():
        space = make_space(OPERATOR, "Handbook")
        for act, path, other, text in done:
            do(act, path, other, text, space)
        before = state()
        reproject_stale(everything=True, progress=silent)
        assert state() == before
        transaction.set_rollback(True)  # the next example begins with nothing
