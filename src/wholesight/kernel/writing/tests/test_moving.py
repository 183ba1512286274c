from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from wholesight.kernel.jobs.running import Running
from wholesight.kernel.links.models import Link, Name
from wholesight.kernel.pages.actions import create_page, edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.moving import follow_move, relocate_page
from wholesight.kernel.pages.undoing import undo_act
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Access
from wholesight.kernel.writing.tests.jobs_at_once import run_jobs

Browser = Callable[[Person], Client]
LINKS = """\
---
owner: "[[Docks]]"
about:
  - '[[docks|our docks]]'
---
See [[Docks]], [[Docks#Seals|the seals]], ![[Docks]], [d](Docks.md#seals).

`[[Docks]]` is code.
"""
FOLLOWED = """\
---
owner: "[[Quays]]"
about:
  - '[[Quays|our docks]]'
---
See [[Quays]], [[Quays#Seals|the seals]], ![[Quays]], [d](Quays.md#seals).

`[[Docks]]` is code.
"""


def text_of(path: str) -> str:
    revision = Page.objects.select_related("revision").get(path=path, trashed_at=None).revision
    assert revision is not None
    return revision.text


@pytest.fixture
def seals(docks: Page) -> Page:
    edit_page(OPERATOR, docks, "# Seals\n\nText\n")
    return create_page(OPERATOR, docks.space, "Links.md", LINKS)


def test_every_link_follows_and_nothing_else_changes(ada: Person, docks: Page, seals: Page) -> None:
    relocate_page(ada, docks, docks.space, "Quays.md")
    run_jobs()
    assert text_of("Links.md") == FOLLOWED
    assert set(Link.objects.filter(source=seals).values_list("page_id", "anchor")) >= {(docks.pk, "seals")}
    assert not Link.objects.filter(source=seals, status="unresolved").exists()


def test_until_the_job_has_run_the_former_name_leads_there(ada: Person, docks: Page, seals: Page) -> None:
    before = list(Link.objects.filter(source=seals).values_list("page_id", "anchor"))
    relocate_page(ada, docks, docks.space, "Winter/Quays.md")
    assert list(Link.objects.filter(source=seals).values_list("page_id", "anchor")) == before
    run_jobs()
    assert not Name.objects.filter(via="former").exists()


def test_a_move_to_another_folder_keeps_short_links(ada: Person, docks: Page, seals: Page) -> None:
    relocate_page(ada, docks, docks.space, "Winter/Docks.md")
    run_jobs()
    assert "See [[Docks]], [[Docks#Seals|the seals]]" in text_of("Links.md")
    assert "[d](Winter/Docks.md#seals)" in text_of("Links.md")


def test_the_links_of_the_page_itself_lead_where_they_led(ada: Person, docks: Page, seals: Page) -> None:
    edit_page(OPERATOR, docks, "[one](Links.md) [[Links]] [itself](Docks.md) [no](Nowhere.md)\n")
    relocate_page(ada, docks, docks.space, "Winter/Deep/Docks.md")
    run_jobs()
    assert (
        text_of("Winter/Deep/Docks.md")
        == "[one](../../Links.md) [[Links]] [itself](Docks.md) [no](Nowhere.md)\n"
    )
    assert set(
        Link.objects.filter(source=docks).exclude(target="Nowhere.md").values_list("page_id", flat=True)
    ) == {
        docks.pk,
        seals.pk,
    }


def test_a_move_to_another_space_names_it(ada: Person, docks: Page, seals: Page) -> None:
    archive = make_space(OPERATOR, "Archive")
    edit_page(OPERATOR, docks, "# Seals\n\n[[Links]]\n")
    relocate_page(ada, docks, archive, "Docks.md")
    run_jobs()
    assert 'owner: "[[Archive/Docks]]"' in text_of("Links.md")
    assert text_of("Docks.md") == "# Seals\n\n[[Handbook/Links]]\n"
    assert not Link.objects.filter(page=None).exists()


def test_links_in_pages_that_the_person_cannot_see_follow(ada: Person, docks: Page) -> None:
    board = make_space(OPERATOR, "Board", access=Access.PRIVATE)
    create_page(OPERATOR, board, "Secret.md", "See [[Handbook/Docks]].\n")
    relocate_page(ada, docks, docks.space, "Quays.md")
    run_jobs()
    assert text_of("Secret.md") == "See [[Handbook/Quays]].\n"


