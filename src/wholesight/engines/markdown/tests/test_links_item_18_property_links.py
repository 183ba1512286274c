"""Item 18: links in front matter are quoted values; unquoted ones, lists to YAML, are tolerated."""

from __future__ import annotations

from .vault import Vault, links

PAGE = """---
rests_on: "[[Riders leave because of price|price]]"
owner: "Ode wrote [[no link]] here"
steps:
  - "[[Seals#Ice]]"
  - plain
  - [[Bare one]]
team: [[Docks]]
# "[[comment]]"
---
Body [[Fleet]].
"""


def test_each_link_knows_its_property_and_line() -> None:
    found = [(link.form, link.property, link.target, link.line) for link in links(PAGE)]
    assert found == [
        ("property", "rests_on", "Riders leave because of price", 2),
        ("property", "steps", "Seals", 5),
        ("property", "steps", "Bare one", 7),
        ("property", "team", "Docks", 8),
        ("wikilink", "", "Fleet", 11),
    ]


def test_fragment_and_display_are_apart() -> None:
    assert links(PAGE)[0].display == "price"
    assert links(PAGE)[1].fragment == "Ice"


def test_they_resolve_as_wikilinks_do() -> None:
    assert Vault("x/Docks.md").find('---\nteam: "[[Docks]]"\n---\n') == "x/Docks.md"


def test_a_name_with_a_comma_survives_without_quotes() -> None:
    assert links("---\nteam: [[Docks, north]]\n---\n")[0].target == "Docks, north"


def test_json_front_matter_has_links_too() -> None:
    assert links('---\n{"team": ["[[Docks]]"]}\n---\n')[0].target == "Docks"
