"""What a reader's first look costs on the wire."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from typing import cast

from django.test import Client

from wholesight.kernel.reading.tests.test_screens import DOCKS

LIMIT = 100_000  # bytes, without the page's own images
FACES = ("newsreader-latin-wght-normal", "newsreader-latin-wght-italic")


def fetch(client: Client, address: str) -> bytes:
    """The body as it travels."""
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, address
    if answer.streaming:
        return b"".join(cast(Iterable[bytes], answer))
    return answer.content


def test_a_first_look_is_light(ada: Client) -> None:
    page = fetch(ada, DOCKS)
    named = set(re.findall(r'/static/[^"]+', gzip.decompress(page).decode()))
    styles = next(name for name in named if name.endswith(".css"))
    faces = re.findall(r"url\(\.?/?([^)]+woff2)\)", gzip.decompress(fetch(ada, styles)).decode())
    named |= {f"/static/{face}" for face in faces if face.startswith(FACES)}
    weights = {name: len(fetch(ada, name)) for name in named} | {DOCKS: len(page)}
    assert len(weights) == 8
    assert sum(weights.values()) < LIMIT, weights
