"""A space, a folder or a page goes out as files, as HTML, or onto paper: what its reader sees and no more."""

from __future__ import annotations

import os
import re
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from time import time
from typing import cast

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from wholesight.kernel.jobs.tests.crates import do_next
from wholesight.kernel.pages.actions import create_page, edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Access, Space
from wholesight.kernel.vaults import exporting
from wholesight.kernel.vaults.arriving import forget_older
from wholesight.kernel.vaults.exports import export_spaces
from wholesight.kernel.vaults.imports import import_vault
from wholesight.kernel.vaults.scopes import Amount, in_reading_order
from wholesight.kernel.vaults.tests.brought import BrowserOf
from wholesight.kernel.vaults.tests.conftest import read_files, write_files

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)
VAULT: dict[str, str | bytes] = {
    "README.md": "# Harbour\r\n\r\nStart at [[Seal#Grease]].\r\n",
    "Docks/Seal.md": "The seal. ![[seal.png]]\n\n## Grease\n\nSoft: [[Latch]], [[Vault/Plans]], [[Diary]].\n",
    "Docks/notes.txt": "Beside it.",
    "Diary.md": 'See [site](https://example.org/x) and `href="/pages/Harbour/Diary"`. ![far](https://example.org/a.png)\n',
    "pictures/seal.png": PICTURE,
    "pictures/unused.png": PICTURE + b"x",
}


@pytest.fixture
def harbour(db: None, tmp_path: Path) -> Space:
    import_vault(write_files(tmp_path / "vault", VAULT), "Harbour")
    private = make_space(OPERATOR, "Vault", access=Access.PRIVATE)
    create_page(OPERATOR, private, "Plans.md", "Secret plans.")
    return Space.objects.get(name="Harbour")


def zip_from(browser: Client, address: str, form: str) -> dict[str, bytes]:
    answer = browser.post(address, {"form": form})
    content = b"".join(cast(StreamingHttpResponse, answer))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_space_goes_out_byte_for_byte_as_by_command(
    ada: Person, harbour: Space, browser_of: BrowserOf, tmp_path: Path
) -> None:
    export_spaces(tmp_path / "out", "Harbour", progress=lambda step, done, total: None)
    assert zip_from(browser_of(ada), "/export/Harbour/", "zip") == read_files(tmp_path / "out")


def test_a_folder_takes_along_what_its_pages_embed(
    ada: Person, harbour: Space, browser_of: BrowserOf
) -> None:
    files = zip_from(browser_of(ada), "/export/Harbour/?folder=Docks", "zip")
    assert set(files) == {"Docks/Seal.md", "Docks/notes.txt", "pictures/seal.png"}


def test_a_page_takes_along_what_it_embeds(ada: Person, harbour: Space, browser_of: BrowserOf) -> None:
    files = zip_from(browser_of(ada), "/export/Harbour/?page=Docks/Seal.md", "zip")
    assert set(files) == {"Docks/Seal.md", "pictures/seal.png"}


def test_html_leads_from_file_to_file(ada: Person, harbour: Space, browser_of: BrowserOf) -> None:
    files = zip_from(browser_of(ada), "/export/Harbour/", "html")
    assert {"index.html", "style.css", "README.html", "Docks/Seal.html", "Diary.html"} <= set(files)
    assert 'href="Docks/Seal.html#grease"' in files["README.html"].decode()
    seal = files["Docks/Seal.html"].decode()
    assert 'href="../Diary.html"' in seal
    assert 'src="../files/Harbour/pictures/seal.png"' in seal
    assert files["files/Harbour/pictures/seal.png"] == PICTURE
    assert "files/Harbour/pictures/unused.png" not in files


