"""A screen asks the database the same number of questions, however much it shows."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wholesight.kernel.people.models import Person
from wholesight.kernel.reading.tests.conftest import DRAWING, browser_of, write_files
from wholesight.kernel.vaults.imports import import_vault

FEW, MANY = 5, 50
OF_A_SPACE = (
    "/pages/{}/",
    "/pages/{}/Hub",
    "/pages/{}/Leaves/",
    "/pages/{}/Leaves/Leaf 1",
    "/pages/{}/Hubb",
    "/pages/{}/Wanted 1",
    "/tags/{}/",
    "/tags/{}/leaf",
    "/attachments/{}/",
    "/history/{}/Hub.md",
    "/recent?space={}",
    "/search?q=leaf&space={}",
)
OF_ALL = ("/", "/recent", "/search?q=leaf", "/search?q=leef", "/find", "/find?q=lea", "/knowledge/wanted")


def vault(count: int) -> dict[str, str]:
    """A hub that names, embeds and shows `count` leaves, each of which leads back to it."""
    numbers = range(1, count + 1)
    names = "".join(f"property {number}: '[[Leaf {number}]]'\n" for number in numbers)
    hub = [f"---\n{names}aliases: [{', '.join(f'Hub {number}' for number in numbers)}]\n---\n"]
    for number in numbers:
        hub.append(
            f"# Part {number}\n\n[[Leaf {number}]] and [[Wanted {number}]] #hub/{number}\n\n"
            f"![[Leaf {number}]]\n\n![[drawing {number}.svg]]\n\n"
        )
    files = {"Hub.md": "".join(hub)}
    for number in numbers:
        files[f"Leaves/Leaf {number}.md"] = f"It hangs on the [[Hub]]. #leaf/{number}\n"
        files[f"Branches/{number}/Twig {number}.md"] = "---\ntags: [a\n---\nA twig.\n"
        files[f"Drawings/drawing {number}.svg"] = DRAWING
    return files


def questions(client: Client, address: str) -> int:
    """How many queries a screen needs when it is shown a second time."""
    address = quote(address, safe="/?&=")
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code in {200, 404}
    return len(captured)


def test_the_number_of_questions_does_not_grow_with_what_is_shown(db: None, tmp_path: Path) -> None:
    ada = browser_of(Person.objects.create_user("ada", name="Ada Lindqvist"))
    few, many = {}, {}
    import_vault(write_files(tmp_path / "few", vault(FEW)), "Few")
    for address in OF_ALL + OF_A_SPACE:
        few[address] = questions(ada, address.format("Few"))
    import_vault(write_files(tmp_path / "many", vault(MANY)), "Many")
    for address in OF_ALL + OF_A_SPACE:
        many[address] = questions(ada, address.format("Many"))
    assert {a: (few[a], many[a]) for a in few if few[a] < many[a]} == {}
    assert {a: many[a] for a in many if many[a] > most(a)} == {}


def most(address: str) -> int:
    """Finding asks the index as often as there are words to make sense of; reading has no such excuse."""
    finding = ("/search", "/find", "/pages/{}/Hubb", "/pages/{}/Wanted 1")
    return 80 if address.startswith(finding) else 15
