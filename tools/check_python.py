"""Say in one sentence what is missing when this Python cannot run Wholesight.

Runs on any Python 3, so that an old one can read its own verdict: no syntax newer than 3.5 in this file.
"""

import shutil
import sys

LEAST = (3, 11)
ANOTHER = "make PYTHON=/path/to/python3"


def trouble() -> str:
    """What keeps this Python from running Wholesight and what to do about it; nothing if it will do."""
    if sys.version_info[:2] < LEAST:
        names = ["python3.%d" % minor for minor in range(20, LEAST[1] - 1, -1)]
        found = [name for name in names if shutil.which(name)]
        here = "A newer one is here: make PYTHON=%s" % found[0] if found else "Install one, then: " + ANOTHER
        versions = (LEAST[1], *sys.version_info[:2])
        return "Wholesight needs Python 3.%d or newer; this is %d.%d. " % versions + here
    try:
        import sqlite3

        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    except ImportError:
        return "This Python was built without SQLite. Use another one: " + ANOTHER
    except sqlite3.OperationalError:
        return "The SQLite of this Python has no full-text search (FTS5). Use another one: " + ANOTHER
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return "This Python cannot make virtual environments. On Debian: sudo apt-get install python3-venv"
    return ""


if __name__ == "__main__":
    sentence = trouble()
    if sentence:
        sys.exit(sentence + " (" + sys.executable + ")")
