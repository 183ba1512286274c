from __future__ import annotations

from math import hypot

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.pages.actions import create_page, trash_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.whole.arranging import lay_out_space
from wholesight.kernel.whole.models import Arrangement
from wholesight.kernel.whole.tests.conftest import browser_of
from wholesight.kernel.whole.tests.drawn import drawn_for


def test_pages_and_their_relations_are_on_the_map(harbour: Space, ben: Person) -> None:
    drawn = drawn_for(browser_of(ben))
    assert sorted(drawn.titles) == ["Docks team", "Ice week", "Latches", "Seal check", "Start"]
    assert drawn.kinds["Seal check"] == "lesson"
    assert drawn.folders["Seal check"] == ("Handbook", "Docks")
    assert drawn.relations == {
        ("Seal check", "rests_on", "Ice week"),
        ("Seal check", "owner", "Docks team"),
        ("Seal check", "", "Ice week"),
        ("Start", "", "Seal check"),
    }
    assert drawn.tags == {("winter/maintenance", "Seal check"), ("docks", "Latches")}


def test_a_hidden_space_is_on_the_map_of_its_members_alone(harbour: Space, ada: Person, ben: Person) -> None:
    for_ada, for_ben = drawn_for(browser_of(ada)), drawn_for(browser_of(ben))
    assert for_ada.spaces == {"Handbook": 5, "Night shift": 1}
    assert ("Wages", "paid_by", "Ice week") in for_ada.relations
    assert for_ben.spaces == {"Handbook": 5}
    sent = browser_of(ben).get("/whole/picture").content.decode()
    assert not any(word in sent for word in ("Wages", "Night", "paid_by", "money", "metric"))


def test_the_map_is_as_if_there_were_no_hidden_space(harbour: Space, night_shift: Space, ben: Person) -> None:
    with_it = browser_of(ben).get("/whole/picture").content
    Page.objects.filter(space=night_shift).update(revision=None)
    Activity.objects.filter(page__space=night_shift).delete()
    Page.objects.filter(space=night_shift).delete()
    assert browser_of(ben).get("/whole/picture").content == with_it


def test_an_unchanged_picture_is_not_sent_again(harbour: Space, ben: Person) -> None:
    browser = browser_of(ben)
    etag = browser.get("/whole/picture")["ETag"]
    assert browser.get("/whole/picture", headers={"If-None-Match": etag}).status_code == 304


def test_a_page_in_the_trash_is_not_on_the_map(harbour: Space, ben: Person) -> None:
    trash_page(OPERATOR, Page.objects.get(title="Ice week"))
    drawn = drawn_for(browser_of(ben))
    assert "Ice week" not in drawn.titles
    assert all("Ice week" not in relation for relation in drawn.relations)


def test_looking_asks_once_for_the_layout_to_be_kept(harbour: Space, ben: Person) -> None:
    for _look in range(2):
        before = drawn_for(browser_of(ben))
    (job,) = Job.objects.filter(kind="lay-out-space")
    lay_out_space(Running(), **job.arguments)
    after = drawn_for(browser_of(ben))
    assert all(
        hypot(x - after.places[t][0], y - after.places[t][1]) < 0.01 for t, (x, y) in before.places.items()
    )
    assert Job.objects.filter(kind="lay-out-space").count() == 1


def test_a_new_page_moves_no_other_on_the_map(harbour: Space, ben: Person) -> None:
    lay_out_space(Running(), harbour.pk)
    before = drawn_for(browser_of(ben)).places
    create_page(OPERATOR, harbour, "Docks/Grease.md", "See [[Latches]] and [[Start]].\n")
    after = drawn_for(browser_of(ben)).places
    assert "Grease" in after
    assert all(hypot(x - after[t][0], y - after[t][1]) < 0.01 for t, (x, y) in before.items())


def test_laying_out_again_changes_nothing(harbour: Space) -> None:
    lay_out_space(Running(), harbour.pk)
    kept = Arrangement.objects.get(space=harbour)
    lay_out_space(Running(), harbour.pk)
    again = Arrangement.objects.get(space=harbour)
    assert (again.made_at, again.places) == (kept.made_at, kept.places)


def test_the_layout_of_an_emptied_space_is_forgotten(harbour: Space) -> None:
    lay_out_space(Running(), harbour.pk)
    for page in Page.objects.filter(space=harbour):
        trash_page(OPERATOR, page)
    assert lay_out_space(Running(), harbour.pk) == {"pages": 0}
    assert not Arrangement.objects.exists()


def test_a_picture_of_nothing_can_be_drawn(ben: Person) -> None:
    assert drawn_for(browser_of(ben)).titles == []
