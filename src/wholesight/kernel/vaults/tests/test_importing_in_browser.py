"""Bringing a vault in a browser: a folder is picked or dropped, and no screen keeps anybody out."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.jobs.tests.crates import do_next
from wholesight.kernel.pages.actions import edit_page
from wholesight.kernel.pages.models import Page as WikiPage
from wholesight.kernel.people.models import Person
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.models import BroughtVault
from wholesight.kernel.vaults.tests.brought import BrowserOf, imported, zip_with
from wholesight.kernel.vaults.tests.conftest import write_files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VAULT = {
    "README.md": "# Winter\n\nSee [[Seal]].\n",
    "Docks/Seal.md": "The seal froze.\n",
    ".obsidian/app.json": "{}",
}
DROP = """([target, name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, { type: "application/zip" }));
    const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true });
    document.querySelector(target).dispatchEvent(drop);
}"""


@pytest.fixture
def tomas(transactional_db: None) -> Person:
    return Person.objects.create_user("tomas", name="Tomás", is_steward=True)


@pytest.fixture
def screen(tomas: Person, chromium: Page, live_server: LiveServer) -> Page:
    """The screen of Tomás, a steward, who is signed in."""
    client = Client()
    client.force_login(tomas)
    session = client.cookies["sessionid"].value
    chromium.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    chromium.emulate_media(reduced_motion="reduce")
    return chromium


def faults_of(page: Page) -> list[str]:
    return [fault["id"] for fault in Axe().run(page).response["violations"]]


def test_a_folder_that_is_picked_becomes_a_space(
    screen: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    screen.goto(f"{live_server.url}/import/")
    screen.locator("#folder-picker").set_input_files(write_files(tmp_path / "Harbour", VAULT))
    expect(screen.get_by_text("Harbour: 3 files are ready.")).to_be_visible()
    expect(screen.get_by_label("Name of the new space")).to_have_value("Harbour")
    screen.get_by_role("button", name="Import", exact=True).click()
    screen.wait_for_url("**/jobs/*/")
    assert do_next().state == "done"
    screen.get_by_role("link", name="Go to the result").click()
    expect(screen.get_by_text("2 pages are new.")).to_be_visible()
    assert faults_of(screen) == []
    assert set(WikiPage.objects.values_list("path", flat=True)) == {"README.md", "Docks/Seal.md"}


def test_a_zip_that_is_dropped_goes_where_it_is_said(screen: Page, live_server: LiveServer) -> None:
    screen.goto(f"{live_server.url}/import/")
    content = base64.b64encode(zip_with({"../Seal.md": "Out."})).decode()
    screen.evaluate(DROP, ["upload-folder", "Docks.zip", content])
    expect(screen.get_by_label("Name of the new space")).to_have_value("Docks")
    screen.get_by_role("button", name="Import", exact=True).click()
    expect(screen.get_by_role("alert")).to_contain_text("“../Seal.md” in the zip leads out of its folder")
    assert faults_of(screen) == []
    assert not Space.objects.exists()


def test_a_conflict_is_decided_by_keyboard(
    screen: Page, tomas: Person, browser_of: BrowserOf, live_server: LiveServer
) -> None:
    imported(browser_of(tomas), VAULT, space="", name="Harbour")
    seal = WikiPage.objects.select_related("space", "revision").get(path="Docks/Seal.md")
    edit_page(tomas, seal, "The seal froze at dusk.\n")
    changed = {**VAULT, "Docks/Seal.md": "The seal froze at dawn.\n"}
    imported(browser_of(tomas), changed, space=seal.space.name)
    screen.goto(f"{live_server.url}/imports/{BroughtVault.objects.latest('pk').pk}/")
    screen.get_by_role("link", name="Docks/Seal.md").press("Enter")
    expect(screen.get_by_label("The file's text")).to_be_visible()
    assert faults_of(screen) == []
    screen.get_by_label("The file's text").press("Space")
    screen.get_by_role("button", name="Let it stand").press("Enter")
    expect(screen.get_by_text("It is decided")).to_be_visible()
    assert not Concern.objects.filter(settled_at=None).exists()
    expect(screen.get_by_text("The seal froze at dawn.")).to_be_visible()


@pytest.mark.parametrize("address", ["/export/Harbour/", "/print/Harbour/"])
def test_ways_out_keep_nobody_out(
    address: str, screen: Page, tomas: Person, browser_of: BrowserOf, live_server: LiveServer
) -> None:
    imported(browser_of(tomas), VAULT, space="", name="Harbour")
    screen.goto(f"{live_server.url}{address}")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Harbour")
    assert faults_of(screen) == []


def test_the_html_export_reads_without_a_server(
    screen: Page, tomas: Person, browser_of: BrowserOf, live_server: LiveServer, tmp_path: Path
) -> None:
    imported(browser_of(tomas), VAULT, space="", name="Harbour")
    screen.goto(f"{live_server.url}/export/Harbour/")
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Save as HTML").click()
    unpack_to(download.value.path(), tmp_path / "out")
    screen.goto((tmp_path / "out" / "index.html").as_uri())
    screen.get_by_role("link", name="Winter").click()
    screen.get_by_role("link", name="Seal").click()
    expect(screen.get_by_text("The seal froze.")).to_be_visible()
    assert faults_of(screen) == []


def unpack_to(place: Path, folder: Path) -> None:
    with zipfile.ZipFile(place) as archive:
        archive.extractall(folder)
