"""What every test may ask for: real sample data, a data directory of its own, a browser that stays at home.

Settings of a test run are in tests/settings.py. A test whose means are missing is skipped and says how to get
them; where `WHOLESIGHT_REQUIRE` names them (postgresql, chromium, data), it fails instead.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from hypothesis import HealthCheck, settings
from playwright.sync_api import Page, Request, Route

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# A browser that asks its maker for news would fail the test that nothing leaves the house.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
HERE = ("127.0.0.1", "localhost", "::1")

# Machines differ, so a slow example is no failure; what a shared machine finds has to be found again.
settings.register_profile(
    "house", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


def missing(what: str, sentence: str) -> NoReturn:
    """Skip the test that needs `what`, or fail it where WHOLESIGHT_REQUIRE says that it has to be there."""
    if what in os.environ.get("WHOLESIGHT_REQUIRE", "").split(","):
        pytest.fail(f"WHOLESIGHT_REQUIRE asks for {what}. {sentence}", pytrace=False)
    pytest.skip(sentence)


def chromium_program() -> str | None:
    """The browser that tests drive: WHOLESIGHT_CHROMIUM, else the first of the usual names."""
    named = os.environ.get("WHOLESIGHT_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_report_header() -> list[str]:
    database = os.environ.get("WHOLESIGHT_TEST_DATABASE_URL")
    return [
        f"database: {'PostgreSQL' if database else 'SQLite'}",
        f"sample data: {os.environ.get('WHOLESIGHT_TEST_DATA') or 'none (set WHOLESIGHT_TEST_DATA)'}",
        f"browser: {chromium_program() or 'none'}",
    ]


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The folder of sample vaults and collections that WHOLESIGHT_TEST_DATA names."""
    folder = os.environ.get("WHOLESIGHT_TEST_DATA", "")
    if not folder or not Path(folder).is_dir():
        missing("data", "Needs the sample data: set WHOLESIGHT_TEST_DATA to its folder.")
    return Path(folder)


@pytest.fixture
def operator(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment for commands: an empty data directory, on PostgreSQL an empty database of its own."""
    ours = ("WHOLESIGHT_", "DJANGO_SETTINGS_MODULE")  # else commands would take the settings of this test run
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"WHOLESIGHT_HOME": str(tmp_path / "home"), "WHOLESIGHT_DATABASE_URL": "", "NO_COLOR": "1"}
    url = os.environ.get("WHOLESIGHT_TEST_DATABASE_URL")
    if not url:
        yield environment
        return
    name = f"test_wholesight_{uuid.uuid4().hex[:12]}"
    address, question, options = url.partition("?")
    own = f"{address.rpartition('/')[0]}/{name}{question}{options}"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        yield environment | {"WHOLESIGHT_DATABASE_URL": own}
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def postgresql() -> None:
    """For a test about PostgreSQL itself; `make test` runs the suite a second time on it."""
    if connection.vendor != "postgresql":
        pytest.skip("About PostgreSQL: runs where the suite runs on it.")


@pytest.fixture
def sqlite() -> None:
    """For a test about SQLite itself."""
    if connection.vendor != "sqlite":
        pytest.skip("About SQLite: runs where the suite runs on it.")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser: this machine's own Chromium, which keeps quiet."""
    program = chromium_program()
    if program is None:
        missing("chromium", "Needs Chromium, for example: sudo apt-get install chromium")
    # Playwright's own loop runs in this thread, and Django would take it for an async server.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {"executable_path": program, "args": [*QUIET, *as_root]}


@pytest.fixture
def chromium(page: Page) -> Iterator[Page]:
    """A page of Chromium. The test fails if anything in it asks another machine, or if a script breaks."""
    strangers: list[str] = []
    broken: list[str] = []

    def watch(route: Route, request: Request) -> None:
        if urlsplit(request.url).hostname in HERE:
            route.continue_()
        else:
            strangers.append(request.url)
            route.abort()

    page.route("http*://**/*", watch)
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    assert strangers == [], f"The page asked other machines: {strangers}"
    assert broken == [], f"Scripts of the page broke: {broken}"


@pytest.fixture
def barriers() -> Callable[[Page], list[str]]:
    """A function that lists what axe finds on a page that would keep people out; it should find nothing."""

    def found(page: Page) -> list[str]:
        violations = Axe().run(page).response["violations"]
        return [f"{each['id']}: {node['html']}" for each in violations for node in each["nodes"]]

    return found
