"""Saltwheel's pages read as a careful editor would leave them: no dead link, no echo, no filler."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from wholesight import knowledge
from wholesight.engines import markdown

FOLDER = Path(knowledge.__file__).parent / "demo"
WANTED = {
    "Handbook/Frost map of the stations",
    "Handbook/When a bike is frozen in",
    "Workshop floor/Latch thawing kit",
}
LEAST_WORDS = 60
LEAST_WORDS_OF_A_PERSON = 30
LONGEST_ECHO = 6
FEATURES = {
    "a comment": r"%%[^%]+%%",
    "a folded callout": r"^> \[!\w+\]-",
    "a nested callout": r"^> > \[!\w+\]",
    "a footnote": r"^\[\^\w+\]: ",
    "an inline footnote": r"\^\[[^\]]+\]",
    "a table": r"^\|(?: ?:?-+:? ?\|)+$",
    "a link in a table": r"\\\|",
    "an open task": r"^- \[ \] ",
    "a task that is done": r"^- \[x\] ",
    "a highlight": r"==[^=\n]+==",
    "struck out words": r"~~[^~\n]+~~",
    "SQL": r"^```sql$",
    "YAML": r"^```yaml$",
    "inline mathematics": r"\$[^$\n]+\$",
    "a formula": r"^\$\$$",
    "a tag in the body": r"^#\w+/\w+$",
    "an embedded page": r"!\[\[[^\]|#.]+\]\]",
    "an embedded section": r"!\[\[[^\]|#]+#[^\]|^]+\]\]",
    "an embedded block": r"!\[\[[^\]|#]+#\^[^\]|]+\]\]",
    "an image with words and a size": r"!\[[^\]|]{12,}\|\d+\]\(",
    "an image from the other space": r"!\[\[(?:Handbook|Workshop floor)/[^\]|]+\.svg\|",
    "a link to a page in the other space": r"(?<!!)\[\[Workshop floor/",
    "a number": r"^\w+: \d+$",
    "a fraction": r"^\w+: \d+\.\d+$",
    "a checkbox": r"^\w+: (?:true|false)$",
    "a date": r"^\w+: \d{4}-\d\d-\d\d$",
    "a time": r"^\w+: \d{4}-\d\d-\d\dT\d\d:\d\d$",
    "aliases": r"^aliases: \[",
    "a relation": r'^rests_on: "\[\[',
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: the file, from the demo's folder, and how surely."""

    path: str
    status: str


@cache
def texts() -> dict[str, str]:
    """Every page's text by its path, the space's name first."""
    return {str(file.relative_to(FOLDER)): file.read_text("utf-8") for file in sorted(FOLDER.rglob("*.md"))}


@cache
def outlines() -> dict[str, markdown.Outline]:
    return {path: markdown.outline(text) for path, text in texts().items()}


@cache
def chronicle() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / "chronicle.yaml").read_text("utf-8"))
    return loaded


@cache
def files() -> dict[str, list[str]]:
    """The paths in each space of its pages and attachments."""
    spaces = chronicle()["spaces"]
    return {
        space: [str(file.relative_to(FOLDER / space)) for file in sorted((FOLDER / space).rglob("*.*"))]
        for space in spaces
    }


def lookup(space: str, form: str, target: str, source: str) -> Place | None:
    """What a link means inside one space, as the engine says."""
    named = [path for path in files()[space] if markdown.link_key(path) == markdown.link_key(target)]
    candidates = [
        markdown.Candidate(number, path, "file", path.endswith(".md")) for number, path in enumerate(named)
    ]
    found = markdown.resolve(form, target, source, candidates)
    return Place(f"{space}/{found.candidate.path}", found.status) if found.candidate else None


def destination(page: str, link: markdown.WrittenLink) -> Place | None:
    """Where a link of a page leads: in its own space, else in the space that its first segment names."""
    space, _, source = page.partition("/")
    if not link.target:
        return Place(page, "resolved")
    first, _, rest = link.target.partition("/")
    return lookup(space, link.form, link.target, source) or (
        lookup(first, link.form, rest, "") if first in files() else None
    )


def links() -> Iterator[tuple[str, markdown.WrittenLink, Place | None]]:
    for page, outline in outlines().items():
        for link in outline.links:
            yield page, link, destination(page, link)


def kind(page: str) -> str:
    return str(outlines()[page].front_matter.values.get("kind", "note"))


def name(page: str) -> str:
    return Path(page).stem


def test_every_link_leads_to_a_page_but_those_that_ask_for_one() -> None:
    dead = set()
    for page, link, place in links():
        if place is None:
            space = page.partition("/")[0]
            dead.add(link.target if link.target.partition("/")[0] in files() else f"{space}/{link.target}")
    assert dead == WANTED


def test_no_link_has_to_be_guessed() -> None:
    unsure = [(page, link.target, place.status) for page, link, place in links() if place]
    assert [found for found in unsure if found[2] != "resolved"] == []


def test_every_heading_and_block_that_a_link_names_is_there() -> None:
    broken = []
    for page, link, place in links():
        if place is None or not link.fragment:
            continue
        outline = outlines()[place.path]
        if link.fragment.startswith("^"):
            found = link.fragment[1:] in {block.id for block in outline.blocks}
        else:
            found = markdown.find_heading(outline.headings, link.fragment) is not None
        if not found:
            broken.append((page, link.target, link.fragment))
    assert broken == []


