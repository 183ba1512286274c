"""Item 19: the values of properties, in YAML or JSON."""

from __future__ import annotations

from wholesight.engines.markdown import outline

PAGE = """---
title: Ice week
tags: [docks, winter]
rides: 1204
share: 0.25
held: true
open:
started: 2025-01-14
met: 2025-01-14T09:30:00
crew:
  - Ode
  - Mara
place:
  north: {depth: 4}
---
"""


def test_every_type_that_obsidian_knows() -> None:
    values = outline(PAGE).front_matter.values
    assert values == {
        "title": "Ice week", "tags": ["docks", "winter"], "rides": 1204, "share": 0.25, "held": True,
        "open": None,
        "started": "2025-01-14", "met": "2025-01-14T09:30:00", "crew": ["Ode", "Mara"],
        "place": {"north": {"depth": 4}},
    }  # fmt: skip


def test_json_is_accepted() -> None:
    page = outline('---\n{"title": "Ice", "rides": 3, "crew": ["Ode"], "x": {"y": null}}\n---\nBody')
    assert page.front_matter.values == {"title": "Ice", "rides": 3, "crew": ["Ode"], "x": {"y": None}}
    assert page.text == "Body"


def test_they_must_stand_on_the_very_first_line() -> None:
    assert outline("\n---\na: 1\n---\n").front_matter.values == {}
    assert outline("--- \na: 1\n---\n").front_matter.values == {"a": 1}
    assert outline("---\na: 1\n").front_matter.values == {}
