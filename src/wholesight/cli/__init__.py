"""The command line. Each command's body imports what it needs, so that `--help` is quick."""

from __future__ import annotations

import sys

import typer
from django.db import DatabaseError

from wholesight.cli import people, searching, serving, upkeep, vaults, working
from wholesight.kernel.environment import BadSetting

application = typer.Typer(
    help="Wholesight: learning to see the whole together.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
application.command()(upkeep.init)
application.command()(serving.serve)
application.command()(serving.demo)
application.command()(working.worker)
application.command()(upkeep.doctor)
application.command()(upkeep.reproject)
application.command("import")(vaults.import_)
application.command()(vaults.export)
# A word may begin with a dash (`-battery`); `search` itself refuses what looks like a long option.
application.command(context_settings={"ignore_unknown_options": True})(searching.search)
application.add_typer(people.commands, name="person")


def main() -> None:
    """Run a command. Exit codes: 0 done, 1 the work failed (one sentence on stderr), 2 wrong usage."""
    try:
        application()
    except BadSetting as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from error
    except (OSError, DatabaseError) as error:
        print(f"This could not be done: {' '.join(str(error).split())}", file=sys.stderr)
        raise SystemExit(1) from error