def test_no_page_has_a_problem() -> None:
    assert [(page, outline.problems) for page, outline in outlines().items() if outline.problems] == []


def test_no_page_is_an_orphan() -> None:
    linked = {place.path for page, _, place in links() if place and place.path != page}
    assert set(texts()) - linked == set()


def test_every_picture_is_shown() -> None:
    shown = {place.path for _, link, place in links() if place and link.form in {"embed", "image"}}
    pictures = {str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.svg")}
    assert len(pictures) >= 3
    assert pictures - shown == set()


def test_no_sentence_is_said_twice() -> None:
    said: dict[str, list[str]] = defaultdict(list)
    for page, outline in outlines().items():
        for sentence in re.split(r"[.!?\n]", outline.text):
            words = re.findall(r"\w+", sentence.casefold())
            if len(words) > LONGEST_ECHO:
                said[" ".join(words)].append(page)
    assert {sentence: pages for sentence, pages in said.items() if len(pages) > 1} == {}


def test_every_page_says_something() -> None:
    thin = []
    for page, outline in outlines().items():
        least = LEAST_WORDS_OF_A_PERSON if kind(page) == "person" else LEAST_WORDS
        if outline.words < least:
            thin.append((page, outline.words))
    assert thin == []


def test_some_pages_are_long_reads() -> None:
    assert sum(outline.words >= 700 for outline in outlines().values()) >= 3


def test_the_chronicle_names_every_page_once_and_no_other() -> None:
    written = chronicle()["pages"]
    assert set(written) == set(texts())
    hours = Counter(entry["at"] for entry in written.values())
    assert [hour for hour, pages in hours.items() if pages > 1] == []


def test_everybody_who_wrote_had_joined_by_then() -> None:
    joined = {person["username"]: person["joined"] for person in chronicle()["people"]}
    for page, entry in chronicle()["pages"].items():
        written = datetime.fromisoformat(str(entry["at"])).date()
        assert joined[entry["by"]] <= written, page
        assert date(2022, 1, 1) <= written < date(2025, 5, 1), page


def test_everybody_has_a_page_that_agrees_with_the_chronicle() -> None:
    pages = {name(page): page for page in texts() if kind(page) == "person"}
    people = chronicle()["people"]
    assert len(people) >= 12
    assert set(pages) == {person["name"] for person in people}
    for person in people:
        values = outlines()[pages[person["name"]]].front_matter.values
        assert values["team"] == f"[[{person['team']}]]"
        assert values["since"] == str(person["joined"])


def test_there_are_seven_teams_and_each_has_somebody() -> None:
    teams = {name(page) for page in texts() if kind(page) == "team"}
    assert len(teams) == 7
    assert {person["team"] for person in chronicle()["people"]} == teams


@pytest.mark.parametrize(
    ("relation", "kinds"), [("owner", {"person", "team"}), ("lead", {"person"}), ("team", {"team"})]
)
def test_relations_lead_to_the_right_kind_of_page(relation: str, kinds: set[str]) -> None:
    found = [place for _, link, place in links() if link.property == relation]
    assert len(found) >= 5
    assert {kind(place.path) if place else "nothing" for place in found} <= kinds


def test_every_page_of_the_organization_has_an_owner() -> None:
    owned = {page for page, link, _ in links() if link.property == "owner"}
    assert {page for page in texts() if kind(page) not in {"person", "team"}} == owned


def test_all_kinds_of_the_kernel_are_there() -> None:
    kinds = {"note", "question", "lesson", "action", "metric", "person", "team"}
    assert {kind(page) for page in texts()} == kinds


@pytest.mark.parametrize("feature", FEATURES)
def test_the_chapter_shows(feature: str) -> None:
    found = [page for page, text in texts().items() if re.search(FEATURES[feature], text, re.MULTILINE)]
    assert found, f"no page shows {feature}"


def test_callouts_come_in_many_types() -> None:
    types = {
        match for text in texts().values() for match in re.findall(r"^>.*\[!(\w+)\]", text, re.MULTILINE)
    }
    assert len(types) >= 10


def test_some_tags_are_nested() -> None:
    tags = {tag for outline in outlines().values() for tag in outline.tags}
    assert {"winter/maintenance", "winter/ice-week", "winter/rides"} <= tags


def test_file_names_work_on_every_system() -> None:
    forbidden = re.compile(r'[<>:"\\|?*]|[. ]$')
    assert [path for paths in files().values() for path in paths if forbidden.search(path)] == []


def test_the_stations_add_up() -> None:
    rows = re.findall(
        r"^\| [A-Z][\w ]+ \| (?:Quay|Town|Hill|North) \| (\d+) \| (\d+) \|",
        texts()["Handbook/Docks/Stations and rounds.md"],
        re.MULTILINE,
    )
    assert len(rows) == 20
    assert sum(int(docks) for docks, _ in rows) == 240
    assert all(int(docks) == 4 * int(feeders) for docks, feeders in rows)


def test_the_months_of_both_winters_add_up() -> None:
    rows = re.findall(
        r"^\| \*{0,2}(\w+)\*{0,2} \| \*{0,2}([\d,]+)\*{0,2} \| \*{0,2}([\d,]+)\*{0,2} \|$",
        texts()["Handbook/First winter/Winter rides.md"],
        re.MULTILINE,
    )
    rides = [[int(figure.replace(",", "")) for figure in row[1:]] for row in rows]
    *months, winter = rides
    assert len(months) == 5
    assert [sum(column) for column in zip(*months, strict=True)] == winter
