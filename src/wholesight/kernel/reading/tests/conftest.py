"""A small harbour of pages with everything that a screen can show, and Ada who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client

from wholesight.kernel.people.models import Person
from wholesight.kernel.vaults.imports import import_vault

DOCKS = """\
---
kind: lesson
owner: "[[Docks team]]"
rests_on:
  - "[[Ice week]]"
  - "[[Cold cells]]"
difficulty: 2
tags: [docks, winter/maintenance]
aliases: [Winter docks]
---
A dock fails in *one* order. In the [[Ice week]] that cost us four days; a [[Latch thawing kit]] is missing.

> [!tip] Check the seal first
> If it creaks, grease it.

# What to carry

Grease, and two spare seals. #docks/tools

```sql
select 1;
```

# Afterwards

- [x] Write it down
- [ ] Tell the rider

## The book

| Part | Minutes |
|------|--------:|
| Seal |       6 |
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'
FILES = {
    "README.md": "The [[Ice week]] taught us most of this.\n\n# More\n\nText.\n",
    "Docks/Keeping docks alive.md": DOCKS,
    "Docks/Seal check.md": "Press the lip with a thumb. See [[Keeping docks alive|how docks live]].\n",
    "Docks/seal.svg": DRAWING,
    "Ice week.md": "Forty docks out, and the crews of [[Docks team]] in the cold. [[Latch thawing kit]]!\n",
    "Teams/Docks team.md": "---\nkind: team\n---\nSix people and a van.\n",
    "broken.md": "---\ntags: [a\n---\nIts properties cannot be read.\n",
}


def write_files(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a vault below a folder and return it."""
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


def browser_of(person: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def harbour(db: None, tmp_path: Path) -> None:
    """The space Harbour, imported from a folder."""
    import_vault(write_files(tmp_path / "Harbour", FILES), "Harbour")


@pytest.fixture
def ada(harbour: None) -> Client:
    """A browser in which Ada is signed in."""
    return browser_of(Person.objects.create_user("ada", name="Ada Lindqvist"))
