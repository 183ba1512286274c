"""The first reading view is light: less than 100 KB over the wire, the page's own pictures aside."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LIMIT = 100_000


def bytes_received(page: Page, address: str) -> dict[str, int]:
    """What crosses the wire for one address, file by file, with an empty cache."""
    wire = page.context.new_cdp_session(page)
    asked: dict[str, str] = {}
    received: dict[str, int] = {}
    wire.on(
        "Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]})
    )
    wire.on(
        "Network.loadingFinished",
        lambda event: received.update({asked[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    return received


def test_the_first_page_that_one_reads_weighs_less_than_100_kb(ada: Page) -> None:
    received = bytes_received(ada, "/pages/Workshop%20floor/Docks/Keeping%20docks%20alive%20below%20zero")
    own = {url: size for url, size in received.items() if "/files/" not in url}
    assert any(url.endswith(".woff2") for url in own)
    assert any(".js" in url for url in own)
    assert sum(own.values()) < LIMIT, own


def test_only_the_search_page_and_what_it_needs_is_heavier(ada: Page) -> None:
    received = bytes_received(ada, "/search?q=seal")
    assert sum(received.values()) < LIMIT, received
