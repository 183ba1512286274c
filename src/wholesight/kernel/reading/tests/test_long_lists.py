"""A list too long for a screen says how long it is, and leads on until everything was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.test import Client

from wholesight.kernel.reading.navigation import PAGES_A_SCREEN
from wholesight.kernel.reading.spaces import WHOLE_TREE
from wholesight.kernel.reading.tests.conftest import write_files
from wholesight.kernel.vaults.imports import import_vault

HEAP = WHOLE_TREE + 30


@pytest.fixture
def reader(ada: Client, tmp_path: Path) -> Client:
    """Ada's browser; the space Archive has a folder, and a heap of pages beside it."""
    files = {f"Sheet {number}.md": "A sheet. #loose\n" for number in range(HEAP)}
    files |= {f"Heap/Scrap {number}.md": "Scrap.\n" for number in range(HEAP)}
    import_vault(write_files(tmp_path / "archive", files), "Archive")
    return ada


def screens(reader: Client, address: str) -> Iterator[str]:
    """The main part of one screen after the other, as the button for more leads."""
    while address:
        answer = reader.get(address)
        assert answer.status_code == 200
        main = answer.content.decode().partition("<main")[2].partition("<aside")[0]
        yield main
        later = re.search(r'<a class="button" href="([^"]+)" rel="next">', main)
        address = urljoin(address, later[1]) if later else ""


@pytest.mark.parametrize(
    ("address", "name"),
    [("/pages/Archive/", "Sheet"), ("/pages/Archive/Heap/", "Scrap"), ("/tags/Archive/loose", "Sheet")],
)
def test_every_page_of_a_long_list_is_reached(reader: Client, address: str, name: str) -> None:
    shown = [re.findall(rf">({name} \d+)</a>", screen) for screen in screens(reader, address)]
    assert [len(titles) for titles in shown] == [PAGES_A_SCREEN, PAGES_A_SCREEN, HEAP - 2 * PAGES_A_SCREEN]
    assert {title for titles in shown for title in titles} == {f"{name} {number}" for number in range(HEAP)}


def test_the_whole_number_is_said(reader: Client) -> None:
    assert f"{HEAP} pages" in next(screens(reader, "/pages/Archive/Heap/"))
    assert f"{HEAP} pages in Archive" in next(screens(reader, "/tags/Archive/loose"))
    assert f"{HEAP} pages" in next(screens(reader, "/pages/Archive/"))  # of the folder Heap


def test_a_later_screen_leads_back(reader: Client) -> None:
    first, second, *_ = screens(reader, "/tags/Archive/loose")
    assert 'rel="prev"' not in first
    assert '<a class="button" href="?start=0" rel="prev">' in second


def test_an_address_beyond_the_end_shows_the_beginning(reader: Client) -> None:
    assert next(screens(reader, "/pages/Archive/Heap/?start=99999")) == next(
        screens(reader, "/pages/Archive/Heap/")
    )
