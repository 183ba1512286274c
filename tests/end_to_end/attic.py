"""A vault of pages that are hard to show well: long, wide, deep, old, broken, written from right to left."""

from __future__ import annotations

from pathlib import Path

LONG_TITLE = (
    "What the night crew of the harbour learned in the second week of January about seals, latches, cells "
    "and Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
)
DEEP = "/".join(f"Shelf {number}" for number in range(1, 13))
BROKEN = "---\nowner: [Ada\nreviewed: yes\n---\nNobody closed the bracket above.\n"
RIGHT_TO_LEFT = (
    "---\nlanguage: ar\n---\n# الميناء في الشتاء\n\nتتجمد الأختام قبل أن تفرغ البطاريات. انظر [[Ladder]].\n"
)


def many_headings() -> str:
    """A chest of drawers within drawers, whose uppermost are at the second level."""
    return "".join(f"{'#' * (number % 3 + 2)} Drawer {number}\n\nA button.\n\n" for number in range(60))


def wide_table() -> str:
    columns = range(1, 17)
    rows = ["|".join(f" Column {number} " for number in columns), "|".join("---" for _ in columns)]
    rows += ["|".join(f" value {row}.{number} " for number in columns) for row in range(1, 11)]
    return "\n".join(f"|{row}|" for row in rows)


def many_properties() -> str:
    names = "".join(f"property {number}: value {number}\n" for number in range(1, 31))
    return f"---\n{names}tags: [attic/dust, attic/wood]\naliases: [Chest, Trunk]\n---\nIt is full.\n"


def pages() -> dict[str, str]:
    """The texts of the vault by their paths."""
    found = {
        "Welcome.md": "Things that nobody throws away. Begin with the [[Ladder]].\n",
        "Ladder.md": "It leads up.\n",
        "Empty.md": "",
        "Recipe.md": "It comes out as it went in:\n\n```sh\nwholesight export attic --space Attic\n```\n",
        f"{LONG_TITLE}.md": "# Yes\n\nIt has a long name.\n\n# No\n\n" + "unbreakable" * 40 + "\n",
        "Many drawers.md": many_headings(),
        "Inventory.md": wide_table(),
        "Full chest.md": many_properties(),
        "Harbour in Arabic.md": RIGHT_TO_LEFT,
        f"{DEEP}/Bottom.md": "Under everything.\n",
        "Broken properties.md": BROKEN,
        "Broken, and settled in a hurry.md": BROKEN,
        "Broken, and settled without a script.md": BROKEN,
    }
    found |= {
        f"Boxes/Box {number}.md": f"It stands beside the [[Ladder]], {number} steps from the door.\n"
        for number in range(1, 91)
    }
    return found


def write_attic(folder: Path) -> Path:
    """Write the vault into a folder and return it."""
    for path, text in pages().items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder
