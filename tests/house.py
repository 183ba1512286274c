"""The house as files: whose a file is, how high its package stands, and what it holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "wholesight"

ROOMS = (
    "knowledge",
    "systems_thinking",
    "personal_mastery",
    "mental_models",
    "shared_vision",
    "team_learning",
    "innovation",
)
# Who stands on whom: a package may know those with a lower number, and itself.
HEIGHTS = {
    "engines": 0,
    "design": 1,
    "kernel": 2,
    **dict.fromkeys(ROOMS, 3),
    "outcomes": 4,
    "api": 5,
    "cli": 5,
    "config": 6,
}

NAMED_TEMPLATE = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
LOADED_TAGS = re.compile(r"{%\s*load\s+([^%]+?)\s*%}")


def may_know(knower: str, known: str) -> bool:
    """Whether the first package may use something of the second."""
    return knower == known or HEIGHTS[knower] > HEIGHTS[known]


def package_of(file: Path) -> str:
    """The package of the house that a file under src/wholesight lies in ('' for the few files at its top)."""
    parts = file.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def place(file: Path) -> str:
    return str(file.relative_to(ROOT))


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the package, tests and migrations included."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def production() -> tuple[Path, ...]:
    """The modules that people maintain and users run: no tests, no generated migrations."""
    return tuple(file for file in modules() if not {"tests", "migrations"} & set(file.parts))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


@dataclass(frozen=True)
class Function:
    """One function: where it stands, and how many lines it takes with its decorators and docstring."""

    place: str
    name: str
    lines: int
    node: ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[Function]:
    """The functions and methods of a module, inner ones too."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            lines = (node.end_lineno or node.lineno) - first + 1
            yield Function(f"{place(file)}:{node.lineno}", node.name, lines, node)


def imports(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of every module that `node` imports; a relative import counts as the project's."""
    for statement in ast.walk(node):
        if isinstance(statement, ast.Import):
            yield from ((statement.lineno, alias.name) for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield statement.lineno, "wholesight" if statement.level else str(statement.module)


def strings(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string that stands in a module."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@cache
def templates() -> dict[str, Path]:
    """Every template of the house, by the name that Django finds it under."""
    found: dict[str, Path] = {}
    for folder in PACKAGE.glob("*/templates"):
        for file in folder.rglob("*"):
            if file.is_file():
                found[file.relative_to(folder).as_posix()] = file
    return found


@cache
def tag_libraries() -> dict[str, Path]:
    """Every library of template tags of the house, by the name that `load` uses."""
    return {file.stem: file for file in PACKAGE.glob("*/templatetags/*.py") if file.stem != "__init__"}


def at_95_percent(sizes: list[int]) -> int:
    """The size that 95 of 100 do not exceed."""
    return sorted(sizes)[int(0.95 * (len(sizes) - 1))]


def longer_than(limit: int, lines: dict[str, int]) -> dict[str, int]:
    """Those that exceed the limit, longest first."""
    ordered = sorted(lines.items(), key=lambda item: -item[1])
    return {name: count for name, count in ordered if count > limit}
