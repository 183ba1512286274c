"""Writes spaces back as folders of files, every file of an imported vault byte for byte."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.models import Model

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.spaces.queries import space_called
from wholesight.kernel.vaults.writing import Progress

HAPPENINGS_FOLDER = "wholesight-happenings"
HAPPENINGS: dict[str, type[Model]] = {
    "activity": Activity,
    "concerns": Concern,
    "revisions": Revision,
}


class ExportRefused(Exception):
    """The export could not be written; the message says why."""


def export_spaces(
    directory: Path,
    space_name: str | None,
    *,
    happenings: bool = False,
    overwrite: bool = False,
    progress: Progress,
) -> dict[str, int]:
    """Write one space's files directly below `directory`, or every space's in a folder of its name.

    Returns how many pages and attachments were written. Raises ExportRefused where the folder holds something
    already (unless `overwrite`), where a space does not exist or an attachment's bytes are lost; OSError
    where the disk is full.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())) and not overwrite:
        raise ExportRefused(f"{directory} is not an empty folder. Name another one, or say --overwrite.")
    if space_name is None:
        targets = [(space, directory / space.name) for space in Space.objects.all()]
    else:
        space = space_called(space_name)
        if space is None:
            known = ", ".join(Space.objects.values_list("name", flat=True)) or "none yet"
            raise ExportRefused(f"There is no space named {space_name!r}. There are: {known}.")
        targets = [(space, directory)]
    directory.mkdir(parents=True, exist_ok=True)
    counts = {"spaces": len(targets), "pages": 0, "attachments": 0}
    for space, folder in targets:
        for kind, count in export_space(space, folder, overwrite, progress).items():
            counts[kind] += count
    if happenings:
        counts["happenings"] = export_happenings(directory / HAPPENINGS_FOLDER)
    return counts


def export_space(space: Space, folder: Path, overwrite: bool, progress: Progress) -> dict[str, int]:
    pages = Page.objects.filter(space=space, trashed_at=None)
    attachments = Attachment.objects.filter(space=space, trashed_at=None)
    total = pages.count() + attachments.count()
    done = 0
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in pages.order_by("path").values_list("path", "revision__text").iterator(chunk_size=200):
        write_file(folder, path, text.encode(), overwrite)
        done += 1
        progress("pages", done, total)
    written_pages = done
    for attachment in attachments.order_by("path").iterator(chunk_size=500):
        copy_file(folder, attachment, overwrite)
        done += 1
        progress("attachments", done, total)
    return {"pages": written_pages, "attachments": done - written_pages}


def place_for(folder: Path, path: str, overwrite: bool) -> Path:
    """Where a file of a space goes; never outside `folder`, never over another file of the same export."""
    place = folder / path
    if not place.parent.resolve().is_relative_to(folder.resolve()):
        raise ExportRefused(f"{path} leads out of {folder}.")
    if not overwrite and place.exists():
        raise ExportRefused(
            f"{path} differs from another file only in case or Unicode form, and this disk keeps one of them."
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def unfinished_file(place: Path) -> Iterator[Path]:
    """A file beside `place` that takes its name when all is written, and goes where something fails."""
    unfinished = place.with_name(f".unfinished-{os.getpid()}")
    try:
        yield unfinished
        unfinished.replace(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_file(folder: Path, path: str, content: bytes, overwrite: bool) -> None:
    place = place_for(folder, path, overwrite)
    with unfinished_file(place) as unfinished:
        unfinished.write_bytes(content)


def copy_file(folder: Path, attachment: Attachment, overwrite: bool) -> None:
    place = place_for(folder, attachment.path, overwrite)
    try:
        with unfinished_file(place) as unfinished:
            shutil.copyfile(stored_path(attachment.digest), unfinished)
    except FileNotFoundError as error:
        raise ExportRefused(
            f"The bytes of {attachment.path} are missing from the data directory; "
            "`wholesight doctor` lists all such files."
        ) from error


def export_happenings(folder: Path) -> int:
    """Everything that happened, one JSON object a line, a file a table."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, model in HAPPENINGS.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for row in rows_of(model):
                file.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
                count += 1
    return count


def rows_of(model: type[Model]) -> Iterator[dict[str, Any]]:
    rows: Iterator[dict[str, Any]] = model._default_manager.order_by("pk").values().iterator(chunk_size=500)
    return rows
