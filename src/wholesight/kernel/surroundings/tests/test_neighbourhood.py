from __future__ import annotations

import html
import json
import re

from django.test import Client

from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.surroundings.neighbourhood import SHOWN, Neighbourhood, beyond, neighbourhood, strands
from wholesight.kernel.surroundings.tests.conftest import Write, around


def titles(near: Neighbourhood) -> dict[str, int]:
    """Every page shown, with its distance."""
    return {node.title: node.steps for node in near.nodes}


def ties(near: Neighbourhood) -> set[tuple[str, str, str]]:
    return {(near.nodes[tie.source].title, tie.relation, near.nodes[tie.target].title) for tie in near.ties}


def a_chain(write: Write) -> Page:
    """Week - Docks - Seals - Salt - Sea."""
    docks = write("Docks.md", "---\nrests_on: '[[Seals]]'\n---\nText.\n")
    write("Week.md", "In [[Docks]].\n")
    write("Seals.md", "They need [[Salt]].\n")
    write("Salt.md", "Out of the [[Sea]].\n")
    write("Sea.md", "Water.\n")
    return docks


def test_pages_two_links_away_are_shown_and_no_farther(write: Write, sight: Sight) -> None:
    near = neighbourhood(a_chain(write), sight)
    assert titles(near) == {"Docks": 0, "Seals": 1, "Week": 1, "Salt": 2}
    assert (near.others, near.counted) == (0, True)


def test_a_tie_tells_relation_and_direction(write: Write, sight: Sight) -> None:
    near = neighbourhood(a_chain(write), sight)
    assert ties(near) == {("Docks", "rests on", "Seals"), ("Week", "", "Docks"), ("Seals", "", "Salt")}


def test_the_same_is_said_in_words(write: Write, sight: Sight) -> None:
    near = neighbourhood(a_chain(write), sight)
    said = [
        (strand.relation, strand.outward, [node.title for node in strand.nodes]) for strand in strands(near)
    ]
    assert said == [("rests on", True, ["Seals"]), ("", False, ["Week"])]
    assert [(far.node.title, [way.title for way in far.by_way_of]) for far in beyond(near)] == [
        ("Salt", ["Seals"])
    ]


def test_a_hidden_page_is_neither_shown_nor_counted_nor_a_way(
    write: Write, sight: Sight, vault: Space
) -> None:
    docks = write("Docks.md", "See [[Vault/Plan]].\n")
    write("Plan.md", "For [[Handbook/Docks]] and [[Handbook/Beyond]].\n", vault)
    write("Beyond.md", "Text.\n")
    near = neighbourhood(docks, sight)
    assert titles(near) == {"Docks": 0}
    assert (near.ties, near.others, near.counted) == ((), 0, True)


def test_of_very_many_some_are_shown_and_the_others_counted(write: Write, sight: Sight) -> None:
    hub = write("Hub.md", "Text.\n")
    for number in range(70):
        write(f"Leaf {number}.md", "---\nowner: '[[Hub]]'\n---\n" if number == 69 else "[[Hub]]\n")
    near = neighbourhood(hub, sight)
    assert len(near.nodes) <= SHOWN + 1
    assert len(near.nodes) + near.others == 71
    assert near.nodes[1].title == "Leaf 69"


def test_the_picture_is_given_in_the_page_that_says_the_same(write: Write, reader: Client) -> None:
    docks = a_chain(write)
    shown = reader.get(around(docks, "map")).content.decode()
    found = re.search(r'data-drawing="([^"]*)"', shown)
    assert found
    drawing = json.loads(html.unescape(found[1]))
    assert [node[0] for node in drawing["nodes"]] == ["Docks", "Seals", "Week", "Salt"]
    assert [0, 1, "rests on"] in drawing["ties"]
    assert '<a href="/pages/Handbook/Seals">Seals</a>' in shown


def test_a_page_without_links_says_so(write: Write, reader: Client) -> None:
    assert b"No link leads from here" in reader.get(around(write("Alone.md", "Text.\n"), "map")).content
