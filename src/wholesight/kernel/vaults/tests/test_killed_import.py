"""An import that is killed at any of its steps is completed by the next: nothing is half done or doubled."""

from __future__ import annotations

import inspect
import re
from functools import cache
from pathlib import Path

import pytest
from django.db import transaction

from wholesight.kernel.pages.actions import edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.reprojection import reproject_stale
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.vaults import imports, writing
from wholesight.kernel.vaults.imports import import_vault, silent
from wholesight.kernel.vaults.tests.harbours import change_to_after, write_before
from wholesight.kernel.vaults.tests.whole_state import whole_state
from wholesight.kernel.vaults.writing import Progress

ONCE = ["listed", "planned", "links resolved", "recorded"]
OFTEN = ["attachment stored", "attachments", "batch written", "pages", "links"]
OVER_ANOTHER = ["property types", "moved", "pruned"]
TWICE = [(step, time) for step in OFTEN + OVER_ANOTHER for time in (1, 2)]
MOMENTS = [*((step, 1) for step in ONCE), *TWICE]
State = dict[str, list[str]]

pytestmark = pytest.mark.slow


class PowerCut(BaseException):
    """What no code can handle."""


def cut_at(step: str, time: int) -> Progress:
    """Progress that ends everything when the import comes to a step for the n-th time."""
    left = [time]

    def progress(name: str, done: int, total: int) -> None:
        left[0] -= name == step
        if name == step and left[0] == 0:
            raise PowerCut

    return progress


@cache
def undisturbed(folder: Path, first: bool) -> State:
    """The state after the first import, or after both, where nothing went wrong. Leaves nothing in the
    database."""
    with transaction.atomic():
        root = write_before(folder)
        import_vault(root, "Harbour")
        if not first:
            change_to_after(root)
            import_vault(root, "Harbour", prune=True)
        state = whole_state()
        transaction.set_rollback(True)
    return state


@pytest.fixture
def model(db: None, tmp_path_factory: pytest.TempPathFactory) -> State:
    return undisturbed(tmp_path_factory.getbasetemp() / "both imports", first=False)


@pytest.fixture
def first_model(db: None, tmp_path_factory: pytest.TempPathFactory) -> State:
    return undisturbed(tmp_path_factory.getbasetemp() / "first import", first=True)


def test_every_step_that_the_code_names_is_tried() -> None:
    source = inspect.getsource(imports) + inspect.getsource(writing)
    assert set(re.findall(r'progress\("([^"]+)"', source)) == {*ONCE, *OFTEN, *OVER_ANOTHER}


@pytest.mark.parametrize(("step", "time"), MOMENTS)
def test_an_import_over_another_is_completed(step: str, time: int, model: State, tmp_path: Path) -> None:
    root = write_before(tmp_path)
    import_vault(root, "Harbour")
    change_to_after(root)
    with pytest.raises(PowerCut):
        import_vault(root, "Harbour", prune=True, progress=cut_at(step, time))
    import_vault(root, "Harbour", prune=True)
    assert whole_state() == model


@pytest.mark.parametrize("step", ONCE + OFTEN)
def test_a_first_import_is_completed(step: str, first_model: State, tmp_path: Path) -> None:
    root = write_before(tmp_path)
    with pytest.raises(PowerCut):
        import_vault(root, "Harbour", progress=cut_at(step, 1))
    import_vault(root, "Harbour")
    assert whole_state() == first_model


@pytest.mark.parametrize("step", ["property types", "pages", "links", "links resolved"])
def test_reprojecting_in_between_does_no_harm(step: str, model: State, tmp_path: Path) -> None:
    root = write_before(tmp_path)
    import_vault(root, "Harbour")
    change_to_after(root)
    with pytest.raises(PowerCut):
        import_vault(root, "Harbour", prune=True, progress=cut_at(step, 1))
    reproject_stale(progress=silent)
    import_vault(root, "Harbour", prune=True)
    state = whole_state()
    assert [name for name in model if state[name] != model[name] and name != "Activity"] == []


@pytest.mark.parametrize("step", ["pages", "links", "links resolved"])
def test_an_edit_in_between_does_no_harm(step: str, db: None, tmp_path: Path) -> None:
    root = write_before(tmp_path)
    import_vault(root, "Harbour")
    change_to_after(root)
    with pytest.raises(PowerCut):
        import_vault(root, "Harbour", prune=True, progress=cut_at(step, 1))
    edit_page(OPERATOR, Page.objects.select_related("space").get(path="Docks/Dock 1.md"), "Ada's words")
    import_vault(root, "Harbour", prune=True)
    before = whole_state()
    reproject_stale(everything=True, progress=silent)
    assert whole_state() == before


def test_a_third_import_changes_nothing(model: State, tmp_path: Path) -> None:
    root = write_before(tmp_path)
    import_vault(root, "Harbour")
    change_to_after(root)
    import_vault(root, "Harbour", prune=True)
    import_vault(root, "Harbour", prune=True)
    assert whole_state() == model
