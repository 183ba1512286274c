"""Measures whether search finds the page that was meant, beside textbook BM25 on the same pages.

    python bench/search_quality.py [--collection DIR ...]

Known-item look-up, on the handbooks under WHOLESIGHT_TEST_DATA: a query is the words of a link (or of a
heading) with at least two content words that lead to one page; the pages that link with them are taken out of
the results; the figure is MRR@10, clean and with one random typing error. DIR is a judged collection in
BEIR's layout (corpus.jsonl, queries.jsonl, qrels/test.tsv): nDCG@10. On SQLite, and on PostgreSQL where
WHOLESIGHT_TEST_DATABASE_URL names a server.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring.figures import machine, table
from measuring.search_database import NO_POSTGRESQL, databases, part, run_part, search_database

VAULTS = ("engineering-playbook", "18f-guides", "clef-handbook", "obsidian-tasks", "kepano-obsidian")
DEPTH = 10
SEED = 20
GOALS = "goals on engineering-playbook: MRR@10 >= .775; with one typing error >= 95 % of it"
NO_CONTENT = frozenset(
    "a an and are as at be but by can do for from has have how if in into is it its more not of on or our so"
    " than that the their them then there these they this to up use using was we what when where which who"
    " why will with you your".split()
)
Ask = Callable[[str, int], list[int]]


@dataclass(frozen=True)
class KnownItem:
    """A query, the page it means, and the pages that must not count because they hold the words."""

    query: str
    page: int
    hidden: frozenset[int]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--collection", type=Path, nargs="*", default=[], metavar="DIR")
    options = parser.parse_args()
    if part():
        measure(part(), options.collection)
        return
    print(f"{machine()}; seed {SEED}; {GOALS}")
    for database in databases():
        run_part(__file__, database, ["--collection", *map(str, options.collection)])
    if len(databases()) == 1:
        print(NO_POSTGRESQL)


def measure(database: str, collections: Sequence[Path]) -> None:
    print(f"\n{database}\n")
    with search_database(database):
        rows = [row for name in VAULTS for row in alone(rows_of_vault, name)]
        head = ["MRR@10", "pages", "queries", "BM25", "BM25 stems", "ours", "one error", "of clean"]
        print(
            table(head, rows)
            if rows
            else "No handbooks: set WHOLESIGHT_TEST_DATA to the folder of sample data."
        )
        if collections:
            print()
            print(
                table(
                    ["nDCG@10", "pages", "queries", "BM25", "BM25 stems", "ours"],
                    [row for folder in collections for row in alone(rows_of_collection, folder)],
                )
            )


def alone(rows: Callable[[Any], Iterator[list[str]]], what: object) -> list[list[str]]:
    """Rows of one vault or collection, with nothing else in the index: how rare a word is must not come
    from others."""
    from wholesight.kernel.search.index import remove_pages
    from wholesight.kernel.search.models import SearchDocument

    found = list(rows(what))
    remove_pages(list(SearchDocument.objects.values_list("page_id", flat=True)))
    return found


# Known items


def rows_of_vault(name: str) -> Iterator[list[str]]:
    from wholesight.kernel.vaults.imports import import_vault

    root = Path(os.environ.get("WHOLESIGHT_TEST_DATA", "")) / "vaults" / name
    if not os.environ.get("WHOLESIGHT_TEST_DATA") or not root.is_dir():
        return
    import_vault(root, name)
    plain, stemmed, ask = baselines_and_search(name)
    for what, items in (("links", linked_items(name)), ("headings", heading_items(name))):
        generator = random.Random(SEED)
        erring = [KnownItem(with_error(item.query, generator), item.page, item.hidden) for item in items]
        clean, wrong = reciprocal_rank(items, ask), reciprocal_rank(erring, ask)
        yield [
            f"{name}, {what}",
            str(plain.size),
            str(len(items)),
            *(f"{reciprocal_rank(items, each):.3f}" for each in (plain.ask, stemmed.ask)),
            f"{clean:.3f}",
            f"{wrong:.3f}",
            f"{wrong / clean:.1%}" if clean else "-",
        ]


def linked_items(space: str) -> list[KnownItem]:
    from wholesight.kernel.links.models import Link

    links = Link.objects.filter(space__name=space, page__isnull=False).exclude(
        form__in=("embed", "image", "property")
    )
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for source, page, display, target in links.values_list("source_id", "page_id", "display", "target"):
        words = words_of(display or target.rpartition("/")[2])
        if source != page and len(content(words)) >= 2:
            found[" ".join(words)].append((source, page))
    return [
        KnownItem(query, ways[0][1], frozenset(source for source, _ in ways))
        for query, ways in found.items()
        if len({page for _, page in ways}) == 1
    ]


def heading_items(space: str) -> list[KnownItem]:
    from wholesight.kernel.pages.models import Heading

    found: dict[str, set[int]] = defaultdict(set)
    headings = Heading.objects.filter(page__space__name=space, ordinal__gt=0)
    for page, text in headings.values_list("page_id", "text"):
        words = words_of(text)
        if len(content(words)) >= 2:
            found[" ".join(words)].add(page)
    return [KnownItem(query, min(pages), frozenset()) for query, pages in found.items() if len(pages) == 1]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def content(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in NO_CONTENT and len(word) > 1]


def with_error(query: str, generator: random.Random) -> str:
    """One letter of one content word left out, swapped with the next, changed, or one put in."""
    words = query.split()
    places = [
        place
        for place, word in enumerate(words)
        if word in content(words) and word.isascii() and word.isalpha()
    ]
    if not places:
        return query
    chosen = generator.choice(places)
    words[chosen] = mistyped(words[chosen], generator)
    return " ".join(words)


def mistyped(word: str, generator: random.Random) -> str:
    letter = generator.choice("abcdefghijklmnopqrstuvwxyz")
    while True:
        place = generator.randrange(len(word))
        wrong = generator.choice(
            [
                word[:place] + word[place + 1 :],
                word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :],
                word[:place] + letter + word[place + 1 :],
                word[:place] + letter + word[place:],
            ]
        )
        if wrong != word:
            return wrong
        letter = generator.choice("abcdefghijklmnopqrstuvwxyz")


def reciprocal_rank(items: Sequence[KnownItem], ask: Ask) -> float:
    total = 0.0
    for item in items:
        shown = [page for page in ask(item.query, DEPTH + len(item.hidden)) if page not in item.hidden][
            :DEPTH
        ]
        total += 1 / (shown.index(item.page) + 1) if item.page in shown else 0.0
    return total / len(items) if items else 0.0


# Judged collections


def rows_of_collection(folder: Path) -> Iterator[list[str]]:
    ids = load_collection(folder)
    judged: dict[str, dict[int, int]] = defaultdict(dict)
    for line in (folder / "qrels" / "test.tsv").read_text().splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0 and document in ids:
            judged[query][ids[document]] = int(grade)
    lines = (folder / "queries.jsonl").read_text().splitlines()
    queries = {each["_id"]: each["text"] for each in map(json.loads, lines) if each["_id"] in judged}
    plain, stemmed, ask = baselines_and_search(folder.name)
    figures = [gain(queries, judged, each) for each in (plain.ask, stemmed.ask, ask)]
    yield [folder.name, str(plain.size), str(len(queries)), *(f"{figure:.3f}" for figure in figures)]


def load_collection(folder: Path) -> dict[str, int]:
    """Every document as a page; the collection's ids to ours."""
    from django.db import transaction

    from wholesight.engines.search import SearchText
    from wholesight.kernel.pages.models import Page
    from wholesight.kernel.search.index import index_pages
    from wholesight.kernel.spaces.models import Space

    space = Space.objects.create(name=folder.name, key=folder.name)
    documents = [json.loads(line) for line in (folder / "corpus.jsonl").read_text().splitlines()]
    ids: dict[str, int] = {}
    for first in range(0, len(documents), 200):
        batch = documents[first : first + 200]
        pages = Page.objects.bulk_create(
            Page(space=space, path=f"{each['_id']}.md", title=each.get("title") or each["_id"])
            for each in batch
        )
        ids |= {each["_id"]: page.pk for each, page in zip(batch, pages, strict=True)}
        texts = [
            SearchText(page.pk, "en", page.title, (), (), page.path, each["text"])
            for each, page in zip(batch, pages, strict=True)
        ]
        with transaction.atomic():
            index_pages(texts)
    return ids


