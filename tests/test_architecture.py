"""The order of the house: what import-linter's contracts say, and what imports do not show.

A test that fails here names the file and the order that it breaks; docs/architecture.md tells the reasons.
"""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db.models import Model
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house import (
    HEIGHTS,
    LOADED_TAGS,
    NAMED_TEMPLATE,
    PACKAGE,
    ROOT,
    at_95_percent,
    functions,
    imports,
    longer_than,
    may_know,
    modules,
    package_of,
    place,
    production,
    strings,
    tag_libraries,
    templates,
    tree,
)
from wholesight.kernel.kinds.registry import kinds

MADE = {"built", "__pycache__"}
TOP_FILES = {"__init__.py", "__main__.py", "py.typed"}
# What an app may have: parts of any app, a room's files that grew into folders, the nouns of the kernel.
PARTS = {"demo", "images", "islands", "locale", "migrations", "styles", "templates", "templatetags", "tests"}
GROWN = {"actions", "api", "models", "queries", "views"}
NOUNS = {
    *("activity", "attachments", "concerns", "drafts", "favourites", "jobs", "kinds", "links", "metrics"),
    *("pages", "people", "permissions", "reading", "rooms", "search", "spaces", "surroundings", "vaults"),
    *("whole", "writing"),
}
EMPTY_WORDS = {
    *("common", "core", "helper", "helpers", "lib", "manager", "managers", "misc", "service", "services"),
    *("shared", "stuff", "util", "utils"),
}
OUTSIDE = {
    *("django", "ftplib", "http", "psycopg", "smtplib", "socket", "sqlite3", "subprocess", "urllib.request"),
}
INLINE = re.compile(
    r"""<script(?![^>]*\ssrc=)|<style[\s>]|\sstyle=["']|\son[a-z]+=["']|javascript:""", re.IGNORECASE
)


def test_imports_keep_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert outcome == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_house_has_no_unlisted_folder() -> None:
    folders = {entry.name for entry in PACKAGE.iterdir() if entry.is_dir()} - MADE
    assert folders - set(HEIGHTS) == set(), "List it in tests/house.py and in the layers of pyproject.toml."
    assert {entry.name for entry in PACKAGE.iterdir() if entry.is_file()} <= TOP_FILES


def test_apps_have_no_unlisted_folder() -> None:
    unlisted = [
        place(folder)
        for name in sorted(set(HEIGHTS) - {"engines"})
        for folder in sorted(PACKAGE.glob(f"{name}/*/"))
        if folder.name not in PARTS | MADE | (NOUNS if name == "kernel" else GROWN)
    ]
    assert unlisted == [], "A room's nouns are files; the kernel's nouns are listed in this test."


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {file.parent for file in modules()}
    assert [place(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [place(file) for file in modules() if EMPTY_WORDS & {file.stem, *file.relative_to(PACKAGE).parts}]
    assert named == []


def test_engines_reach_for_nothing_outside() -> None:
    reaching = [
        f"{place(file)}:{line} imports {name}"
        for file in modules()
        if package_of(file) == "engines"
        for line, name in imports(tree(file))
        if f"{name}.".startswith(tuple(f"{each}." for each in OUTSIDE))
    ]
    assert reaching == []


def test_design_knows_no_model() -> None:
    knowing = [
        f"{place(file)}:{line} imports {name}"
        for file in production()
        if package_of(file) == "design"
        for line, name in imports(tree(file))
        if name.startswith("django.db")
    ]
    assert knowing == []
    assert [model for model in apps.get_models() if _owner(model) == "design"] == []


def test_project_imports_stand_at_the_top() -> None:
    hidden = [
        f"{function.place} {function.name} imports {name}"
        for file in production()
        if package_of(file) != "cli"  # a command must not load Django before it knows that it needs it
        for function in functions(file)
        if not (file.name == "apps.py" and function.name == "ready")
        for _, name in imports(function.node)
        if name.partition(".")[0] == "wholesight"
    ]
    assert hidden == []


def _owner(model: type[Model]) -> str:
    """The package of the house that a model lives in; '' for one of another project or of the tests."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "wholesight" else ""


def test_foreign_keys_go_down() -> None:
    up = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and isinstance(field.related_model, type)
        if _owner(model) and _owner(field.related_model)
        if not may_know(_owner(model), _owner(field.related_model))
    ]
    assert up == []


def test_happenings_hang_on_pages_never_on_companions() -> None:
    companions = {kind.companion for kind in kinds()} - {None}
    hanging = [
        f"{model.__name__}.{field.name} -> {field.related_model}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in companions
    ]
    assert hanging == []


def test_a_companion_holds_no_foreign_key_but_its_page() -> None:
    others = [
        f"{kind.name}: {field.name}"
        for kind in kinds()
        if kind.companion is not None
        for field in kind.companion._meta.get_fields()
        if field.is_relation and field.concrete and field.name != "page"
    ]
    assert others == [], "Relations are read through link rows."


def test_templates_include_only_what_stands_below() -> None:
    wrong = []
    for file in templates().values():
        for name in NAMED_TEMPLATE.findall(file.read_text(encoding="utf-8")):
            known = templates().get(name)
            if known is not None and may_know(package_of(file), package_of(known)):
                continue
            if known is None and package_of(file) == "design" and _is_anothers(name):
                continue
            wrong.append(f"{place(file)}: {name}")
    assert wrong == []


def _is_anothers(name: str) -> bool:
    """Whether Django or allauth brings the template."""
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def test_templates_load_only_tags_that_stand_below() -> None:
    wrong = [
        f"{place(file)}: {name}"
        for file in templates().values()
        for words in LOADED_TAGS.findall(file.read_text(encoding="utf-8"))
        for name in words.split()
        if name in tag_libraries() and not may_know(package_of(file), package_of(tag_libraries()[name]))
    ]
    assert wrong == []


def test_code_names_only_templates_that_stand_below() -> None:
    wrong = [
        f"{place(file)}:{line} {text}"
        for file in production()
        for line, text in strings(file)
        if text.partition("#")[0] in templates()
        if not may_know(package_of(file), package_of(templates()[text.partition("#")[0]]))
    ]
    assert wrong == []


def test_templates_carry_no_inline_script_or_style() -> None:
    inline = [
        f"{place(file)}: {found.group().strip()}"
        for file in templates().values()
        if file.suffix in {".html", ".svg"}
        for found in INLINE.finditer(file.read_text(encoding="utf-8"))
    ]
    assert inline == [], "The content security policy of every response would switch it off."


def test_modules_are_short() -> None:
    lines = {place(file): len(file.read_text(encoding="utf-8").splitlines()) for file in production()}
    assert longer_than(600, lines) == {}
    assert at_95_percent([*lines.values()]) <= 350, longer_than(350, lines)


def test_functions_are_short() -> None:
    lines = {f"{each.place} {each.name}": each.lines for file in production() for each in functions(file)}
    assert longer_than(80, lines) == {}
    assert at_95_percent([*lines.values()]) <= 40, longer_than(40, lines)
