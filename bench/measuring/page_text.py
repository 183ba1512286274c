"""The text of one generated page: front matter, sections, lists, code, tables, callouts, and its links."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from measuring.vault_plan import PlannedPage, VaultPlan
from measuring.words import stream_of_words, take, words_between

FIRST_DAY = date(2023, 1, 9)
DAYS = 900
PEOPLE = (
    "Ada Okafor",
    "Bram Lindqvist",
    "Chiara Moretti",
    "Dmitri Sokolov",
    "Eun-ji Park",
    "Farah Haddad",
    "Goran Ilić",
)
TAGS = tuple(words_between(400, 2_500, 60, "tags"))
AREAS = TAGS[:8]
WANTED = tuple(f"Wanted {word}" for word in words_between(400, 2_500, 300, "wanted"))
# How often each form of link is written, in hundredths.
FORMS = {
    "bare": 44, "labelled": 14, "path": 15, "path labelled": 5, "heading": 9, "block": 2, "own heading": 2,
    "alias": 2, "missing": 2, "missing heading": 1, "page embed": 1, "section embed": 2, "picture": 1,
}  # fmt: skip


@dataclass
class Tally:
    """What was written so far, in the words of `wholesight import --json`."""

    links: int = 0
    unresolved: int = 0
    aliased: int = 0
    embeds: int = 0
    property_links: int = 0
    markdown_links: int = 0
    broken_fragments: int = 0


def page_text(plan: VaultPlan, number: int, links: int, tally: Tally) -> str:
    """The whole text of a page, with exactly so many wikilinks and embeds in its body."""
    return PageWriter(plan, number, tally).write(links)


class PageWriter:
    """Writes one page; everything in it follows from the vault's seed and the page's number."""

    def __init__(self, plan: VaultPlan, number: int, tally: Tally) -> None:
        self.plan = plan
        self.page = plan.pages[number]
        self.tally = tally
        self.generator = random.Random(f"{plan.seed} page {number}")
        self.words: Iterator[str] = stream_of_words(self.generator)

    def write(self, links: int) -> str:
        front = self.front_matter()
        waiting = [self.link() for _ in range(links)]
        blocks = [self.paragraph(waiting)]
        for heading in self.page.headings:
            blocks.append(f"{self.generator.choice(('##', '##', '##', '###'))} {heading}")
            blocks += [self.paragraph(waiting) for _ in range(self.generator.choice((0, 1, 1, 2)))]
            blocks.append(self.special_block())
        if self.page.block:
            blocks.append(f"{self.sentence()} ^{self.page.block}")
        blocks += [self.markdown_link()] if self.chance(0.1) else []
        if waiting:
            blocks.append("\n".join(f"- {link} {self.sentence()}" for link in waiting))
        return front + "\n\n".join(blocks) + "\n"

    def chance(self, share: float) -> bool:
        return self.generator.random() < share

    def day(self) -> str:
        return (FIRST_DAY + timedelta(days=self.generator.randrange(DAYS))).isoformat()

    # front matter

    def front_matter(self) -> str:
        page, pick = self.page, self.generator
        tags = [
            *pick.sample(TAGS, pick.randint(1, 3)),
            *([f"{pick.choice(AREAS)}/{pick.choice(TAGS)}"] if self.chance(0.4) else []),
        ]
        lines = (
            [f"title: {json.dumps(page.name + (': ' + next(self.words) if self.chance(0.1) else ''))}"]
            if self.chance(0.7)
            else []
        )
        lines += [f"aliases: [{', '.join(page.aliases)}]"] if page.aliases else []
        lines.append(
            f"tags: [{', '.join(tags)}]"
            if self.chance(0.5)
            else "tags:\n" + "\n".join(f"  - {tag}" for tag in tags)
        )
        lines.append(f"created: {self.day()}")
        lines += (
            [f"updated: {self.day()}T{pick.randint(7, 18):02}:{pick.randrange(60):02}:00"]
            if self.chance(0.6)
            else []
        )
        lines += ["kind: lesson", f"learned: {self.day()}"] if self.chance(0.03) else []
        lines += (
            ["people:", *(f"  - {name}" for name in pick.sample(PEOPLE, pick.randint(1, 3)))]
            if self.chance(0.4)
            else []
        )
        lines += [f"effort: {pick.randint(1, 13)}"] if self.chance(0.5) else []
        lines += [f"reviewed: {pick.choice(('true', 'false'))}"] if self.chance(0.5) else []
        lines += self.relations()
        return "---\n" + "\n".join(lines) + "\n---\n\n"

    def relations(self) -> list[str]:
        lines = []
        if self.chance(0.3):
            self.tally.property_links += 1
            lines.append(f'rests_on: "[[{self.target().name}]]"')
        if self.chance(0.15):
            self.tally.property_links += 2
            lines += ["related:", *(f'  - "[[{self.target().path}]]"' for _ in range(2))]
        return lines

    # body

    def sentence(self, link: str = "") -> str:
        words = take(self.words, self.generator.randint(6, 17))
        if link:
            words.insert(self.generator.randrange(1, len(words)), link)
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def paragraph(self, waiting: list[str]) -> str:
        """Two to four sentences, which take up a link or two of those that wait."""
        sentences = [
            self.sentence(waiting.pop() if waiting and self.chance(0.5) else "")
            for _ in range(self.generator.randint(2, 4))
        ]
        if self.chance(0.2):
            sentences.append(
                f"**{next(self.words).capitalize()}** =={next(self.words)} marked==, `{next(self.words)}`."
            )
        if self.chance(0.1):
            sentences.append(f"Seen #{self.generator.choice(TAGS)} here.")
        return " ".join(sentences)

    def special_block(self) -> str:
        kinds: tuple[Callable[[], str], ...] = (
            self.bullets,
            self.bullets,
            self.tasks,
            self.code,
            self.table,
            self.callout,
        )
        return self.generator.choice(kinds)()

    def bullets(self) -> str:
        lines = []
        for _ in range(self.generator.randint(2, 5)):
            lines.append(f"- {self.sentence()}")
            lines += [f"    - {self.sentence()}"] if self.chance(0.25) else []
        return "\n".join(lines)

    def tasks(self) -> str:
        return "\n".join(
            f"- [{self.generator.choice(' x')}] {self.sentence()}"
            for _ in range(self.generator.randint(2, 5))
        )

    def code(self) -> str:
        """A fenced block; what looks like a link in it is none."""
        lines = [
            f"    {next(self.words)} = {next(self.words)}({self.generator.randrange(100)})" for _ in range(4)
        ]
        return "\n".join(["```python", f"def {next(self.words)}():", "    # [[not a link]]", *lines, "```"])

    def table(self) -> str:
        rows = [f"| {' | '.join(take(self.words, 3))} |" for _ in range(self.generator.randint(3, 6))]
        return "\n".join([rows[0], "|---|---|---|", *rows[1:]])

    def callout(self) -> str:
        sort = self.generator.choice(("note", "tip", "warning"))
        return f"> [!{sort}] {next(self.words).capitalize()}\n> {self.sentence()}"

    # links

    def target(self) -> PlannedPage:
        """Another page; early pages are linked to more often than late ones."""
        return self.plan.pages[int(len(self.plan.pages) * self.generator.random() ** 2)]

    def markdown_link(self) -> str:
        self.tally.markdown_links += 1
        path = self.target().path.replace(" ", "%20")
        return f"More [about this](/{path}.md), and [elsewhere](https://example.org/{next(self.words)})."

    def link(self) -> str:
        """A wikilink or an embed of the vault's usual mixture, counted."""
        form = self.generator.choices([*FORMS], weights=[*FORMS.values()])[0]
        page = self.target()
        self.tally.links += 1
        if form.endswith("embed") or form == "picture":
            self.tally.embeds += 1
            return self.embed(form, page)
        if form == "alias" and (alias := self.alias()):
            self.tally.unresolved += 1
            self.tally.aliased += 1
            return f"[[{alias}]]"
        if form == "missing":
            self.tally.unresolved += 1
            return f"[[{self.generator.choice(WANTED)}]]"
        if form == "missing heading":
            self.tally.broken_fragments += 1
            return f"[[{page.name}#No such heading]]"
        return self.plain_link(form, page)

    def embed(self, form: str, page: PlannedPage) -> str:
        if form == "picture":
            return f"![[{self.generator.choice(self.plan.pictures).rpartition('/')[2]}]]"
        return f"![[{page.name}#{page.headings[0]}]]" if form == "section embed" else f"![[{page.name}]]"

    def plain_link(self, form: str, page: PlannedPage) -> str:
        label = f"|{' '.join(take(self.words, 2))}" if form.endswith("labelled") else ""
        if form == "own heading":
            return f"[[#{self.generator.choice(self.page.headings)}]]"
        if form == "heading":
            return f"[[{page.name}#{self.generator.choice(page.headings)}]]"
        if form == "block" and page.block:
            return f"[[{page.name}#^{page.block}]]"
        return f"[[{page.path if form.startswith('path') else page.name}{label}]]"

    def alias(self) -> str:
        """Another name of some page near a random place, or nothing where no page near it has any."""
        start = self.generator.randrange(len(self.plan.pages))
        near = self.plan.pages[start : start + 50]
        return next((self.generator.choice(page.aliases) for page in near if page.aliases), "")