def test_a_name_that_two_pages_have_is_written_so_that_it_is_sure(
    ada: Person, docks: Page, seals: Page
) -> None:
    create_page(OPERATOR, docks.space, "Summer/Quays.md", "Another\n")
    relocate_page(ada, docks, docks.space, "Winter/Quays.md")
    run_jobs()
    assert "See [[Winter/Quays]]" in text_of("Links.md")


def test_a_page_saved_while_links_follow_keeps_both(ada: Person, docks: Page, seals: Page) -> None:
    relocate_page(ada, docks, docks.space, "Quays.md")
    edit_page(ada, Page.objects.get(pk=seals.pk), LINKS + "\nAnd [[Docks]] once more.\n")
    run_jobs()
    assert text_of("Links.md") == FOLLOWED + "\nAnd [[Quays]] once more.\n"


def test_the_job_may_be_run_again_at_any_time(ada: Person, docks: Page, seals: Page) -> None:
    act = relocate_page(ada, docks, docks.space, "Quays.md")
    run_jobs()
    revisions = seals.revisions.count()
    follow_move(Running(ada), act=act.pk)
    assert seals.revisions.count() == revisions
    assert text_of("Links.md") == FOLLOWED


def test_the_whole_act_is_taken_back(ada: Person, docks: Page, seals: Page) -> None:
    act = relocate_page(ada, docks, docks.space, "Quays.md")
    run_jobs()
    edit_page(ada, Page.objects.get(pk=seals.pk), FOLLOWED + "\nWritten since.\n")
    undo_act(ada, act)
    run_jobs()
    assert text_of("Links.md") == LINKS + "\nWritten since.\n"
    assert Page.objects.get(pk=docks.pk).path == "Docks.md"
    assert not Link.objects.filter(source=seals, page=None).exists()


def test_a_page_is_renamed_on_the_screen(browser_of: Browser, ada: Person, docks: Page, seals: Page) -> None:
    browser = browser_of(ada)
    asked = browser.get("/move/Handbook/Docks.md").content.decode()
    assert "Links" in asked
    answer = browser.post("/move/Handbook/Docks.md", {"name": "Quays", "folder": "", "space": "Handbook"})
    assert answer["Location"] == "/pages/Handbook/Quays"
    run_jobs()
    assert text_of("Links.md") == FOLLOWED
    assert browser.post("/undo/Handbook/Links.md", {"revision": 2}).status_code == 302
    run_jobs()
    assert text_of("Links.md") == LINKS


def test_a_place_that_is_taken_is_refused(browser_of: Browser, ada: Person, docks: Page, seals: Page) -> None:
    answer = browser_of(ada).post("/move/Handbook/Docks.md", {"name": "Links", "folder": ""})
    assert answer.status_code == 422
    assert Page.objects.get(pk=docks.pk).path == "Docks.md"


def test_a_stranger_cannot_take_back(browser_of: Browser, ben: Person, docks: Page) -> None:
    board = make_space(OPERATOR, "Board", access=Access.PRIVATE)
    page = create_page(OPERATOR, board, "Secret.md", "Text\n")
    relocate_page(OPERATOR, page, board, "Open.md")
    assert browser_of(ben).post("/undo/Board/Open.md", {"revision": 1}).status_code == 404
    assert browser_of(ben).post("/undo/Handbook/Docks.md", {"revision": 1}).status_code == 404


def test_the_old_address_leads_to_the_new_place(browser_of: Browser, ada: Person, docks: Page) -> None:
    archive = make_space(OPERATOR, "Archive", access=Access.PRIVATE)
    browser = browser_of(ada)
    relocate_page(ada, docks, docks.space, "Winter/Quays.md")
    assert browser.get("/pages/Handbook/Docks")["Location"] == "/pages/Handbook/Winter/Quays"
    relocate_page(OPERATOR, docks, archive, "Quays.md")
    assert browser.get("/pages/Handbook/Docks").status_code == 404
    assert browser.get("/pages/Handbook/Winter/Quays").status_code == 404
