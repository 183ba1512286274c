"""Names that some systems cannot hold or tell apart are kept apart here, found and given back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.actions import add_person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.vaults.exports import export_spaces
from wholesight.kernel.vaults.imports import silent
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files, read_files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]

COMPOSED, TAKEN_APART = "Caf\u00e9.md", "Cafe\u0301.md"
RESERVED = [
    "CON.md",
    "aux.md",
    "NUL",
    "a:b.md",
    "tail .md",
    "dot..md",
    "back\\slash.md",
    "what?.md",
    "50%25.md",
]
HARD_TO_ADDRESS = [".md", "..md", "...md", "Docks/.md", "A.md.md", "A.MD", "#1.md", "a b;c&d=e+f.md", "é%.md"]


def target_of(link: Link) -> str:
    assert link.page is not None
    return link.page.path


def test_names_that_differ_in_case_are_two_pages(vault: Vault, take_over: TakeOver) -> None:
    report = take_over(vault({"Log.md": "one", "log.md": "two", "Diary.md": "[[Log]] [[log]] [[LOG]]"}))
    links = Link.objects.order_by("ordinal").select_related("page")
    assert [target_of(link) for link in links][:2] == ["Log.md", "log.md"]
    assert (report.pages, report.resolved, report.ambiguous) == (3, 3, 1)


def test_names_that_differ_in_unicode_form_are_two_pages(vault: Vault, take_over: TakeOver) -> None:
    report = take_over(
        vault({COMPOSED: "one", TAKEN_APART: "two", "Diary.md": "[[Caf\u00e9]] [[Cafe\u0301]]"})
    )
    links = Link.objects.order_by("ordinal").select_related("page")
    assert [target_of(link) for link in links] == [COMPOSED, TAKEN_APART]
    assert (report.pages, report.ambiguous) == (3, 0)


def test_a_name_in_another_unicode_form_still_finds_its_page(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({TAKEN_APART: "Open at six.", "Diary.md": "[[CAF\u00c9]]"}))
    link = Link.objects.select_related("page").get()
    assert (link.status, target_of(link)) == ("resolved", TAKEN_APART)


def test_a_changed_case_moves_the_page(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"log.md": "Cold."})
    take_over(root)
    (root / "log.md").rename(root / "Log.md")
    assert take_over(root).moved == [{"from": "log.md", "to": "Log.md"}]
    assert Page.objects.get().path == "Log.md"


@pytest.mark.parametrize("names", [RESERVED, HARD_TO_ADDRESS], ids=["reserved", "hard to address"])
def test_every_name_comes_back(names: list[str], vault: Vault, take_over: TakeOver, tmp_path: Path) -> None:
    root = vault({name: f"This is {name}" for name in names})
    take_over(root)
    export_spaces(tmp_path / "out", "Harbour", progress=silent)
    assert read_files(tmp_path / "out") == read_files(root)


@pytest.mark.parametrize("name", [name for name in RESERVED + HARD_TO_ADDRESS if name != "NUL"])
def test_every_page_has_an_address_of_its_own(name: str, vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({name: f"These words are in `{name}`.", "A.md": "Another.", "A.md.MD": "A third."}))
    ada, _ = add_person(OPERATOR, "Ada Lindqvist")
    client = Client()
    client.force_login(ada)
    url = page_url("Harbour", name)
    answer = client.get(url)
    assert answer.status_code == 200
    assert "These words are in" in answer.content.decode()
    assert not {".", ".."} & set(url.split("/")), "a browser would walk up"


def test_a_name_with_a_control_character_is_skipped(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"line\nbreak.md": "a", "bell\a.md": "b", "tab\tin/page.md": "c", "Diary.md": "d"})
    report = take_over(root)
    assert report.pages == 1
    assert {entry["path"]: entry["reason"] for entry in report.skipped_files} == dict.fromkeys(
        ["line\\nbreak.md", "bell\\x07.md", "tab\\tin/page.md"], "its name has a control character"
    )


def test_a_name_that_is_no_text_is_skipped(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"Diary.md": "Cold."})
    (root / os.fsdecode(b"caf\xe9.md")).write_text("a")
    folder = root / os.fsdecode(b"caf\xe9s")
    folder.mkdir()
    (folder / "Seals.md").write_text("b")
    report = take_over(root)
    assert report.pages == 1
    assert {entry["path"] for entry in report.skipped_files} == {"caf\\xe9.md", "caf\\xe9s/Seals.md"}


def test_a_path_that_no_index_holds_is_skipped(vault: Vault, take_over: TakeOver) -> None:
    deep = "/".join(["winter" * 30] * 12)
    report = take_over(vault({f"{deep}/Seals.md": "a", "Diary.md": "b"}))
    assert report.pages == 1
    assert report.skipped_files[0]["reason"] == "its path is longer than 2000 bytes"


def test_the_longest_names_of_a_disk_are_pages(vault: Vault, take_over: TakeOver) -> None:
    one, other = "s" * 251 + "1", "s" * 251 + "2"
    take_over(vault({f"{one}.md": "a", f"{other}.md": "b", "Diary.md": f"[[{one}]] [[{other}]]"}))
    links = Link.objects.order_by("ordinal").select_related("page")
    assert [target_of(link) for link in links] == [f"{one}.md", f"{other}.md"]
