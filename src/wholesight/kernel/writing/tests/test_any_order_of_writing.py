"""Whatever is written, merged, moved, taken back and restored in whatever order: links, names and search
index are those of a projection from scratch, and no link loses a page by a move."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from wholesight.engines import merging
from wholesight.kernel.activity.models import Activity
from wholesight.kernel.links.models import Link, Name
from wholesight.kernel.pages.actions import (
    PageRefused,
    create_page,
    restore_page,
    trash_page,
)
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.moving import relocate_page
from wholesight.kernel.pages.reprojection import reproject_stale
from wholesight.kernel.pages.saving import SaveConflict, save_page
from wholesight.kernel.pages.undoing import undo_act
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.search.models import SearchDocument
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.imports import silent
from wholesight.kernel.writing.tests.jobs_at_once import run_jobs

paths = st.sampled_from(["Seal.md", "Docks/Seal.md", "Check.md", "Docks/Check.md", "Deep/er/Latch.md"])
WITHOUT_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]  # ten acts of a failure are few to read
ROLLED_BACK = [HealthCheck.function_scoped_fixture]
pieces = st.sampled_from(
    ["[[Seal]]", "[[Docks/Seal|the seal]]", "[[check#Why]]", "[x](Docks/Check.md)", "\n# Why\n", "![[Latch]]"]
)
texts = st.lists(pieces, max_size=4).map("\n\n".join)
owners = st.sampled_from(["Seal", "Latch"])
owned = st.builds(lambda owner, text: f"---\nowner: '[[{owner}]]'\n---\n{text}", owners, texts)
numbers = st.integers(0, 7)
acts = st.tuples(
    st.sampled_from(["create", "save", "save over", "move", "take back", "trash", "restore"]),
    numbers,
    paths,
    st.booleans(),
    st.one_of(texts, owned),
)


def do(act: str, number: int, path: str, other_space: bool, text: str, spaces: list[Space]) -> None:
    space = spaces[int(other_space)]
    pages = list(Page.objects.filter(trashed_at=None).select_related("space", "revision").order_by("pk"))
    gone = list(Page.objects.exclude(trashed_at=None).select_related("space", "revision").order_by("pk"))
    page = pages[number % len(pages)] if pages else None
    try:
        if act == "create":
            create_page(OPERATOR, space, path, text)
        elif act in {"save", "save over"} and page:
            revisions = list(Revision.objects.filter(page=page).order_by("pk"))
            save(page, revisions[0 if act == "save over" else -1], text)
        elif act == "move" and page:
            move(page, space, path)
        elif act == "take back" and (moves := list(Activity.objects.filter(verb="PageMoved").order_by("pk"))):
            undo_act(OPERATOR, moves[number % len(moves)])
        elif act == "trash" and page:
            trash_page(OPERATOR, page)
        elif act == "restore" and gone:
            restore_page(OPERATOR, gone[number % len(gone)])
        run_jobs()
    except PageRefused:
        pass  # the path is taken: nothing may have changed, which the comparison shows


def save(page: Page, base: Revision, text: str) -> None:
    """Save; where two wrote the same passage, choose both."""
    try:
        save_page(OPERATOR, page, base, text)
    except SaveConflict as conflict:
        conflicts = conflict.merged.conflicts
        both = [one.mine if one.name else f"{one.mine}\n\n{one.theirs}" for one in conflicts]
        save_page(OPERATOR, page, conflict.onto, merging.assemble(conflict.merged, both))


def move(page: Page, space: Space, path: str) -> None:
    """Move; every link that led to the page leads there still, the page's own lead where they led."""
    here = Link.objects.filter(source__trashed_at=None).exclude(target="")
    before = list(here.filter(page=page).order_by("source_id", "ordinal").values_list("source_id", "ordinal"))
    own = list(here.filter(source=page).order_by("ordinal").values_list("page_id", flat=True))
    relocate_page(OPERATOR, page, space, path)
    run_jobs()
    after = here.filter(page=page).values_list("source_id", "ordinal")
    assert set(before) <= set(after)
    now = list(here.filter(source=page).order_by("ordinal").values_list("page_id", flat=True))
    assert [leads for leads, led in zip(now, own, strict=True) if led] == [led for led in own if led]


def state() -> tuple[list[Any], ...]:
    alive = Link.objects.filter(source__trashed_at=None)
    links = alive.values_list("source_id", "ordinal", "target", "status", "page_id", "anchor")
    found = SearchDocument.objects.values_list("page_id", "terms", "titles")
    return sorted(links), sorted(Name.objects.values_list("page_id", "key", "via", "path")), sorted(found)


@pytest.mark.django_db
@settings(
    max_examples=25, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(acts, max_size=10))
def test_all_is_as_a_projection_from_scratch_makes_it(done: list[tuple[str, int, str, bool, str]]) -> None:
    with transaction.atomic():
        spaces = [make_space(OPERATOR, "Handbook"), make_space(OPERATOR, "Floor")]
        for act in done:
            do(*act, spaces)
        before = state()
        reproject_stale(everything=True, progress=silent)
        assert state() == before
        transaction.set_rollback(True)  # the next example begins with nothing
