"""Whatever stands in a text, a name, a tag, a property or a query, a screen shows it as words alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from wholesight.kernel.attachments.actions import attach
from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.reading.tests.conftest import browser_of
from wholesight.kernel.spaces.actions import make_space

BAIT = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{ 7 }}{% now %}"
NAME = "b&<i>\"'"
TEXT = f"""---
title: '{BAIT.replace("'", "''")}'
aliases: ['{BAIT.replace("'", "''")}']
tags: ['<b>bait']
'<b>name': '[[Gone|{BAIT.replace("'", "''")}]]'
plain: '{BAIT.replace("'", "''")}'
---
# {BAIT}

[[Gone|{BAIT}]] [[{BAIT}]] ![[{BAIT}]] [a](javascript:alert(1)) [b](<data:text/html,{BAIT}>)
![c]("onerror="alert(1)) <svg onload=alert(1)> <iframe src=//x>

<a href="javascript:alert(1)" onclick="alert(1)" style="position:fixed">x</a>

> [!<script>alert(1)</script>] {BAIT}

```{BAIT}
{BAIT}
```

{BAIT} #bait ^{BAIT}
"""
ADDRESSES = (
    *("/", "/recent", "/pages/Harbour/", "/tags/Harbour/", "/attachments/Harbour/", "/knowledge/wanted"),
    *(
        page_url("Harbour", f"{NAME}/{NAME}.md"),
        page_url("Harbour", "Reader.md"),
        f"/pages/Harbour/{quote(NAME)}/",
    ),
    f"/history/Harbour/{quote(NAME)}/{quote(NAME)}",
    f"/pages/Harbour/{quote(BAIT, safe='')}",
    f"/tags/Harbour/{quote('<b>bait')}",
    *(f"/search?q={quote(words)}" for words in (BAIT, "alert", "tag:bait", '"', "<b>")),
    *(f"/find?q={quote(words)}" for words in (BAIT, "img", "<")),
)
OURS = re.compile(r"^/static/")


class Screen(HTMLParser):
    """Gathers what on a screen could act."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and not OURS.match(values.get("src", "")):
            self.acting.append(f"<script {values}>")
        if tag in {"iframe", "object", "embed", "base", "style", "form"} and not values.get("action"):
            self.acting.append(f"<{tag}>")
        for name, value in values.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if (
                name.startswith("on")
                or name == "style"
                or address.startswith(("javascript:", "data:", "vbscript:"))
            ):
                self.acting.append(f'{name}="{value}"')
        if tag == "img" and values.get("src") == "x":
            self.acting.append("<img src=x>")


@pytest.fixture
def ada(db: None, tmp_path: Path) -> Client:
    """Ada's browser, in a harbour full of bait."""
    person = Person.objects.create_user("ada", name=f"Ada {BAIT}")
    harbour = make_space(OPERATOR, "Harbour", description=BAIT)
    create_page(person, harbour, f"{NAME}/{NAME}.md", TEXT, summary=BAIT)
    create_page(person, harbour, "Reader.md", f"![[{NAME}]] [[{NAME}]]: {BAIT}", summary=BAIT)
    (tmp_path / "file").write_bytes(b"\x89PNG\r\n\x1a\n")
    attach(person, harbour, f"{NAME}/{NAME}.png", tmp_path / "file")
    return browser_of(person)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_on_the_screen_acts(address: str, ada: Client) -> None:
    answer = ada.get(address)
    assert answer.status_code in {200, 404}
    screen = Screen()
    screen.feed(answer.content.decode())
    assert screen.acting == []


def test_the_words_are_still_there(ada: Client) -> None:
    text = ada.get(page_url("Harbour", f"{NAME}/{NAME}.md")).content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "{{ 7 }}{% now %}" in text
