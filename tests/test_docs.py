"""What the documentation promises, held against the code: an undocumented setting or command fails here."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from django.apps import apps
from django.urls import URLPattern
from typer.core import TyperCommand, TyperGroup

from tests.house import PACKAGE, ROOT
from wholesight.cli import application
from wholesight.engines.markdown import WrittenLink, find_heading, outline
from wholesight.engines.search import LANGUAGES, ranking
from wholesight.kernel.environment import SETTINGS
from wholesight.kernel.rooms.registry import rooms
from wholesight.kernel.vaults.report import Report

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
TOP_PAGES = ("README.md", "CONTRIBUTING.md", "STYLE.md", "CHANGELOG.md")
FENCED = re.compile(r"^```(?:sh|bash|console|text)?\n(.*?)^```", re.DOTALL | re.MULTILINE)
VARIABLE = re.compile(r"\bWHOLESIGHT_[A-Z_]+\b")
NAMED_FILE = re.compile(r"^\*\*`([^`]+)`\*\*\n\n```\w+\n(.*?)^```", re.DOTALL | re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|", re.MULTILINE)
TEST_VARIABLES = re.compile(r"WHOLESIGHT_(TEST_\w+|CHROMIUM|REQUIRE)")


def pages() -> list[Path]:
    """Every page of documentation."""
    return [*(ROOT / name for name in TOP_PAGES), *sorted(DOCS.rglob("*.md"))]


def commands(group: TyperGroup, before: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """Every command with its words, those of groups included: `person add`."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from commands(command, f"{before}{name} ")
        elif isinstance(command, TyperCommand):
            yield before + name, command


def all_commands() -> dict[str, TyperCommand]:
    group = typer.main.get_command(application)
    assert isinstance(group, TyperGroup)
    return dict(commands(group))


def spoken(program: str, page: Path) -> list[str]:
    """The lines of a page's code blocks that call a program, without its name and without comments."""
    lines = [
        line for block in FENCED.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()
    ]
    calls = [line.strip().removeprefix("$ ").partition("  #")[0] for line in lines]
    return [call.removeprefix(program).strip() for call in calls if call.split(" ")[0] == program]


def test_chores_of_the_documentation_are_in_the_makefile() -> None:
    chores = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    calls = [call for page in pages() for call in spoken("make", page)]
    called = {word for call in calls for word in shlex.split(call) if "=" not in word}
    assert {"install", "run", "test"} <= called
    assert called <= chores


@pytest.mark.parametrize("document", pages(), ids=lambda each: each.name)
def test_commands_of_the_documentation_exist(document: Path) -> None:
    known = all_commands()
    unknown = [
        call
        for call in spoken("wholesight", document)
        if not any(call == words or call.startswith(f"{words} ") for words in known)
        and not call.startswith("-")
    ]
    assert unknown == []


def test_every_command_and_option_is_described() -> None:
    described = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    missing = [
        f"wholesight {words}: {name}"
        for words, command in all_commands().items()
        for name in [f"wholesight {words}", *(name for option in command.params for name in option.opts)]
        if name[:2] in {"wh", "--"} and f"`{name}" not in described
    ]
    assert missing == []


def test_every_setting_is_described_and_none_is_invented() -> None:
    described = set(VARIABLE.findall((REFERENCE / "settings.md").read_text(encoding="utf-8")))
    described = {name for name in described if not TEST_VARIABLES.fullmatch(name)}
    assert described == {setting.name for setting in SETTINGS}


def test_code_reads_only_declared_settings() -> None:
    declared = {setting.name for setting in SETTINGS}
    read = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in PACKAGE.rglob("*.py")
        if "tests" not in file.parts
        for name in VARIABLE.findall(file.read_text(encoding="utf-8"))
        if name not in declared
    }
    assert read == set()


def test_every_kind_is_described() -> None:
    described = (REFERENCE / "kinds.md").read_text(encoding="utf-8")
    ours = [kind for room in rooms() if room.name != "toy_room" for kind in room.kinds]
    names = {name for kind in ours for name in (kind.name, *(each.name for each in kind.properties))}
    assert "note" in names
    assert {name for name in names if f"`{name}`" not in described} == set()


def test_every_field_of_the_report_of_an_import_is_described() -> None:
    text = (REFERENCE / "import-report.md").read_text(encoding="utf-8")
    described = {name for name, _ in ROW.findall(text)}
    example = json.loads(re.findall(r"```json\n(.*?)```", text, re.DOTALL)[0])
    assert described == set(Report().as_json()) == set(example)


def test_the_ranking_is_described_with_its_constants() -> None:
    text = (REFERENCE / "search.md").read_text(encoding="utf-8")
    described = {name: float(value) for name, value in ROW.findall(text)}
    assert described == {name: getattr(ranking, name) for name in described}
    assert {"SATURATION", "STEM_SHARE", "TITLE_WEIGHT"} <= set(described)
    assert f"\n> {', '.join(LANGUAGES)}\n" in text