def gain(queries: dict[str, str], judged: dict[str, dict[int, int]], ask: Ask) -> float:
    total = 0.0
    for query, text in queries.items():
        grades = judged[query]
        found = sum(grades.get(page, 0) / math.log2(at + 2) for at, page in enumerate(ask(text, DEPTH)))
        best = sorted(grades.values(), reverse=True)[:DEPTH]
        total += found / sum(grade / math.log2(at + 2) for at, grade in enumerate(best))
    return total / len(queries) if queries else 0.0


# What is compared


class Textbook:
    """BM25 with k1 1.2 and b .75 on title and text as one; every page is weighed."""

    def __init__(self, texts: dict[int, list[str]], read: Callable[[str], list[str]]) -> None:
        self.read = read
        self.size = len(texts)
        self.lengths = {page: len(words) for page, words in texts.items()}
        self.average = sum(self.lengths.values()) / max(1, self.size)
        self.pages: dict[str, dict[int, int]] = defaultdict(dict)
        for page, words in texts.items():
            for word, count in Counter(words).items():
                self.pages[word][page] = count

    def ask(self, query: str, limit: int) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for word in self.read(query):
            having = self.pages.get(word, {})
            rarity = math.log(1 + (self.size - len(having) + 0.5) / (len(having) + 0.5))
            for page, count in having.items():
                scores[page] += (
                    rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * self.lengths[page] / self.average))
                )
        return sorted(scores, key=lambda page: (-scores[page], page))[:limit]


def baselines_and_search(space_name: str) -> tuple[Textbook, Textbook, Ask]:
    import zlib

    from wholesight.engines.search import stem, words
    from wholesight.kernel.search.models import SearchDocument
    from wholesight.kernel.search.queries import search
    from wholesight.kernel.spaces.models import Space

    space = Space.objects.get(name=space_name)
    rows = SearchDocument.objects.filter(page__space=space).values_list("page_id", "page__title", "text")
    texts = {page: words(f"{title}\n{zlib.decompress(text).decode()}") for page, title, text in rows}
    stems = {page: [stem(word, "en") for word in found] for page, found in texts.items()}

    def ask(query: str, limit: int) -> list[int]:
        return [hit.page_id for hit in search(query, space_ids=[space.pk], limit=limit).hits]

    return (
        Textbook(texts, words),
        Textbook(stems, lambda text: [stem(word, "en") for word in words(text)]),
        ask,
    )


if __name__ == "__main__":
    main()
