"""A vault comes by browser: asked for by a person, imported in their name by a job."""

from __future__ import annotations

import os
from datetime import timedelta
from time import time

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.tests.crates import do_next, let_time_pass
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import add_member, make_space
from wholesight.kernel.spaces.models import Access, Role, Space
from wholesight.kernel.vaults import bringing
from wholesight.kernel.vaults.arriving import arrivals, forget_older, is_here
from wholesight.kernel.vaults.imports import import_vault
from wholesight.kernel.vaults.models import BroughtVault
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.brought import BrowserOf, bring, imported, waiting_jobs, zip_with

VAULT: dict[str, str | bytes] = {
    "Docks/Seal.md": "See [[Grease]] and [[Latch]].",
    "Grease.md": "Soft.",
    "seal.png": b"\x89PNG\r\n",
}


def test_a_vault_comes_into_a_space_as_its_person_wrote_it(
    ada: Person, handbook: Space, browser_of: BrowserOf
) -> None:
    brought = imported(browser_of(ada), VAULT, space=handbook.name)
    seal = Page.objects.select_related("revision").get(space=handbook, path="Docks/Seal.md")
    assert seal.revision is not None
    assert (seal.revision.text, seal.revision.author) == (VAULT["Docks/Seal.md"], ada)
    assert Activity.objects.get(verb="VaultImported").person == ada
    assert (brought.report["created"], brought.report["attachments"]) == (2, 1)


def test_the_report_is_a_page_that_stays(ada: Person, handbook: Space, browser_of: BrowserOf) -> None:
    brought = imported(browser_of(ada), VAULT, space=handbook.name)
    job = Job.objects.get(kind="import-vault")
    assert f"/imports/{brought.pk}/" in browser_of(ada).get(f"/jobs/{job.pk}/").content.decode()
    shown = browser_of(ada).get(f"/imports/{brought.pk}/").content.decode()
    assert "2 pages are new." in shown
    assert "Latch" in shown


def test_nobody_else_reads_the_report(
    ada: Person, ben: Person, handbook: Space, browser_of: BrowserOf
) -> None:
    brought = imported(browser_of(ada), VAULT, space=handbook.name)
    assert browser_of(ben).get(f"/imports/{brought.pk}/").status_code == 404


def test_looking_first_changes_nothing_and_can_be_done_for_real(
    ada: Person, handbook: Space, browser_of: BrowserOf
) -> None:
    brought = imported(browser_of(ada), VAULT, space=handbook.name, dry_run="on")
    assert not Page.objects.filter(space=handbook).exists()
    assert "2 pages would be new." in browser_of(ada).get(f"/imports/{brought.pk}/").content.decode()
    browser_of(ada).post(f"/imports/{brought.pk}/run")
    assert do_next().state == "done"
    assert Page.objects.filter(space=handbook).count() == 2


def test_the_files_go_when_they_are_imported(ada: Person, handbook: Space, browser_of: BrowserOf) -> None:
    assert is_here(imported(browser_of(ada), VAULT, space=handbook.name, dry_run="on").pk)
    done = imported(browser_of(ada), VAULT, space=handbook.name)
    assert not (arrivals() / str(done.pk)).exists()


def test_what_nobody_imported_goes_after_a_day(ada: Person, handbook: Space, browser_of: BrowserOf) -> None:
    brought = imported(browser_of(ada), VAULT, space=handbook.name, dry_run="on")
    old = time() - timedelta(hours=25).total_seconds()
    os.utime(arrivals() / str(brought.pk), (old, old))
    forget_older(arrivals())
    assert not is_here(brought.pk)
    browser_of(ada).post(f"/imports/{brought.pk}/run")
    assert waiting_jobs() == 0


def test_whoever_may_not_write_in_a_space_brings_nothing_there(ada: Person, browser_of: BrowserOf) -> None:
    closed = make_space(OPERATOR, "Archive", access=Access.CLOSED)
    answer = bring(browser_of(ada), VAULT, space=closed.name)
    assert answer.status_code == 422
    assert not BroughtVault.objects.exists()


