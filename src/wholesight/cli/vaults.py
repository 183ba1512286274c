"""`wholesight import` and `wholesight export`."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wholesight.cli.django_start import open_data
from wholesight.cli.speaking import AsJson, fail, print_json, progress_bar, wants_json, words

if TYPE_CHECKING:
    from wholesight.kernel.vaults.report import Report

SHOWN = 20


def import_(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder to import.")],
    space: Annotated[str, typer.Option(help="The space to import into; made where it is missing.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; say what would be done.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Put pages in the trash whose files are gone.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a folder of Markdown files (any Obsidian vault) into a space. Running it again takes over
    what changed."""
    open_data()
    from django.db import DatabaseError

    from wholesight.kernel.spaces.actions import SpaceRefused
    from wholesight.kernel.vaults.imports import import_vault
    from wholesight.kernel.vaults.walk import VaultRefused

    name = space or (path.resolve() if path.name == ".." else path.absolute()).name
    try:
        with progress_bar() as progress:
            report = import_vault(path, name, prune=prune, dry_run=dry_run, progress=progress)
    except (VaultRefused, SpaceRefused) as error:
        raise fail(str(error)) from error
    except (OSError, DatabaseError, sqlite3.Error) as error:
        raise fail(
            f"The import stopped: {error}. "
            "What was imported until then is whole; run the same command again to complete it."
        ) from error
    if wants_json(as_json):
        print_json(report.as_json())
    else:
        tell_report(report, name)


def tell_report(report: Report, space: str) -> None:
    """The report in words: first what is there now, then what wants a person's eye."""
    would = "would be " if report.dry_run else ""
    print(
        f"{space}: {report.pages:,} pages and {report.attachments:,} attachments; "
        f"{report.created:,} {would}new, {report.updated:,} {would}changed, "
        f"{report.unchanged:,} as they were."
    )
    print(
        f"{report.links:,} links, {report.resolved:,} of them lead to a file; "
        f"{report.unresolved:,} are wanted pages ({report.aliased:,} of these known by an alias or title); "
        f"{report.broken_fragments:,} name a missing heading or block."
    )
    lists = {
        "Moved": [f"{move['from']} -> {move['to']}" for move in report.moved],
        "Perhaps moved and edited (nothing was guessed)": [
            f"{rename['from']} -> {rename['to']} ({rename['likeness']:.0%} alike)"
            for rename in report.proposed_renames
        ],
        "Edited here and changed in the vault; left as they are": report.conflicts,
        "Gone from the vault, still here (--prune puts them in the trash)": report.missing,
        "Put in the trash": report.pruned,
        "Skipped": [f"{skipped['path']}: {skipped['reason']}" for skipped in report.skipped_files],
        "Needs a look": report.problems,
    }
    for title, entries in lists.items():
        if entries:
            words.print(f"{title}: {len(entries):,}")
            for entry in entries[:SHOWN]:
                words.print(f"  {entry}", markup=False)
            if len(entries) > SHOWN:
                words.print(f"  and {len(entries) - SHOWN:,} more (--json lists them all)")
    print(f"{report.seconds:.1f} s")


def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write; empty or missing.")],
    space: Annotated[str, typer.Option(help="Only this space, its files directly in DIR.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Also what happened, as JSONL.")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write into a folder that holds files.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write a space, or every space in a folder of its name, as Markdown files and attachments, byte for
    byte."""
    open_data()
    from wholesight.kernel.vaults.exports import ExportRefused, export_spaces

    try:
        with progress_bar() as progress:
            counts = export_spaces(
                directory, space or None, happenings=everything, overwrite=overwrite, progress=progress
            )
    except ExportRefused as error:
        raise fail(str(error)) from error
    except OSError as error:
        raise fail(f"The export stopped: {error}. {directory} is not complete.") from error
    if wants_json(as_json):
        print_json(counts)
    else:
        print(f"{counts['pages']:,} pages and {counts['attachments']:,} attachments are in {directory}.")
