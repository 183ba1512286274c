"""Each room has one accent, and what has none is ink."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from django.template import Context, Template

from wholesight.design.accents import ACCENTS, accent_class

TOKENS = Path(__file__).parent.parent / "styles" / "_tokens.css"


@dataclass
class Room:
    accent: str


def test_a_room_gives_its_own() -> None:
    assert accent_class(Room("mastery")) == "accent-mastery"


def test_a_name_is_enough() -> None:
    assert accent_class("systems") == "accent-systems"


def test_what_has_none_is_ink() -> None:
    assert [accent_class(each) for each in ("", None, Room(""), "onmouseover")] == ["accent-ink"] * 4


def test_every_accent_has_a_class_and_a_colour() -> None:
    styles = TOKENS.read_text(encoding="utf-8")
    classes = set(re.findall(r"\.accent-([a-z]+)", styles))
    assert classes == {*ACCENTS, "ink"}
    assert {name for name in ACCENTS if f"--{name}: light-dark(" not in styles} == set()


def test_a_template_writes_the_class() -> None:
    page = Template("{% load design %}{% accent room %}")
    assert page.render(Context({"room": Room("vision")})) == "accent-vision"
