"""What people see of jobs: stewards all of them, everybody their own, and nobody a word of another's."""

from __future__ import annotations

from typing import NoReturn

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.leases import LEASE, renew, take
from wholesight.kernel.jobs.models import Job, State
from wholesight.kernel.jobs.running import JobRefused, Running
from wholesight.kernel.jobs.tests.crates import do_next, let_time_pass, register_counting
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR

HTMX = {"HX-Request": "true"}


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def refuse(running: Running) -> NoReturn:
    raise JobRefused("Rules/Seals.md is not there any more.")


def running_job(person: Person) -> Job:
    """A job of this person that is at crate 3 of 8, in a place that others may not see."""
    register_counting()
    enqueue(person, "count-crates", {"crates": 8})
    taken = take()
    assert taken is not None
    running = Running(person)
    running.progress(3, 8, "Rules/Seals")
    renew(taken, running)
    return taken


def test_a_steward_sees_what_runs_waits_failed_and_is_done(ada: Person, tomas: Person) -> None:
    running_job(ada)
    enqueue(ada, "count-crates", {"crates": 1})
    do_next()
    enqueue(ada, "count-crates", {"crates": 1})
    shown = browser_of(tomas).get("/jobs/").content.decode()
    for words in ("Running", "Waiting", "Done lately", "Count crates", "Ada Lindqvist", 'value="3" max="8"'):
        assert words in shown
    assert "Failed" not in shown


