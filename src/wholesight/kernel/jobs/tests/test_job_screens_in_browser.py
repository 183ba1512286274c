"""The screens of jobs in a browser: they follow the job by themselves, and keep nobody out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from wholesight.kernel.jobs import leases
from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.jobs.tests.crates import do_next, register_counting
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_of_tomas(transactional_db: None, tomas: Person, chromium: Page, live_server: LiveServer) -> Page:
    """The screen of Tomás, a steward, who is signed in."""
    client = Client()
    client.force_login(tomas)
    session = client.cookies["sessionid"].value
    chromium.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    chromium.emulate_media(reduced_motion="reduce")
    return chromium


@pytest.fixture
def job_of_tomas(transactional_db: None, tomas: Person) -> Job:
    """A job that runs and is at crate 3 of 8."""
    register_counting(result_url=lambda result: f"/search?q={result['crates']}")
    enqueue(tomas, "count-crates", {"crates": 8})
    taken = leases.take()
    assert taken is not None
    return reach(taken, 3)


def reach(job: Job, crate: int) -> Job:
    running = Running(OPERATOR)
    running.progress(crate, 8, f"Crate {crate}")
    leases.renew(job, running)
    return job


def test_the_bar_follows_the_job_and_leads_to_its_result(
    browser_of_tomas: Page, job_of_tomas: Job, live_server: LiveServer
) -> None:
    page = browser_of_tomas
    page.goto(f"{live_server.url}/jobs/{job_of_tomas.pk}/")
    bar = page.get_by_role("progressbar", name="Crate 3")
    expect(bar).to_have_attribute("value", "3")
    page.get_by_role("button", name="Cancel").focus()
    reach(job_of_tomas, 6)
    expect(page.get_by_role("progressbar", name="Crate 6")).to_have_attribute("value", "6")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    leases.finish(job_of_tomas, Running(), {"crates": 8})
    expect(page.get_by_role("link", name="Go to the result")).to_have_attribute("href", "/search?q=8")
    assert page.evaluate("document.querySelectorAll('#job[hx-get]').length") == 0


def test_the_list_of_a_steward_shows_a_new_job_by_itself(
    browser_of_tomas: Page, job_of_tomas: Job, live_server: LiveServer
) -> None:
    page = browser_of_tomas
    page.goto(f"{live_server.url}/jobs/")
    expect(page.get_by_role("heading", name="Running")).to_be_visible()
    expect(page.get_by_role("heading", name="Waiting")).to_have_count(0)
    enqueue(OPERATOR, "count-crates", {"crates": 1})
    expect(page.get_by_role("heading", name="Waiting")).to_be_visible()


def test_a_job_is_cancelled_by_a_button(
    browser_of_tomas: Page, job_of_tomas: Job, live_server: LiveServer
) -> None:
    page = browser_of_tomas
    page.goto(f"{live_server.url}/jobs/")
    page.get_by_role("button", name="Cancel: Count crates").click()
    expect(page.get_by_text("stops at its next step")).to_be_visible()
    job_of_tomas.refresh_from_db()
    assert job_of_tomas.cancel_asked


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_kept_out_and_nothing_runs_over(
    browser_of_tomas: Page,
    job_of_tomas: Job,
    live_server: LiveServer,
    barriers: Callable[[Page], list[str]],
    theme: str,
) -> None:
    page = browser_of_tomas
    enqueue(OPERATOR, "count-crates", {"crates": 0})
    do_next()
    for address in ("/jobs/", f"/jobs/{job_of_tomas.pk}/"):
        page.goto(live_server.url + address)
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        assert barriers(page) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 1440, "height": 900})
