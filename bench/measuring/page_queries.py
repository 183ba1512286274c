"""How many queries a screen takes: a program of its own, run with the environment of the site that it asks.

It reads a JSON list of paths from standard input and prints a JSON object of path -> queries. Each is asked
for twice; the second time counts, when the page's HTML has been made.
"""

from __future__ import annotations

import json
import os
import sys

import django
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, path: str) -> int:
    """The queries of one request. Raises SystemExit where the answer is not 200."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code} for {path}")
    return len(captured)


def main() -> None:
    """Count for every path of standard input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholesight.config.settings")
    django.setup()
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username="reader"))
    print(json.dumps({path: queries_of(client, path) for path in json.load(sys.stdin)}))


if __name__ == "__main__":
    main()
