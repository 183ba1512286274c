"""Settings of a test run: Wholesight's own, on a data directory that lasts as long as the run.

`WHOLESIGHT_TEST_DATABASE_URL` chooses the database (SQLite without it). What an operator has set for a real
installation is taken out of the environment first, so that no test can reach real data, not even by a command
that it starts: such a command finds an empty data directory of this run and nothing else.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = ("WHOLESIGHT_TEST_", "WHOLESIGHT_CHROMIUM", "WHOLESIGHT_REQUIRE")

for variable in [name for name in os.environ if name.startswith("WHOLESIGHT_") and not name.startswith(KEPT)]:
    del os.environ[variable]
TEST_HOME = Path(tempfile.mkdtemp(prefix="wholesight-test-"))
atexit.register(shutil.rmtree, TEST_HOME, ignore_errors=True)
os.environ["WHOLESIGHT_HOME"] = str(TEST_HOME)
os.environ["WHOLESIGHT_DATABASE_URL"] = os.environ.get("WHOLESIGHT_TEST_DATABASE_URL", "")

from wholesight.config.settings import *  # noqa: E402, F403
from wholesight.config.settings import DATABASES, INSTALLED_APPS  # noqa: E402

del os.environ["WHOLESIGHT_DATABASE_URL"]

# Two runs at a time on one PostgreSQL server must not share a database. On SQLite it is a file, as in
# real life: a database in memory has no WAL and knows no second process.
_run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
DATABASES["default"]["TEST"] = {
    "NAME": f"test_wholesight_{_run}"
    if os.environ.get("WHOLESIGHT_TEST_DATABASE_URL")
    else str(TEST_HOME / "test.sqlite3")
}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.toy_room"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
