"""A tag gets another name on every page of its space, and this can be taken back."""

from __future__ import annotations

import pytest
from django.test import Client

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.running import Cancelled, Running
from wholesight.kernel.pages.actions import PageRefused, create_page, edit_page
from wholesight.kernel.pages.models import Page, Revision, Tag
from wholesight.kernel.pages.tagging import rename_on_pages, rename_tag_everywhere
from wholesight.kernel.pages.undoing import take_back, undo_act
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.permissions.queries import NotAllowed
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Access, Space

DIARY = "---\ntags: [winter, docks]\n---\nCold. #Winter/late and `#winter`.\n"


@pytest.fixture
def harbour(db: None) -> Space:
    return make_space(OPERATOR, "Harbour")


@pytest.fixture
def diary(harbour: Space) -> Page:
    return create_page(OPERATOR, harbour, "Diary.md", DIARY)


@pytest.fixture
def ada(db: None) -> Person:
    return Person.objects.create_user("ada", name="Ada")


@pytest.fixture
def reader(ada: Person) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def text_of(path: str) -> str:
    revision = Page.objects.select_related("revision").get(path=path).revision
    assert revision is not None
    return revision.text


def renamed(act: Activity, person: Person) -> dict[str, object]:
    return dict(rename_on_pages(Running(person), act.pk))


def undone(act: Activity, person: Person) -> None:
    back = undo_act(person, act)
    take_back(Running(person), act.pk, back.pk)


def test_a_tag_gets_its_new_name_in_text_and_properties(harbour: Space, diary: Page, ada: Person) -> None:
    act = rename_tag_everywhere(ada, harbour, "winter", "season/cold")
    assert renamed(act, ada)["pages"] == 1
    assert text_of("Diary.md") == (
        "---\ntags: [season/cold, docks]\n---\nCold. #season/cold/late and `#winter`.\n"
    )
    assert set(Tag.objects.values_list("key", flat=True)) == {"season/cold", "docks", "season/cold/late"}


def test_two_tags_become_one(harbour: Space, diary: Page, ada: Person) -> None:
    create_page(OPERATOR, harbour, "Seals.md", "Grease. #frost\n")
    renamed(rename_tag_everywhere(ada, harbour, "winter", "frost"), ada)
    assert set(Tag.objects.filter(key="frost").values_list("page__path", flat=True)) == {
        "Diary.md",
        "Seals.md",
    }


def test_a_name_below_the_old_one_is_given_once(harbour: Space, ada: Person) -> None:
    create_page(OPERATOR, harbour, "Seals.md", "Grease. #frost\n")
    act = rename_tag_everywhere(ada, harbour, "frost", "frost/hard")
    renamed(act, ada)
    assert renamed(act, ada)["pages"] == 0
    assert text_of("Seals.md") == "Grease. #frost/hard\n"


def test_letters_can_become_capitals(harbour: Space, ada: Person) -> None:
    create_page(OPERATOR, harbour, "Seals.md", "Grease. #frost\n")
    renamed(rename_tag_everywhere(ada, harbour, "frost", "Frost"), ada)
    assert text_of("Seals.md") == "Grease. #Frost\n"


def test_the_whole_act_is_taken_back_and_what_was_written_since_stays(
    harbour: Space, diary: Page, ada: Person
) -> None:
    act = rename_tag_everywhere(ada, harbour, "winter", "cold")
    renamed(act, ada)
    diary.refresh_from_db()
    edit_page(OPERATOR, diary, text_of("Diary.md") + "\nMore.\n")
    undone(act, ada)
    assert text_of("Diary.md") == DIARY + "\nMore.\n"


def test_an_act_is_taken_back_once(harbour: Space, diary: Page, ada: Person) -> None:
    act = rename_tag_everywhere(ada, harbour, "winter", "cold")
    renamed(act, ada)
    undone(act, ada)
    with pytest.raises(PageRefused):
        undo_act(ada, act)


def test_another_space_keeps_its_tag(harbour: Space, diary: Page, ada: Person) -> None:
    create_page(OPERATOR, make_space(OPERATOR, "Yard"), "Yard.md", "#winter\n")
    renamed(rename_tag_everywhere(ada, harbour, "winter", "cold"), ada)
    assert text_of("Yard.md") == "#winter\n"


def test_a_job_that_was_killed_is_begun_anew_and_writes_nothing_twice(harbour: Space, ada: Person) -> None:
    for number in range(40):
        create_page(OPERATOR, harbour, f"Day {number}.md", f"Day {number} #winter\n")
    act = rename_tag_everywhere(ada, harbour, "winter", "cold")
    running = Running(ada)
    running.stop = Cancelled()
    with pytest.raises(Cancelled):
        rename_on_pages(running, act.pk)
    assert 0 < Revision.objects.filter(act=act).count() < 40
    renamed(act, ada)
    assert Revision.objects.filter(act=act).count() == 40
    assert not Tag.objects.filter(key="winter").exists()


@pytest.mark.parametrize("name", ["", "#", "two words", "12", "a//b", "a#b"])
def test_what_is_no_tag_is_refused(harbour: Space, diary: Page, ada: Person, name: str) -> None:
    with pytest.raises(PageRefused):
        rename_tag_everywhere(ada, harbour, "winter", name)
    assert not Job.objects.exists()


def test_who_may_only_read_may_not(ada: Person) -> None:
    rules = make_space(OPERATOR, "Rules", access=Access.CLOSED)
    create_page(OPERATOR, rules, "Fire.md", "#winter\n")
    with pytest.raises(NotAllowed):
        rename_tag_everywhere(ada, rules, "winter", "cold")


def test_the_screen_shows_first_what_would_change(harbour: Space, diary: Page, reader: Client) -> None:
    create_page(OPERATOR, harbour, "Seals.md", "#frost\n")
    shown = reader.get("/retag/Harbour/winter?to=frost").content.decode()
    assert "#winter becomes #frost on 1 page" in shown
    assert "1 page has #frost already" in shown
    assert not Job.objects.exists()
    assert text_of("Diary.md") == DIARY


def test_posted_it_is_asked_for_as_a_job(harbour: Space, diary: Page, reader: Client) -> None:
    answer = reader.post("/retag/Harbour/winter", {"to": "#frost"})
    assert answer.headers["Location"] == "/tags/Harbour/"
    assert Job.objects.get().kind == "rename-tag"
    assert reader.post("/retag/Harbour/winter", {"to": "no tag"}).status_code == 422


def test_a_tag_that_no_page_has_and_one_of_a_hidden_space_are_not_found(
    harbour: Space, diary: Page, reader: Client
) -> None:
    night = make_space(OPERATOR, "Night", access=Access.PRIVATE)
    create_page(OPERATOR, night, "Pay.md", "#okapi\n")
    assert reader.get("/retag/Harbour/okapi").status_code == 404
    assert reader.get("/retag/Night/okapi").status_code == 404


def test_the_history_of_a_page_takes_it_back(
    harbour: Space, diary: Page, reader: Client, ada: Person
) -> None:
    act = rename_tag_everywhere(ada, harbour, "winter", "cold")
    renamed(act, ada)
    assert "Undo the whole act" in reader.get("/history/Harbour/Diary.md").content.decode()
    answer = reader.post("/undo/Harbour/Diary.md", {"revision": "2"})
    assert answer.headers["Location"] == "/pages/Harbour/Diary"
    assert Job.objects.filter(kind="undo-act").exists()
