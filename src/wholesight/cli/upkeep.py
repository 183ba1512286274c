"""`wholesight init`, `reproject` and `doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from wholesight.cli.django_start import open_data
from wholesight.cli.spaces import space_named
from wholesight.cli.speaking import AsJson, fail, print_json, progress_bar, wants_json


def init(as_json: AsJson = False) -> None:
    """Make the data directory and its database, or bring them up to date. Doing it again is harmless."""
    open_data()
    from django.conf import settings
    from django.db import connection

    if wants_json(as_json):
        print_json({"home": str(settings.HOME), "database": connection.vendor})
    else:
        print(f"{settings.HOME} is ready ({connection.vendor}).")


def reproject(
    everything: Annotated[
        bool, typer.Option("--all", help="Every page, not only those that need it.")
    ] = False,
    space: Annotated[str, typer.Option(help="Only pages of this space.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write anew what is derived from the pages' texts: links, tags, properties, search index."""
    open_data()
    from wholesight.kernel.pages.reprojection import reproject_stale

    name = space_named(space).name if space else ""
    with progress_bar() as progress:
        count = reproject_stale(everything=everything, space_name=name, progress=progress)
    if wants_json(as_json):
        print_json({"reprojected": count})
    else:
        print(f"{count:,} pages projected anew.")


def doctor(as_json: AsJson = False) -> None:
    """Look whether everything is in order: database, search index, projections, attachments, disk."""
    open_data()
    from wholesight.kernel.doctor import examine

    findings = examine()
    if wants_json(as_json):
        print_json(
            {
                "ok": not any(finding.bad for finding in findings),
                "findings": [finding.as_json() for finding in findings],
            }
        )
    else:
        for finding in findings:
            print(f"{'!!' if finding.bad else 'ok'}  {finding.name}: {finding.words}")
    bad = [finding for finding in findings if finding.bad]
    if bad:
        raise fail(
            f"{len(bad)} of {len(findings)} checks found something to mend: "
            f"{', '.join(finding.name for finding in bad)}."
        )