def test_html_asks_nobody_and_runs_nothing(ada: Person, harbour: Space, browser_of: BrowserOf) -> None:
    files = zip_from(browser_of(ada), "/export/Harbour/", "html")
    for name, content in files.items():
        if name.endswith(".html"):
            assert not re.search(
                rb'<script|<iframe|\ssrc="(?:https?:)?/|<link[^>]*href="(?:https?:)?/', content
            )
            assert not re.search(rb'<[^>]*\shref="/', content)
    assert b"http" not in files["style.css"].replace(b"http://www.w3.org/2000/svg", b"")
    assert b"/pages/Harbour/Diary" in files["Diary.html"]  # as text it stays


def test_what_the_reader_cannot_see_is_in_no_export(
    ada: Person, harbour: Space, browser_of: BrowserOf
) -> None:
    files = zip_from(browser_of(ada), "/export/Harbour/", "html")
    seal = files["Docks/Seal.html"].decode()
    hidden = re.search(r"<a[^>]*>[^<]*Plans</a>", seal)
    missing = re.search(r"<a[^>]*>Latch</a>", seal)
    assert hidden is not None
    assert missing is not None
    assert hidden[0].partition(">")[0] == missing[0].partition(">")[0]
    assert b"Secret plans" not in b"".join(files.values())
    for address in ("/export/Vault/", "/print/Vault/"):
        assert browser_of(ada).get(address).status_code == 404


def test_the_pages_to_print_are_one_document_in_reading_order(
    ada: Person, harbour: Space, browser_of: BrowserOf
) -> None:
    shown = browser_of(ada).get("/print/Harbour/").content.decode()
    titles = re.findall(r'<h2 class="title"[^>]*>([^<]*)<', shown)
    assert titles == ["Harbour", "Seal", "Diary"]
    assert 'href="#page-2-grease"' in shown
    assert 'id="page-2-grease"' in shown


def test_a_folder_opens_with_its_readme_and_folders_come_before_pages() -> None:
    rows = [
        ("b.md", "B"),
        ("a.md", "A"),
        ("Winter/z.md", "Z"),
        ("Winter/index.md", "Winter"),
        ("README.md", "R"),
    ]
    assert in_reading_order(rows) == ["README.md", "Winter/index.md", "Winter/z.md", "a.md", "b.md"]


def test_a_large_export_is_a_job_and_is_fetched_once_by_its_person(
    ada: Person, ben: Person, harbour: Space, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(exporting.AT_ONCE, "zip", Amount(1, 1, 1))
    browser_of(ada).post("/export/Harbour/", {"form": "zip"})
    job = do_next()
    assert (job.kind, job.state) == ("export", "done")
    assert browser_of(ben).post(f"/exports/{job.pk}/").status_code == 404
    fetched = browser_of(ada).post(f"/exports/{job.pk}/")
    assert fetched["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(fetched.getvalue())) as archive:
        assert set(archive.namelist()) == set(VAULT)
    assert browser_of(ada).post(f"/exports/{job.pk}/")["Content-Type"].startswith("text/html")


def test_an_export_that_nobody_fetched_goes_after_a_day(
    ada: Person, harbour: Space, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(exporting.AT_ONCE, "html", Amount(1, 1, 1))
    browser_of(ada).post("/export/Harbour/", {"form": "html"})
    place = exporting.export_file(do_next().pk)
    assert place.is_file()
    old = time() - timedelta(hours=25).total_seconds()
    os.utime(place, (old, old))
    forget_older(exporting.exports_folder())
    assert not place.exists()


def test_lost_bytes_stop_an_export_before_it_begins(
    ada: Person, harbour: Space, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wholesight.kernel.vaults.scopes.stored_path", lambda digest: Path("/nowhere"))
    answer = browser_of(ada).post("/export/Harbour/", {"form": "zip"}, follow=True)
    assert "are missing on the server, so nothing was exported." in answer.content.decode()


def test_a_page_edited_here_goes_out_as_it_stands(ada: Person, harbour: Space, browser_of: BrowserOf) -> None:
    diary = Page.objects.select_related("space").get(path="Diary.md")
    edit_page(ada, diary, "New words.\n")
    assert zip_from(browser_of(ada), "/export/Harbour/?page=Diary.md", "zip") == {"Diary.md": b"New words.\n"}