def test_a_role_that_is_lost_while_the_job_waits_counts(ada: Person, browser_of: BrowserOf) -> None:
    archive = make_space(OPERATOR, "Archive", access=Access.CLOSED)
    add_member(OPERATOR, archive, ada)
    assert bring(browser_of(ada), VAULT, space=archive.name).status_code == 200
    add_member(OPERATOR, archive, ada, Role.READER)
    assert do_next().state == "failed"
    assert not Page.objects.filter(space=archive).exists()


def test_a_steward_brings_a_vault_into_a_new_space(db: None, browser_of: BrowserOf) -> None:
    tomas = Person.objects.create_user("tomas", name="Tomás", is_steward=True)
    imported(browser_of(tomas), VAULT, space="", name="Harbour")
    harbour = Space.objects.get(name="Harbour")
    assert harbour.memberships.get().person == tomas
    assert Page.objects.filter(space=harbour).count() == 2


def test_only_stewards_make_a_new_space(ada: Person, browser_of: BrowserOf) -> None:
    answer = bring(browser_of(ada), VAULT, space="", name="Harbour")
    assert "Only a steward" in answer.content.decode()
    assert not Space.objects.exists()


def test_a_zip_that_leads_out_is_refused_with_a_sentence_and_nothing_is_kept(
    ada: Person, handbook: Space, browser_of: BrowserOf
) -> None:
    before = set(arrivals().glob("*"))
    answer = bring(browser_of(ada), {"../../Seal.md": "Out."}, space=handbook.name)
    assert "../../Seal.md" in answer.content.decode()
    assert set(arrivals().glob("*")) == before
    assert not Job.objects.filter(kind="import-vault").exists()


def test_without_scripts_the_form_says_why(ada: Person, handbook: Space, browser_of: BrowserOf) -> None:
    answer = browser_of(ada).post("/import/", {"space": handbook.name})
    assert answer.status_code == 422
    assert "No file came." in answer.content.decode()


def test_what_is_too_large_is_refused_before_it_is_read(
    ada: Person, handbook: Space, browser_of: BrowserOf, settings: Settings
) -> None:
    settings.UPLOAD_SIZE_LIMIT = 1000
    answer = bring(browser_of(ada), b"PK" + bytes(100_000), space=handbook.name)
    assert answer.status_code == 413
    assert "Nothing was imported." in answer.content.decode()


def test_a_form_without_its_token_brings_nothing(ada: Person, handbook: Space) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    assert bring(browser, VAULT, space=handbook.name).status_code == 403
    assert not BroughtVault.objects.exists()


def test_a_worker_that_is_killed_in_the_middle_is_followed_by_one_that_completes(
    ada: Person, handbook: Space, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bring(browser_of(ada), VAULT, space=handbook.name).status_code == 200
    whole = import_vault

    def killed(*arguments: object, **named: object) -> Report:
        whole(*arguments, **named)  # type: ignore[arg-type]
        raise OSError("the machine is gone")

    monkeypatch.setattr(bringing, "import_vault", killed)
    assert do_next().state == "waiting"
    monkeypatch.setattr(bringing, "import_vault", whole)
    let_time_pass(timedelta(hours=1))
    assert do_next().state == "done"
    assert Page.objects.filter(space=handbook).count() == 2
    assert BroughtVault.objects.get().report["pages"] == 2


def test_the_outermost_folder_can_be_left_out(ada: Person, handbook: Space, browser_of: BrowserOf) -> None:
    imported(browser_of(ada), {"My vault/Seal.md": "Froze."}, space=handbook.name, unwrap="on")
    assert Page.objects.get(space=handbook).path == "Seal.md"


def test_a_damaged_zip_fails_the_job_with_a_sentence(
    ada: Person, handbook: Space, browser_of: BrowserOf
) -> None:
    content = bytearray(zip_with({"Seal.md": "The seal froze. " * 50}))
    content[40] ^= 0xFF
    assert bring(browser_of(ada), bytes(content), space=handbook.name).status_code == 200
    job = do_next()
    assert (job.state, "“Seal.md” in the zip is damaged" in job.error) == ("failed", True)
    assert not Page.objects.filter(space=handbook).exists()
