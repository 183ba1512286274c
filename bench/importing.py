"""Imports generated vaults with `wholesight import`: time, memory, linearity, and what a second writer waits.

    python bench/importing.py [--sizes 1000 10000 20000] [--writer-size 10000]

With WHOLESIGHT_TEST_DATABASE_URL set, the same on PostgreSQL in databases that it makes and drops.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from measuring.figures import machine, milliseconds, percentile, table
from measuring.processes import Finished, end_orderly
from measuring.second_writer import second_writer
from measuring.wholesight_site import WholesightSite
from vault_maker import VaultMade, make_vault

SPACE = "Vault"
NO_POSTGRESQL = (
    "PostgreSQL: not measured. Set WHOLESIGHT_TEST_DATABASE_URL to a server where you may create databases."
)
GOALS = "goals at 10,000: < 25 s, < 400 MB, again < 2 s; at 20,000: <= 1.4 of linear"
COMPARED = (
    "pages",
    "links",
    "unresolved",
    "aliased",
    "embeds",
    "property_links",
    "markdown_links",
    "broken_fragments",
)


@dataclass(frozen=True)
class Imported:
    """One vault, imported into a fresh site and then once more."""

    made: VaultMade
    first: Finished
    report: dict[str, Any]
    again: Finished
    again_report: dict[str, Any]
    database_bytes: int


def main() -> None:
    """Measure on SQLite, then on PostgreSQL where there is one, and print both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 20_000], metavar="PAGES")
    parser.add_argument(
        "--writer-size", type=int, default=10_000, metavar="PAGES", help="0: no second writer"
    )
    parser.add_argument("--links-a-page", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    end_orderly()
    print(machine())
    server = os.environ.get("WHOLESIGHT_TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as temporary:
        vaults: dict[int, tuple[Path, VaultMade]] = {}
        for pages in sorted({*options.sizes, options.writer_size} - {0}):
            folder = Path(temporary) / f"vault-{pages}"
            made = make_vault(folder, pages=pages, links_a_page=options.links_a_page, seed=options.seed)
            vaults[pages] = folder, made
        chosen = [vaults[pages] for pages in options.sizes]
        show("SQLite", [import_twice(folder, made) for folder, made in chosen])
        if options.writer_size:
            show_waiting(*vaults[options.writer_size])
        if server:
            show("PostgreSQL", [import_twice(folder, made, server) for folder, made in chosen])
        else:
            print(NO_POSTGRESQL)


def import_twice(vault: Path, made: VaultMade, server: str = "") -> Imported:
    with fresh_site(server) as site:
        first = site.command("import", str(vault), "--space", SPACE, "--json")
        size = site.database_file.stat().st_size if not server else 0
        again = site.command("import", str(vault), "--space", SPACE, "--json")
        return Imported(made, first, json.loads(first.output), again, json.loads(again.output), size)


@contextmanager
def fresh_site(server: str) -> Iterator[WholesightSite]:
    """A site with an empty database of its own, gone with the block."""
    with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as home, fresh_database(server) as url:
        site = WholesightSite(Path(home), url)
        site.command("init")
        yield site


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """The address of a new PostgreSQL database, dropped with the block; nothing where there is no server."""
    if not server:
        yield ""
        return
    name = f"wholesight_bench_{os.getpid()}"
    parts = urlsplit(server)
    with psycopg.connect(server, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def show(database: str, imported: Sequence[Imported]) -> None:
    """One row a size. Linearity is of the import's own seconds, which hold no start of a program."""
    base = imported[0]
    rows = []
    for one in imported:
        a_page = one.report["seconds"] / one.made.pages
        rows.append(
            [
                f"{one.made.pages:,}",
                f"{one.made.links:,}",
                f"{one.first.seconds:.1f}",
                f"{one.report['seconds']:.1f}",
                f"{a_page / (base.report['seconds'] / base.made.pages):.2f}",
                f"{one.again.seconds:.2f}",
                f"{one.again_report['seconds']:.2f}",
                f"{one.first.processor_seconds:.1f}",
                megabytes(one.first.peak_bytes),
                megabytes(one.database_bytes),
            ]
        )
    print(f"\nImport, {database} ({GOALS})\n")
    print(
        table(
            [
                "pages",
                "links",
                "seconds",
                "import alone",
                "of linear",
                "again",
                "again alone",
                "processor",
                "peak MB",
                "file MB",
            ],
            rows,
        )
    )
    for one in imported:
        for line in differences(one):
            print(line)


def megabytes(size: int) -> str:
    return f"{size / 1e6:.0f}" if size else "-"


def differences(one: Imported) -> list[str]:
    """What the report counts otherwise than the generator did, and what was not unchanged the second time."""
    made, report = vars(one.made), one.report
    found = [
        f"  {name}: {made[name]:,} written, {report[name]:,} found"
        for name in COMPARED
        if made[name] != report[name]
    ]
    if one.again_report["unchanged"] != one.made.pages + one.made.attachments:
        found.append(f"  {one.again_report['unchanged']:,} unchanged the second time")
    return [f"{one.made.pages:,} pages, counted otherwise than they were written:", *found] if found else []


def show_waiting(vault: Path, made: VaultMade) -> None:
    """Import once more while another process writes, and print what that one waited."""
    with fresh_site("") as site, second_writer(site.database_file) as waiting:
        finished = site.command("import", str(vault), "--space", SPACE, "--json")
    print(f"\nA second writer, one row every 20 ms, beside an import of {made.pages:,} pages:")
    print(f"it took {finished.seconds:.1f} s (goal: p99 of the waiting for the lock < 100 ms); in ms\n")
    rows = [
        [
            name,
            f"{len(values):,}",
            *(milliseconds(percentile(values, share)) for share in (0.5, 0.95, 0.99, 1.0)),
        ]
        for name, values in (("waiting for the lock", waiting.for_lock), ("the whole row", waiting.for_row))
    ]
    print(table(["", "rows", "p50", "p95", "p99", "max"], rows))
    if waiting.given_up:
        print(f"It gave up {waiting.given_up} times: database is locked.")


if __name__ == "__main__":
    main()
