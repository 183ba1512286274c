"""Pages of absurd size, depth or number of parts are imported, read on screen and given back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page, Tag
from wholesight.kernel.people.actions import add_person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.vaults.exports import export_spaces
from wholesight.kernel.vaults.imports import silent
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files, read_files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]

DEPTH = 10_000
DEEP = {
    "lists": "\n".join("  " * level + "- seal" for level in range(400)) + "\n" + "- " * DEPTH + "seal",
    "quotes": "> " * DEPTH + "seal",
    "callouts": "> [!note]" * DEPTH,
    "brackets": "[" * DEPTH + "seal" + "]" * DEPTH,
    "wikilinks": "[[" * DEPTH + "seal" + "]]" * DEPTH,
    "links": "[a](" * DEPTH + ")" * DEPTH,
    "images": "![" * DEPTH + "](x)" * DEPTH,
    "stars": "*a _b " * DEPTH,
    "many stars": "*" * DEPTH + "seal" + "*" * DEPTH,
    "html": "<div>" * DEPTH + "seal" + "</div>" * DEPTH,
    "open html": "<details><summary><b><i>" * DEPTH,
    "tables": "| a |\n|---|\n" + "|" * DEPTH,
    "footnotes": "".join(f"[^{n}]: see[^{n + 1}]\n" for n in range(2000)) + "start[^0]",
    "inline footnotes": "^[a" * DEPTH + "]" * DEPTH,
    "comments": "<!--" * DEPTH + "%%" * DEPTH,
    "backticks": "`" * DEPTH + " a " + "`" * (DEPTH - 1),
    "formulas": "$" * DEPTH + "\n" + "\\frac{" * 2000 + "$",
    "references": "".join(f"[{n}]: <[{n + 1}]>\n" for n in range(2000)) + "[0]",
    "braces in properties": "---\na: " + "{a: " * DEPTH + "\n---\nseal",
    "headings": "\n".join("#" * (1 + n % 6) + f" seal {n}" for n in range(3000)),
}


@pytest.fixture
def ada(db: None) -> Client:
    """Ada's browser, signed in."""
    person, _ = add_person(OPERATOR, "Ada Lindqvist")
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.slow
@pytest.mark.parametrize("sort", DEEP)
def test_what_is_nested_absurdly_is_read(
    sort: str, vault: Vault, take_over: TakeOver, ada: Client, tmp_path: Path
) -> None:
    root = vault({"Deep.md": DEEP[sort], "Diary.md": "![[Deep]]"})
    assert take_over(root).pages == 2
    for name in ("Deep.md", "Diary.md"):
        answer = ada.get(page_url("Harbour", name))
        assert answer.status_code == 200
    export_spaces(tmp_path / "out", "Harbour", progress=silent)
    assert read_files(tmp_path / "out") == read_files(root)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "---\ntags: [" + ", ".join(f"t{n}" for n in range(DEPTH)) + "]\n---\n",
        "---\ntags:\n" + "".join(f"- t{n}\n" for n in range(DEPTH)) + "---\n",
        " ".join(f"#t{n}" for n in range(DEPTH)),
    ],
    ids=["one line of properties", "a line a property", "in the text"],
)
def test_ten_thousand_tags_are_kept_and_shown(
    text: str, vault: Vault, take_over: TakeOver, ada: Client
) -> None:
    take_over(vault({"Tags.md": text}))
    assert Tag.objects.count() == DEPTH
    assert ada.get(page_url("Harbour", "Tags.md")).status_code == 200
    assert b"t9999" in ada.get("/tags/Harbour/").content


def test_a_property_of_very_many_values_is_shown(vault: Vault, take_over: TakeOver, ada: Client) -> None:
    take_over(vault({"Stock.md": "---\nseals: [" + "s," * 20_000 + "the last]\n---\n"}))
    answer = ada.get(page_url("Harbour", "Stock.md"))
    assert answer.status_code == 200
    assert b"the last" in answer.content


def test_a_tag_of_ten_thousand_levels_is_one_tag(vault: Vault, take_over: TakeOver, ada: Client) -> None:
    take_over(vault({"Tags.md": "#" + "a/" * DEPTH + "b and #" + "w" * DEPTH}))
    assert Page.objects.count() == 1
    for address in ("/pages/Harbour/Tags", "/tags/Harbour/", "/pages/Harbour/"):
        assert ada.get(address).status_code == 200


@pytest.mark.slow
def test_a_page_of_fifty_megabytes_is_taken_where_the_operator_allows_it(
    vault: Vault, take_over: TakeOver, ada: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settings.PAGE_SIZE_LIMIT = 60_000_000
    root = vault({"Ice week.md": "---\ntags: [ice]\n---\n" + "*Ice* on [[Docks]]. " * 2_500_000})
    report = take_over(root)
    assert report.pages == 1
    export_spaces(tmp_path / "out", "Harbour", progress=silent)
    assert read_files(tmp_path / "out") == read_files(root)
    assert ada.get("/pages/Harbour/Ice%20week").status_code == 200