def test_every_table_is_described() -> None:
    described = (REFERENCE / "data-model.md").read_text(encoding="utf-8")
    tables = {model._meta.model_name for model in apps.get_app_config("kernel").get_models()}
    assert "page" in tables
    assert {table for table in tables if f"`{table}`" not in described} == set()


def test_every_address_is_described() -> None:
    described = (REFERENCE / "http.md").read_text(encoding="utf-8")
    ours = [(room.prefix, route) for room in rooms() if room.name != "toy_room" for route in room.routes]
    addresses = {f"/{prefix}{address(route)}" for prefix, route in ours if isinstance(route, URLPattern)}
    assert "/pages/SPACE/PATH" in addresses
    assert {each for each in addresses if f"`{each}`" not in described} == set()


def address(route: URLPattern) -> str:
    """A route with its variables in capitals, as the reference writes it: `pages/SPACE/PATH`."""
    plain = re.sub(r"<int:\w+>", "NUMBER", str(route.pattern))
    return re.sub(r"<\w+:(\w+)>", lambda variable: variable[1].upper(), plain)


def test_every_page_is_in_the_index() -> None:
    index = outline((DOCS / "index.md").read_text(encoding="utf-8"))
    listed = {(DOCS / link.target).resolve() for link in index.links}
    assert {page.name for page in DOCS.rglob("*.md") if page.resolve() not in listed} == {"index.md"}


ADA_LOOKS_AT_THE_BOOK = """
import django
django.setup()
from django.test import Client
from library.models import BookFields, Loan
from wholesight.kernel.people.models import Person
ada = Client(SERVER_NAME="localhost")
ada.force_login(Person.objects.get())
Loan.objects.create(page=BookFields.objects.get(pages=424).page, days=14)
for address in ("/library/shelf", "/pages/Shelf/Senge"):
    print(ada.get(address).content.decode())
"""


@pytest.mark.slow
def test_the_room_of_the_how_to_works(operator: dict[str, str], tmp_path: Path) -> None:
    write_library(tmp_path)
    environment = operator | {"PYTHONPATH": str(tmp_path), "WHOLESIGHT_ROOMS": "library"}
    environment["DJANGO_SETTINGS_MODULE"] = "wholesight.config.settings"
    shown = ""
    for call in (
        "-m django makemigrations library",
        "-m wholesight person add Ada",
        "-m wholesight import vault --space Shelf",
        f"-c {shlex.quote(ADA_LOOKS_AT_THE_BOOK)}",
    ):
        command = [sys.executable, *shlex.split(call)]
        answer = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
        assert answer.returncode == 0, answer.stderr
        shown += answer.stdout
    assert '<h1 class="title">Long books</h1>' in shown
    assert "Stands at <strong>SEN 1</strong>" in shown
    assert "<p>1 times</p>" in shown


def write_library(folder: Path) -> None:
    """The room that the how-to shows, file by file, and a vault with its example of a page."""
    text = (DOCS / "how-to" / "write-a-room.md").read_text(encoding="utf-8")
    files = dict(NAMED_FILE.findall(text)) | {"library/__init__.py": ""}
    files["vault/Senge.md"] = re.findall(r"^````markdown\n(.*?)^````", text, re.DOTALL | re.MULTILINE)[0]
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("document", pages(), ids=lambda each: each.name)
def test_links_between_pages_lead_somewhere(document: Path) -> None:
    broken = [
        f"line {link.line}: {link.target}#{link.fragment}"
        for link in outline(document.read_text(encoding="utf-8")).links
        if not leads_somewhere(document, link)
    ]
    assert broken == []


def leads_somewhere(page: Path, link: WrittenLink) -> bool:
    """Whether the file is there, and in it the heading. Readers elsewhere know only plain Markdown links."""
    file = (page.parent / link.target).resolve() if link.target else page
    if link.form not in {"markdown", "image", "html"} or not file.is_relative_to(ROOT) or not file.exists():
        return False
    if not link.fragment:
        return True
    return find_heading(outline(file.read_text(encoding="utf-8")).headings, link.fragment) is not None


def test_the_list_of_changes_has_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    headings = [
        heading.text for heading in outline((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")).headings
    ]
    assert any(version in heading for heading in headings)


@pytest.mark.parametrize("words", sorted(all_commands()))
def test_a_command_explains_itself_without_a_database(words: str, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "wholesight", *words.split(), "--help"]
    environment = os.environ | {"WHOLESIGHT_HOME": str(tmp_path / "none"), "NO_COLOR": "1"}
    answer = subprocess.run(call, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=60)
    assert answer.returncode == 0, answer.stderr
    assert "Usage:" in answer.stdout
    assert not (tmp_path / "none").exists(), "Help must not make a data directory."
