"""Real vaults: their links, embeds and headings are all found, in the numbers that are known."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from wholesight.engines import markdown
from wholesight.engines.markdown import MISSING, Missing, Outline, PropertyNotChanged, Value, WrittenLink

from .vault import Vault


class RealVault(Vault):
    """A folder of files, outlined."""

    def __init__(self, folder: Path) -> None:
        files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        super().__init__(*files)
        self.texts = {
            path: (folder / path).read_bytes().decode() for path in files if path.lower().endswith(".md")
        }
        self.outlines: dict[str, Outline] = {
            path: markdown.outline(text) for path, text in self.texts.items()
        }

    def links(self, *forms: str) -> list[tuple[str, WrittenLink]]:
        """Every link of these forms with its page."""
        return [
            (path, link) for path, page in self.outlines.items() for link in page.links if link.form in forms
        ]

    def path_of(self, source: str, link: WrittenLink) -> str | None:
        """The file a link means; for Markdown a folder's README or index, too."""
        if not link.target:
            return source
        targets = [link.target, *(markdown.folder_targets(link.target) if link.form == "markdown" else ())]
        for target in targets:
            candidates = self.named[markdown.link_key(target)]
            found = markdown.resolve(link.form, target, source, candidates).candidate
            if found is not None:
                return found.path
        return None

    def headings(self, *forms: str) -> Counter[bool]:
        """How many links to headings of pages find theirs, and how many do not."""
        found: Counter[bool] = Counter()
        for source, link in self.links(*forms):
            path = self.path_of(source, link)
            if path in self.outlines and link.fragment and not link.fragment.startswith("^"):
                found[markdown.find_heading(self.outlines[path].headings, link.fragment) is not None] += 1
        return found


@pytest.fixture(scope="module")
def vaults(test_data: Path) -> Path:
    """The folder of vaults."""
    return test_data / "vaults"


def test_obsidian_tasks_has_840_links_and_all_lead_somewhere(vaults: Path) -> None:
    vault = RealVault(vaults / "obsidian-tasks")
    links = vault.links("wikilink", "embed")
    assert len(vault.outlines) == 100
    assert (len(links), len(vault.links("embed"))) == (840, 19)
    assert all(vault.path_of(source, link) for source, link in links)
    assert vault.headings("wikilink", "embed") == {True: 296}


def test_kepano_has_75_links_of_which_11_wait_for_their_pages(vaults: Path) -> None:
    vault = RealVault(vaults / "kepano-obsidian")
    links = vault.links("wikilink", "embed")
    missing = [link.target for source, link in links if vault.path_of(source, link) is None]
    assert (len(vault.outlines), len(links), len(vault.links("embed"))) == (103, 75, 61)
    assert (len(missing), len(set(missing))) == (11, 10)


def test_engineering_playbook_links_by_relative_markdown(vaults: Path) -> None:
    vault = RealVault(vaults / "engineering-playbook")
    links = vault.links("markdown")
    found = [path for source, link in links if (path := vault.path_of(source, link))]
    assert (len(links), len(found)) == (599, 588)
    assert vault.headings("markdown") == {True: 168, False: 4}


@pytest.mark.slow
def test_every_property_of_every_page_can_be_changed(vaults: Path) -> None:
    refused = 0
    for name in ("obsidian-tasks", "kepano-obsidian", "18f-guides", "clef-handbook"):
        vault = RealVault(vaults / name)
        for path, text in vault.texts.items():
            values = vault.outlines[path].front_matter.values
            for key in values:
                changes: tuple[Value | Missing, ...] = ("plain", ["a", "[[B]]"], MISSING)
                for value in changes:
                    try:
                        after = markdown.change_property(text, key, value)
                    except PropertyNotChanged:
                        refused += 1
                        continue
                    assert after != text or values[key] == value
    assert refused == 0


def test_every_page_renders_and_agrees_with_its_outline(vaults: Path) -> None:
    for name in ("obsidian-tasks", "kepano-obsidian", "clef-handbook"):
        vault = RealVault(vaults / name)
        for path, text in vault.texts.items():
            links = [
                (link.form, link.target) for link in vault.outlines[path].links if link.form != "property"
            ]
            assert links == [(each.form, each.target) for each in markdown.render(text).references], path