def test_for_everyone_else_the_list_does_not_exist(ada: Person) -> None:
    client = browser_of(ada)
    missing = client.get("/nothing/at/all")
    hidden = client.get("/jobs/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.decode() == missing.content.decode()


def test_the_job_of_another_looks_like_none(ada: Person) -> None:
    agnes = browser_of(Person.objects.create_user("agnes", name="Agnes Thorsdottir"))
    theirs = running_job(ada)
    hidden, missing = agnes.get(f"/jobs/{theirs.pk}/"), agnes.get(f"/jobs/{theirs.pk + 999}/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.decode() == missing.content.decode()
    for act in ("cancel", "again"):
        assert agnes.post(f"/jobs/{theirs.pk}/{act}").status_code == 404
    theirs.refresh_from_db()
    assert not theirs.cancel_asked


def test_whoever_asked_sees_how_far_it_is(ada: Person) -> None:
    mine = running_job(ada)
    shown = browser_of(ada).get(f"/jobs/{mine.pk}/").content.decode()
    assert "Rules/Seals" in shown
    assert 'value="3" max="8"' in shown
    assert 'hx-trigger="every 1500ms"' in shown
    assert "Look again" in shown


@pytest.mark.parametrize("address", ["/jobs/", "/jobs/{}/"])
def test_a_steward_reads_no_words_of_the_job_of_another(ada: Person, tomas: Person, address: str) -> None:
    theirs = running_job(ada)
    shown = browser_of(tomas).get(address.format(theirs.pk)).content.decode()
    assert "Count crates" in shown
    assert "Rules/Seals" not in shown


def test_a_steward_reads_no_error_and_no_result_of_the_job_of_another(ada: Person, tomas: Person) -> None:
    register_counting(refuse, result_url=lambda result: "/pages/Rules/")
    enqueue(ada, "count-crates", {"crates": 1})
    refused = do_next()
    assert "Rules" not in browser_of(tomas).get(f"/jobs/{refused.pk}/").content.decode()
    assert (
        "Rules/Seals.md is not there any more."
        in browser_of(ada).get(f"/jobs/{refused.pk}/").content.decode()
    )


def test_a_steward_reads_the_words_of_what_nobody_asked_for(tomas: Person) -> None:
    register_counting(refuse)
    enqueue(OPERATOR, "count-crates", {"crates": 1})
    refused = do_next()
    shown = browser_of(tomas).get(f"/jobs/{refused.pk}/").content.decode()
    assert "Rules/Seals.md is not there any more." in shown


def test_what_is_done_leads_to_its_result(ada: Person) -> None:
    register_counting(result_url=lambda result: f"/search?q={result['crates']}")
    enqueue(ada, "count-crates", {"crates": 2})
    shown = browser_of(ada).get(f"/jobs/{do_next().pk}/").content.decode()
    assert 'href="/search?q=2"' in shown
    assert "hx-get" not in shown


def test_htmx_gets_the_part_that_changes_and_only_when_it_has_changed(ada: Person) -> None:
    mine, client = running_job(ada), browser_of(ada)
    first = client.get(f"/jobs/{mine.pk}/", headers=HTMX)
    assert first.content.decode().lstrip().startswith('<div id="job"')
    unchanged = HTMX | {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/jobs/{mine.pk}/", headers=unchanged).status_code == 304
    Job.objects.update(done=4)
    assert client.get(f"/jobs/{mine.pk}/", headers=unchanged).status_code == 200
    assert "HX-Request" in first.headers["Vary"]


def test_htmx_is_told_to_ask_no_more_when_the_job_has_ended(ada: Person) -> None:
    register_counting()
    enqueue(ada, "count-crates", {"crates": 1})
    assert browser_of(ada).get(f"/jobs/{do_next().pk}/", headers=HTMX).status_code == 286


def test_the_list_asks_again_only_for_what_changed(ada: Person, tomas: Person) -> None:
    running_job(ada)
    client = browser_of(tomas)
    first = client.get("/jobs/", headers=HTMX)
    unchanged = HTMX | {"If-None-Match": first.headers["ETag"]}
    assert client.get("/jobs/", headers=unchanged).status_code == 304
    Job.objects.update(done=4)
    assert client.get("/jobs/", headers=unchanged).status_code == 200


def test_a_job_whose_worker_is_gone_says_so(ada: Person) -> None:
    mine = running_job(ada)
    let_time_pass(LEASE)
    assert "its worker is gone" in browser_of(ada).get(f"/jobs/{mine.pk}/").content.decode()


def test_a_button_cancels(ada: Person) -> None:
    register_counting()
    mine = enqueue(ada, "count-crates", {"crates": 1})
    answer = browser_of(ada).post(f"/jobs/{mine.pk}/cancel", {"from": "job"}, follow=True)
    assert answer.redirect_chain == [(f"/jobs/{mine.pk}/", 302)]
    assert "Cancelled" in answer.content.decode()
    assert "Try again" in answer.content.decode()


def test_a_button_tries_again(ada: Person, tomas: Person) -> None:
    register_counting(refuse)
    enqueue(ada, "count-crates", {"crates": 1})
    failed = do_next()
    answer = browser_of(tomas).post(f"/jobs/{failed.pk}/again", {"from": "jobs"}, follow=True)
    assert answer.redirect_chain == [("/jobs/", 302)]
    failed.refresh_from_db()
    assert failed.state == State.WAITING


def test_cancelling_what_has_ended_meanwhile_says_so(ada: Person) -> None:
    register_counting()
    enqueue(ada, "count-crates", {"crates": 1})
    done = do_next()
    answer = browser_of(ada).post(f"/jobs/{done.pk}/cancel", follow=True)
    assert "nothing to cancel" in answer.content.decode()


def test_looking_changes_nothing(ada: Person) -> None:
    mine = running_job(ada)
    client = browser_of(ada)
    assert client.get(reverse("cancel_job", args=[mine.pk])).status_code == 405
    assert client.get(reverse("try_job_again", args=[mine.pk])).status_code == 405


def test_an_empty_list_says_what_will_stand_there(tomas: Person) -> None:
    assert "No jobs yet" in browser_of(tomas).get("/jobs/").content.decode()


def test_stewards_find_the_list_in_their_menu(ada: Person, tomas: Person) -> None:
    assert 'href="/jobs/"' in browser_of(tomas).get("/").content.decode()
    assert 'href="/jobs/"' not in browser_of(ada).get("/").content.decode()


def test_a_longer_list_takes_no_more_queries(ada: Person, tomas: Person) -> None:
    client = browser_of(tomas)
    register_counting()
    for _ in range(5):
        enqueue(ada, "count-crates", {"crates": 1})
    few = queries_of(client)
    for _ in range(20):
        enqueue(ada, "count-crates", {"crates": 1})
    assert queries_of(client) == few


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get("/jobs/")
    return len(queries)
