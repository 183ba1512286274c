"""Run the whole suite, part by part, and say at the end what ran, what did not, and what would provide it.

Parts: the tests on SQLite, the tests on PostgreSQL, the islands' logic in Node, the screens in Chromium.
Nothing is installed here. A part that cannot run is left out with its reason, or fails where
WHOLESIGHT_REQUIRE names what it lacks.
"""

from __future__ import annotations

import argparse
import getpass
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from conftest import chromium_program

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS = 5  # pytest's exit code when it collected none
LEAST_POSTGRESQL = 150000
NO_POSTGRESQL = (
    "No PostgreSQL answers. One command that gives you one: "
    'sudo apt-get install -y postgresql && sudo -u postgres createuser --superuser "$USER" '
    "(or set WHOLESIGHT_TEST_DATABASE_URL to a server on which you may create databases)"
)
NO_CHROMIUM = (
    "No Chromium here. One command that gives you one: sudo apt-get install -y chromium "
    "(or set WHOLESIGHT_CHROMIUM to the program)"
)


@dataclass
class Part:
    """One run of a test program: its name, its command, or why it cannot run."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    needs: str = ""
    hindrance: str = ""
    verdict: str = ""
    failed: bool = False


def main() -> int:
    """Run the parts that the arguments ask for; 0 when none failed."""
    parser = argparse.ArgumentParser(prog="make test", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="neither PostgreSQL nor a browser")
    parser.add_argument("--missing", action="store_true", help="only name what this machine lacks")
    parser.add_argument("--workers", default="2", help="processes that run tests side by side")
    options, chosen = parser.parse_known_args()
    if options.missing:
        print(*(part.needs for part in all_parts(options.workers, chosen) if part.hindrance))
        return 0
    parts = [*(quick_parts if options.quick else all_parts)(options.workers, chosen)]
    required = os.environ.get("WHOLESIGHT_REQUIRE", "").split(",")
    for part in parts:
        run(part, required=part.needs in required, may_be_empty=bool(chosen))
    print("\n" + "=" * 78)
    for part in parts:
        print(f"{part.name:<22} {part.verdict}")
    return 1 if any(part.failed for part in parts) else 0


def quick_parts(workers: str, chosen: list[str]) -> Iterator[Part]:
    """What needs neither PostgreSQL nor a browser."""
    yield Part("SQLite, quick", pytest("not browser and not slow", workers, chosen), on(""))
    yield islands()


def all_parts(workers: str, chosen: list[str]) -> Iterator[Part]:
    """Everything; parts that lack their means carry the reason."""
    yield Part("SQLite", pytest("not browser", workers, chosen), on(""))
    server = reachable_postgresql()
    yield Part(
        "PostgreSQL",
        pytest("not browser", workers, [*without_database(), *chosen]),
        on(server),
        needs="postgresql",
        hindrance="" if server else NO_POSTGRESQL,
    )
    yield islands()
    hindrance = "" if chromium_program() else NO_CHROMIUM
    browser = pytest("browser", workers, chosen)
    yield Part("Browser", browser, on(""), needs="chromium", hindrance=hindrance)


def pytest(marks: str, workers: str, chosen: list[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", "-q", "-n", workers, "-m", marks, *chosen]


def without_database() -> list[str]:
    """Tests that have nothing to do with a database need not run on a second one."""
    return [
        f"--ignore={path}"
        for path in ("src/wholesight/engines", "tests/test_architecture.py", "tests/test_docs.py")
    ]


def islands() -> Part:
    return Part("Islands", [str(ROOT / ".venv/bin/node"), "node_modules/vitest/vitest.mjs", "run"])


def on(url: str) -> dict[str, str]:
    return {"WHOLESIGHT_TEST_DATABASE_URL": url}


def run(part: Part, *, required: bool, may_be_empty: bool) -> None:
    """Run one part with its output on the screen, and note the verdict in it."""
    if part.hindrance:
        part.failed = required
        part.verdict = ("FAILED, because it was required. " if required else "not run. ") + part.hindrance
        return
    print(f"\n--- {part.name} " + "-" * (73 - len(part.name)), flush=True)
    start = time.monotonic()
    code = subprocess.run(part.command, cwd=ROOT, env=os.environ | part.environment).returncode
    part.failed = code != 0 and not (code == NO_TESTS and may_be_empty)
    outcome = "FAILED" if part.failed else "passed" if code == 0 else "no test to run"
    part.verdict = f"{outcome} in {time.monotonic() - start:.0f} s"


def reachable_postgresql() -> str:
    """The address of a PostgreSQL where we may create databases: the one named, or a local one."""
    named = os.environ.get("WHOLESIGHT_TEST_DATABASE_URL")
    local = [f"postgresql://{user}@127.0.0.1:5432/wholesight" for user in ("postgres", getpass.getuser())]
    return next(filter(can_create, [named] if named else [*local, "postgresql:///wholesight"]), "")


def can_create(url: str) -> bool:
    """Whether the server answers, is new enough, and lets us create databases."""
    try:
        with psycopg.connect(url, dbname="postgres", connect_timeout=3) as connection:
            found = connection.execute(
                "SELECT current_setting('server_version_num')::int, rolcreatedb OR rolsuper FROM pg_roles "
                "WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return found is not None and found[0] >= LEAST_POSTGRESQL and bool(found[1])


if __name__ == "__main__":
    sys.exit(main())
