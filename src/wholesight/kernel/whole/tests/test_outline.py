from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.permissions.queries import visible_to
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.whole.outline import outline
from wholesight.kernel.whole.queries import Narrowing
from wholesight.kernel.whole.tests.conftest import browser_of
from wholesight.kernel.whole.tests.drawn import drawn_for

TITLE = re.compile(r'<a class="row-title"[^>]*>([^<]*)</a>')


def shown(person: Person, query: str = "") -> list[str]:
    answer = browser_of(person).get(f"/whole/outline{query}")
    assert answer.status_code == 200
    return [unescape(title) for title in TITLE.findall(answer.content.decode())]


def test_the_outline_has_the_pages_of_the_map(harbour: Space, ada: Person, ben: Person) -> None:
    for person in (ada, ben):
        assert sorted(shown(person)) == sorted(drawn_for(browser_of(person)).titles)


def test_the_outline_has_the_relations_of_the_map(harbour: Space, ada: Person) -> None:
    pages = [
        page
        for space in outline(visible_to(ada), Narrowing()).spaces
        for folder in space.folders
        for page in folder.pages
    ]
    said = {
        (page.title, by.words.replace(" ", "_"), other.title)
        for page in pages
        for by in page.relations
        for other in by.pages
        if by.forward
    }
    assert said == drawn_for(browser_of(ada)).relations


def test_it_goes_by_space_and_folder(harbour: Space, ben: Person) -> None:
    (space,) = outline(visible_to(ben), Narrowing()).spaces
    assert [(folder.path, [page.title for page in folder.pages]) for folder in space.folders] == [
        ("", ["Ice week", "Start"]),
        ("Docks", ["Latches", "Seal check"]),
        ("Teams", ["Docks team"]),
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?kind=team", ["Docks team"]),
        ("?tag=winter", ["Seal check"]),
        ("?tag=Winter/Maintenance", ["Seal check"]),
        ("?relation=rests_on", ["Ice week", "Seal check"]),
        ("?space=Handbook&kind=lesson", ["Seal check"]),
        ("?space=Night+shift", []),
        ("?relation=paid_by", []),
        ("?since=nonsense", ["Docks team", "Ice week", "Latches", "Seal check", "Start"]),
    ],
)
def test_it_can_be_narrowed(harbour: Space, ben: Person, query: str, titles: list[str]) -> None:
    assert sorted(shown(ben, query)) == titles


def test_it_can_be_narrowed_to_what_changed_lately(harbour: Space, ben: Person) -> None:
    Page.objects.exclude(title="Latches").update(updated_at=timezone.now() - timedelta(days=8))
    assert shown(ben, "?since=7") == ["Latches"]


def test_what_it_can_be_narrowed_to_says_nothing_of_a_hidden_space(
    harbour: Space, ada: Person, ben: Person
) -> None:
    words = ("Night shift", "paid_by", "money", "metric")
    for address in ("/whole", "/whole/outline"):
        for_ada = browser_of(ada).get(address).content.decode()
        for_ben = browser_of(ben).get(address).content.decode()
        assert all(f'value="{word}"' in for_ada for word in words)
        assert not any(word in for_ben for word in words)


def test_a_long_outline_turns_its_pages(harbour: Space, ben: Person) -> None:
    for number in range(101):
        create_page(OPERATOR, harbour, f"Rota/Week {number:03}.md", "Calm.\n")
    first, second = shown(ben, "?space=Handbook"), shown(ben, "?space=Handbook&start=100")
    assert (len(first), len(second)) == (100, 6)
    assert not set(first) & set(second)
    assert (
        'href="/whole/outline?space=Handbook&amp;start=100"'
        in browser_of(ben).get("/whole/outline?space=Handbook").content.decode()
    )


def test_a_relation_towards_a_hidden_page_is_not_there(harbour: Space, ada: Person, ben: Person) -> None:
    address = "/whole/pages/Handbook/Ice week.md"
    assert "Wages" in browser_of(ada).get(address).content.decode()
    assert "Wages" not in browser_of(ben).get(address).content.decode()


def test_the_card_of_a_hidden_page_is_like_that_of_none(harbour: Space, ada: Person, ben: Person) -> None:
    assert browser_of(ada).get("/whole/pages/Night shift/Wages.md").status_code == 200
    hidden = browser_of(ben).get("/whole/pages/Night shift/Wages.md")
    nowhere = browser_of(ben).get("/whole/pages/Day shift/Wages.md")
    assert (hidden.status_code, nowhere.status_code) == (404, 404)


def test_the_card_says_relations_in_words(harbour: Space, ben: Person) -> None:
    card = browser_of(ben).get("/whole/pages/Handbook/Ice week.md").content.decode()
    assert "rests on, said by" in card
    assert 'href="/pages/Handbook/Docks/Seal%20check"' in card


def test_the_map_opens_at_a_page_that_the_reader_can_see(harbour: Space, ada: Person, ben: Person) -> None:
    address = "/whole?at=Night+shift&path=Wages.md"
    assert 'at="Night shift" path="Wages.md"' in browser_of(ada).get(address).content.decode()
    assert "Wages" not in browser_of(ben).get(address).content.decode()
