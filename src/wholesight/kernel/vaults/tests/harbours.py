"""A vault before and after a winter: an import of the second over the first takes every step there is."""

from __future__ import annotations

from pathlib import Path

from wholesight.kernel.vaults.tests.conftest import Files, write_files

PNG = b"\x89PNG\r\n\x1a\n"
STABLE = "\n".join(f"Line {number} about grease and seals in the cold." for number in range(8))
BEFORE: Files = {
    ".obsidian/types.json": '{"types": {"depth": "number"}}',
    "Diary.md": "Cold. [[Seals]] [[New dock 3]] [[Winter]] [[Grease]] ![[map.png]] [plan](plan.pdf)",
    "Seals.md": "---\naliases: [Winter]\ndepth: '7'\nrests_on: '[[Diary]]'\n---\n# Grease\n\nSeals. ^one\n",
    "Moves/One.md": f"One. {STABLE}",
    "Moves/Two.md": f"Two. {STABLE}",
    "Goes.md": "[[Diary]] #winter/early",
    "Goes too.md": "[[Goes]]",
    "Breaks.md": "Was text.",
    "map.png": PNG + b"old",
    **{f"Docks/Dock {number}.md": f"[[Dock {number + 1}]] in the cold" for number in range(12)},
}
AFTER: Files = {
    ".obsidian/types.json": '{"types": {"depth": "text", "soon": "date"}}',
    "Diary.md": "Colder. [[Seals#Grease]] [[New dock 3]] [[Winter]] [[Seals#^one]] [[One]] [plan](plan.pdf)",
    "Seals.md": "---\naliases: [Frost]\ndepth: '7'\nsoon: [never\n---\n# Grease\n\nSeals. ^one\n",
    "Moved/Uno.md": f"One. {STABLE}",
    "Moved/Due.md": f"Two. {STABLE}",
    "Breaks.md": b"Is no text: \xff",
    "Many.md": " ".join(f"[[New dock {number % 30}]]" for number in range(900)) + " #winter",
    "Grease.md": "---\nkind: lesson\nlearned: 2026-01-31\n---\nNearer. #winter/late [[Harbour/Diary]]",
    "map.png": PNG + b"new",
    "plan.pdf": b"%PDF-1.7 plan",
    **{f"Docks/Dock {number}.md": f"[[Dock {number + 2}]] in the deep cold" for number in range(12)},
    **{f"New/New dock {number}.md": f"[[Dock {number % 12}]] grease {number}" for number in range(30)},
}


def write_before(folder: Path) -> Path:
    return write_files(folder / "Harbour", BEFORE)


def change_to_after(root: Path) -> None:
    for path in BEFORE.keys() - AFTER.keys():
        (root / path).unlink()
    write_files(root, AFTER)
