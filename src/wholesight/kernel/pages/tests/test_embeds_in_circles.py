"""Pages that embed one another, or very much, are read: circles and floods are cut to links."""

from __future__ import annotations

import pytest
from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space


@pytest.fixture
def harbour(db: None) -> Space:
    return make_space(OPERATOR, "Harbour")


@pytest.fixture
def ada(db: None) -> Client:
    """Ada's browser, signed in."""
    client = Client()
    client.force_login(Person.objects.create_user("ada", name="Ada Lindqvist"))
    return client


def write(space: Space, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        create_page(OPERATOR, space, f"{name}.md", text)


def read(client: Client, name: str) -> str:
    answer = client.get(f"/pages/Harbour/{name}")
    assert answer.status_code == 200
    return answer.content.decode().partition("<article")[2].partition("</article>")[0]


def test_a_page_that_embeds_itself_shows_a_link_instead(harbour: Space, ada: Client) -> None:
    write(harbour, {"Seals": "Grease.\n\n![[Seals]]\n"})
    text = read(ada, "Seals")
    assert text.count("Grease.") == 1
    assert '<a href="/pages/Harbour/Seals">Seals</a>' in text


@pytest.mark.parametrize("length", [2, 3, 7])
def test_a_circle_is_cut(length: int, harbour: Space, ada: Client) -> None:
    write(harbour, {f"P{n}": f"Words of {n}.\n\n![[P{(n + 1) % length}]]\n" for n in range(length)})
    text = read(ada, "P0")
    assert [text.count(f"Words of {n}.") for n in range(min(length, 4))] == [1] * min(length, 4)
    assert text.count("Words of") <= 5


def test_a_section_that_embeds_itself_is_cut(harbour: Space, ada: Client) -> None:
    write(harbour, {"Seals": "# Grease\n\nOften.\n\n![[Seals#Grease]]\n", "Diary": "![[Seals#Grease]]"})
    assert read(ada, "Diary").count("Often.") == 1


def test_a_deep_chain_ends_in_a_link(harbour: Space, ada: Client) -> None:
    write(harbour, {f"P{n}": f"Words of {n}.\n\n![[P{n + 1}]]\n" for n in range(9)})
    text = read(ada, "P0")
    assert "Words of 4." in text
    assert "Words of 5." not in text
    assert '<a href="/pages/Harbour/P5">P5</a>' in text


def test_a_page_of_very_many_embeds_stays_small(harbour: Space, ada: Client) -> None:
    words = "A winter of words. " * 50
    write(harbour, {f"P{n}": words + "".join(f"\n\n![[P{m}]]" for m in range(12)) for n in range(12)})
    assert len(read(ada, "P0")) < 100 * len(words)


def test_one_large_page_embedded_often_stays_readable(harbour: Space, ada: Client) -> None:
    large = "A winter of words. " * 20_000
    write(harbour, {"Large": large, "Diary": "![[Large]]\n\n" * 40})
    text = read(ada, "Diary")
    assert text.count('href="/pages/Harbour/Large"') >= 40
    assert len(text) < 12 * len(large)
