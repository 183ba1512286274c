"""A vault that changes while it is read is taken over as far as it stands; the next import completes it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import digest_stream, stored_path
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.actions import create_page, edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.imports import import_vault
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files
from wholesight.kernel.vaults.writing import Progress

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]

STEPS = ["listed", "planned"]
VAULT: Files = {
    "Diary.md": "Cold.",
    "Seals.md": "Grease.",
    "map.png": b"\x89PNG\r\n\x1a\n old",
    "notes.txt": "old",
}


def once(step: str, act: Callable[[], object]) -> Progress:
    """Progress that acts the first time that the import comes to a step."""
    waiting = [act]

    def progress(name: str, done: int, total: int) -> None:
        if name == step and waiting:
            waiting.pop()()

    return progress


def import_while(step: str, root: Path, act: Callable[[], object], *, prune: bool = False) -> Report:
    return import_vault(root, "Harbour", prune=prune, progress=once(step, act))


def skipped(report: Report) -> list[str]:
    return [entry["path"] for entry in report.skipped_files]


def text_of(path: str) -> str:
    page = Page.objects.select_related("revision").get(path=path, trashed_at=None)
    assert page.revision is not None
    return page.revision.text


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["Seals.md", "map.png"])
def test_a_file_that_vanishes_is_skipped(step: str, name: str, vault: Vault, db: None) -> None:
    root = vault(VAULT)
    report = import_while(step, root, (root / name).unlink)
    assert skipped(report) == [name]
    assert report.skipped_files[0]["reason"] == "it could not be read: No such file or directory"
    assert Page.objects.count() + Attachment.objects.count() == 3


@pytest.mark.parametrize("step", STEPS)
def test_a_vault_that_vanishes_takes_nothing_with_it(step: str, vault: Vault, take_over: TakeOver) -> None:
    root = vault(VAULT)
    take_over(root)
    report = import_while(step, vault({"Diary.md": "Colder."}), lambda: shutil.rmtree(root), prune=True)
    assert (report.missing, report.pruned) == ([], [])
    assert text_of("Diary.md") == "Cold."
    assert Page.objects.filter(trashed_at=None).count() == 2


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["Seals.md", "map.png"])
def test_what_becomes_a_folder_or_a_pipe_is_skipped(step: str, name: str, vault: Vault, db: None) -> None:
    root = vault(VAULT)

    def replace() -> None:
        (root / name).unlink()
        (root / name).mkdir()
        (root / "notes.txt").unlink()
        os.mkfifo(root / "notes.txt")

    assert set(skipped(import_while(step, root, replace))) == {name, "notes.txt"}
    assert Page.objects.count() + Attachment.objects.count() == 2


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", ["Seals.md", "notes.txt"])
def test_what_becomes_a_link_out_of_the_vault_is_not_followed(
    step: str, name: str, vault: Vault, db: None, tmp_path: Path
) -> None:
    root = vault(VAULT)
    secret = tmp_path / "wages.txt"
    secret.write_text("What everyone earns.")

    def replace() -> None:
        (root / name).unlink()
        (root / name).symlink_to(secret)

    assert skipped(import_while(step, root, replace)) == [name]
    assert Page.objects.count() + Attachment.objects.count() == 3


@pytest.mark.parametrize("name", ["Seals.md", "map.png"])
def test_what_grows_over_its_limit_is_skipped(
    name: str, vault: Vault, db: None, settings: LazySettings
) -> None:
    settings.PAGE_SIZE_LIMIT = settings.ATTACHMENT_SIZE_LIMIT = 1000
    root = vault(VAULT)
    report = import_while("planned", root, lambda: (root / name).write_bytes(b"x" * 1001))
    assert report.skipped_files == [
        {"path": name, "reason": "it grew over 1,000 bytes while the vault was read"}
    ]


@pytest.mark.parametrize("step", STEPS)
def test_what_is_rewritten_is_taken_as_it_reads_now(step: str, vault: Vault, take_over: TakeOver) -> None:
    root = vault(VAULT)
    import_while(step, root, lambda: vault({"Seals.md": "Grease them all.", "notes.txt": "new"}))
    assert text_of("Seals.md") == "Grease them all."
    kept = Attachment.objects.get(path="notes.txt")
    assert stored_path(kept.digest).read_text() == "new"
    again = take_over(root)
    assert (again.unchanged, again.created, again.updated, again.attachments) == (4, 0, 0, 2)


@pytest.mark.parametrize("step", STEPS)
def test_text_that_stops_being_text_is_left_for_the_next_import(
    step: str, vault: Vault, take_over: TakeOver
) -> None:
    root = vault({"Diary.md": "Cold.", "Seals.md": "Grease."})
    import_while(step, root, lambda: vault({"Seals.md": b"\xff\0"}))
    report = take_over(root)
    assert (report.pages, report.attachments, report.skipped) == (1, 1, 0)
    assert Concern.objects.get().message.startswith("Seals.md is kept as an attachment")


@pytest.mark.parametrize("step", STEPS)
def test_what_becomes_text_is_a_page_after_the_next_import(
    step: str, vault: Vault, take_over: TakeOver
) -> None:
    root = vault({"Diary.md": "Cold.", "Seals.md": b"\xff\0"})
    import_while(step, root, lambda: vault({"Seals.md": "Grease."}))
    report = take_over(root)
    assert (report.pages, report.attachments) == (2, 0)
    assert text_of("Seals.md") == "Grease."
    assert not Concern.objects.filter(settled_at=None).exists()


def test_what_comes_late_is_taken_by_the_next_import(vault: Vault, take_over: TakeOver) -> None:
    root = vault(VAULT)
    import_while("listed", root, lambda: vault({"Late.md": "[[Diary]]"}))
    report = take_over(root)
    assert (report.created, report.unchanged, report.resolved) == (1, 4, 1)


@pytest.mark.parametrize("step", ["planned", "batch written"])
def test_what_ada_edits_meanwhile_is_not_overwritten(step: str, vault: Vault, take_over: TakeOver) -> None:
    names = [f"Dock {number}.md" for number in range(12)]
    take_over(vault(dict.fromkeys(names, "old")))

    def edit() -> None:
        page = Page.objects.select_related("space").get(path="Dock 9.md")
        edit_page(OPERATOR, page, "Ada's words")

    report = import_while(step, vault(dict.fromkeys(names, "new")), edit)
    assert (report.conflicts, report.updated) == (["Dock 9.md"], 11)
    assert text_of("Dock 9.md") == "Ada's words"
    kept = Concern.objects.get(page__path="Dock 9.md").details["kept"]
    assert stored_path(kept).read_text() == "new"


def test_what_ada_makes_meanwhile_is_not_overwritten(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"Diary.md": "Cold."}))
    root = vault({"Seals.md": "From the vault.", "Tools.md": "From the vault."})

    def make() -> None:
        create_page(OPERATOR, Space.objects.get(), "Seals.md", "Ada's words")

    report = import_while("planned", root, make)
    assert (report.conflicts, report.created) == (["Seals.md"], 1)
    assert (text_of("Seals.md"), text_of("Tools.md")) == ("Ada's words", "From the vault.")
    assert take_over(root).conflicts == ["Seals.md"]


def test_prune_spares_what_ada_edits_meanwhile(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"Diary.md": "Cold.", "Seals.md": "Grease."})
    take_over(root)
    (root / "Seals.md").unlink()

    def edit() -> None:
        page = Page.objects.select_related("space").get(path="Seals.md")
        edit_page(OPERATOR, page, "Ada's words")

    report = import_while("planned", root, edit, prune=True)
    assert (report.conflicts, report.pruned) == (["Seals.md"], [])
    assert text_of("Seals.md") == "Ada's words"


def test_a_conflict_whose_file_vanishes_is_skipped(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"Diary.md": "Cold.", "Seals.md": "Grease."}))
    edit_page(OPERATOR, Page.objects.select_related("space").get(path="Seals.md"), "Ada's words")
    root = vault({"Seals.md": "New.", "Diary.md": "Colder."})
    report = import_while("planned", root, (root / "Seals.md").unlink)
    assert (skipped(report), report.conflicts) == (["Seals.md"], [])
    assert (text_of("Seals.md"), text_of("Diary.md")) == ("Ada's words", "Colder.")


def test_stored_bytes_are_those_that_their_name_says(vault: Vault, db: None) -> None:
    root = vault(VAULT)
    import_while("attachment stored", root, lambda: vault({"notes.txt": "newer", "map.png": "newer"}))
    for kept in Attachment.objects.all():
        with stored_path(kept.digest).open("rb") as stream:
            assert digest_stream(stream) == kept.digest
