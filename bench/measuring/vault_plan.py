"""The plan of a generated vault: its pages, where they lie, and what others can link to in them."""

from __future__ import annotations

import random
from dataclasses import dataclass

from measuring.words import words_between

PAGES_A_FOLDER = 40
PAGES_A_PICTURE = 100
AT_THE_ROOT = 0.02
WITH_ALIASES = 0.15
WITH_BLOCK = 0.2
PICTURES = "Attachments"


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page as others see it; `path` has no suffix, `block` is the name of a block or nothing."""

    path: str
    name: str
    aliases: tuple[str, ...]
    headings: tuple[str, ...]
    block: str


@dataclass(frozen=True)
class VaultPlan:
    """All pages of a vault in the order in which they are written, its folders and its pictures."""

    seed: int
    folders: tuple[str, ...]
    pages: tuple[PlannedPage, ...]
    pictures: tuple[str, ...]

    @property
    def aliased(self) -> list[PlannedPage]:
        return [page for page in self.pages if page.aliases]


def plan_vault(pages: int, seed: int) -> VaultPlan:
    """Plan so many pages. Names are unique in the vault, so a bare name resolves to one page."""
    generator = random.Random(f"{seed} plan {pages}")
    folders = plan_folders(max(4, pages // PAGES_A_FOLDER), generator)
    names = Names(generator)
    planned = tuple(plan_page(folders, names, generator) for _ in range(pages))
    count = max(1, pages // PAGES_A_PICTURE)
    pictures = tuple(f"{PICTURES}/{names.new(2).lower().replace(' ', '-')}.png" for _ in range(count))
    return VaultPlan(seed, (*folders, PICTURES), planned, pictures)


class Names:
    """Makes names out of words of the middle ranks and never the same one twice."""

    def __init__(self, generator: random.Random) -> None:
        self.generator = generator
        self.words = words_between(150, 9_000, 9_000, "names")
        self.taken: set[str] = set()

    def new(self, words: int) -> str:
        while True:
            name = " ".join(self.generator.choices(self.words, k=words)).capitalize()
            if name not in self.taken:
                self.taken.add(name)
                return name


def plan_folders(count: int, generator: random.Random) -> tuple[str, ...]:
    """Folders up to three deep; a folder's parent always comes before it."""
    words = [word.capitalize() for word in words_between(1_000, 12_000, count, "folders")]
    folders: list[str] = []
    for number, word in enumerate(words):
        parent = generator.choice(folders) if number >= 4 and generator.random() < 0.85 else ""
        folders.append(f"{parent}/{word}" if parent and parent.count("/") < 2 else word)
    return tuple(folders)


def plan_page(folders: tuple[str, ...], names: Names, generator: random.Random) -> PlannedPage:
    name = names.new(generator.choice((2, 2, 3, 3, 4)))
    folder = "" if generator.random() < AT_THE_ROOT else generator.choice(folders)
    aliases = (
        tuple(names.new(2) for _ in range(generator.choice((1, 1, 2))))
        if generator.random() < WITH_ALIASES
        else ()
    )
    headings = tuple(
        " ".join(words).capitalize()
        for words in (
            generator.sample(names.words, generator.choice((1, 2, 3))) for _ in range(generator.randint(2, 6))
        )
    )
    block = generator.choice(names.words) if generator.random() < WITH_BLOCK else ""
    return PlannedPage(f"{folder}/{name}" if folder else name, name, aliases, headings, block)
