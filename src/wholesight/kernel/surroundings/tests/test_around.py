from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wholesight.kernel.spaces.models import Space
from wholesight.kernel.surroundings.tests.conftest import Write, around


def test_one_screen_has_all_parts_for_who_has_no_scripts(write: Write, reader: Client) -> None:
    docks = write("Docks.md", "See [[Seals]]. #winter\n")
    write("Seals.md", "They hold the docks.\n")
    write("Latches.md", "Steel. #winter\n")
    shown = reader.get(around(docks)).content.decode()
    assert all(f'id="{part}"' in shown for part in ("map", "related", "mentions"))
    assert "They hold the docks." in shown
    assert f'href="{around(docks)}#map"' in reader.get("/pages/Handbook/Docks").content.decode()


def test_a_hidden_page_has_no_surroundings(write: Write, reader: Client, vault: Space) -> None:
    secret = write("Secret.md", "Text.\n", vault)
    assert reader.get(around(secret)).status_code == 404
    assert reader.get(around(secret, "map")).status_code == 404


def test_there_is_no_other_part(write: Write, reader: Client) -> None:
    assert reader.get(around(write("Docks.md", "Text.\n"), "page")).status_code == 404


def test_the_questions_asked_do_not_grow_with_what_is_around(write: Write, reader: Client) -> None:
    docks = write("Docks.md", "Text. #winter\n")
    asked = []
    for count in (4, 16):
        for number in range(count):
            write(f"Around {count} {number}.md", "[[Docks]] #winter\n")
            write(f"Like {count} {number}.md", "The docks. #winter\n")
        reader.get(around(docks))
        with CaptureQueriesContext(connection) as captured:
            reader.get(around(docks))
        asked.append(len(captured))
    assert asked[1] <= asked[0] + 1
