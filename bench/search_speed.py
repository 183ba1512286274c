"""Measures search on generated pages of about 3 KB: filling the index, and asking it as a reader of some
spaces.

    python bench/search_speed.py [--pages 10000] [--large] [--queries 40] [--cpu]

On SQLite, and on PostgreSQL where WHOLESIGHT_TEST_DATABASE_URL names a server. --large: 100,000 pages as
well.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from measuring.figures import machine, milliseconds, percentile, table
from measuring.search_database import NO_POSTGRESQL, databases, part, run_part, search_database
from measuring.words import stream_of_words, take, vocabulary, words_between

SPACES, SEEN = 20, 12
BATCH = 50
WORDS_A_PAGE = 480
clock = time.process_time if "--cpu" in sys.argv else time.perf_counter
GOALS = "goals: p95 60 ms at 10,000 pages, 200 ms at 100,000; prepare 0.5 ms, index 0.25 ms a page on SQLite"


@dataclass
class Filling:
    """Seconds that each page took, and some text of pages to make queries of."""

    prepare: float = 0.0
    index: float = 0.0
    texts: list[list[str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=40, help="of each class")
    parser.add_argument("--large", action="store_true", help="100,000 pages as well")
    parser.add_argument("--cpu", action="store_true", help="processor time, for a busy machine; SQLite alone")
    options = parser.parse_args()
    if part():
        measure(part(), options.pages, options.queries)
        return
    print(f"{machine()}; {GOALS}")
    measured = ["SQLite"] if options.cpu else databases()
    for pages in (options.pages, 100_000) if options.large else (options.pages,):
        for database in measured:
            arguments = ["--pages", str(pages), "--queries", str(options.queries)]
            run_part(__file__, database, [*arguments, *(["--cpu"] if options.cpu else [])])
    if len(databases()) == 1:
        print(NO_POSTGRESQL)


def measure(database: str, pages: int, count: int) -> None:
    with search_database(database):
        spaces = make_spaces()
        filling = fill(spaces, pages)
        settle(database)
        print(f"\n{database}, {pages:,} pages; reader of {SEEN} of {SPACES} spaces; a page takes")
        print(
            f"prepare {filling.prepare / pages * 1000:.2f} ms, index {filling.index / pages * 1000:.2f} ms\n"
        )
        rows, everything = [], []
        for name, queries, ask in asked(filling, count, spaces[:SEEN]):
            seconds = [seconds_of(ask, query) for query in queries]
            everything += seconds if name != "Ctrl-K" else []
            rows.append(row(name, seconds))
        print(table(["ms", "p50", "p95", "max"], [*rows, row("all searches", everything)]))
        sys.stdout.flush()


def row(name: str, seconds: Sequence[float]) -> list[str]:
    return [name, *(milliseconds(percentile(seconds, share)) for share in (0.5, 0.95, 1.0))]


def seconds_of(ask: Callable[[str], object], query: str) -> float:
    started = clock()
    ask(query)
    return clock() - started


def make_spaces() -> list[int]:
    from wholesight.kernel.spaces.models import Space

    return [Space.objects.create(name=f"Space {n}", key=f"space {n}").pk for n in range(SPACES)]


def fill(spaces: Sequence[int], pages: int) -> Filling:
    """Pages of words as frequent as in a language, written in batches as an import does."""
    from django.db import transaction

    from wholesight.engines.search import SearchText, prepare
    from wholesight.kernel.pages.models import Page
    from wholesight.kernel.search.index import index_prepared

    generator = random.Random("search")
    words = stream_of_words(generator)
    filling = Filling()
    for first in range(0, pages, BATCH):
        rows = [
            Page(
                space_id=spaces[generator.randrange(SPACES)],
                path=f"folder {number % 40}/page {number}.md",
                title=" ".join(take(words, generator.randint(2, 4))).capitalize(),
            )
            for number in range(first, min(first + BATCH, pages))
        ]
        Page.objects.bulk_create(rows)
        texts = []
        for page in rows:
            headings = tuple(" ".join(take(words, 3)) for _ in range(4))
            body = take(words, WORDS_A_PAGE)
            texts.append(
                SearchText(page.pk, "en", page.title, (), headings, page.path, " ".join(sentences(body)))
            )
            if len(filling.texts) < 500:
                filling.texts.append(body)
                filling.titles.append(page.title)
        started = clock()
        prepared = [prepare(text) for text in texts]
        filling.prepare += clock() - started
        started = clock()
        with transaction.atomic():
            index_prepared(prepared)
        filling.index += clock() - started
    return filling


def sentences(words: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(words), 12):
        yield " ".join(words[start : start + 12]).capitalize() + "."


def settle(database: str) -> None:
    """Let the database see what it has, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if database == "PostgreSQL" else "ANALYZE")


def asked(
    filling: Filling, count: int, space_ids: list[int]
) -> Iterator[tuple[str, list[str], Callable[[str], object]]]:
    """Classes of queries, each with what asks them."""
    from wholesight.kernel.search.queries import search, suggest

    def find(query: str) -> object:
        return search(query, space_ids=space_ids)

    def complete(typed: str) -> object:
        return suggest(typed, space_ids, 8)

    generator = random.Random("queries")
    drawn = stream_of_words(generator)
    rare = words_between(1_000, len(vocabulary()), count, "rare")
    middle = words_between(100, 1_000, 2 * count, "middle")
    texts = [generator.choice(filling.texts) for _ in range(count)]
    places = [generator.randrange(WORDS_A_PAGE - 2) for _ in range(count)]
    yield "one rare word", rare, find
    yield "one word of rank 100-1,000", middle[:count], find
    yield "one of the 50 most common", [vocabulary()[rank % 50] for rank in range(count)], find
    yield "two middle words", [f"{a} {b}" for a, b in zip(middle, middle[count:], strict=False)], find
    yield (
        "two very common words",
        [" ".join(generator.sample(vocabulary()[:30], 2)) for _ in range(count)],
        find,
    )
    yield "three words as they occur", [" ".join(take(drawn, 3)) for _ in range(count)], find
    yield "question of twelve words", [" ".join(take(drawn, 12)) for _ in range(count)], find
    phrases = [f'"{" ".join(text[place : place + 2])}"' for text, place in zip(texts, places, strict=True)]
    yield "phrase of two words", phrases, find
    yield "prefix of three letters", [f"{word[:3]}*" for word in rare], find
    yield (
        "one typing error, two words",
        [f"{mistyped(a, generator)} {b}" for a, b in zip(rare, middle, strict=False)],
        find,
    )
    yield (
        "word, filter and exclusion",
        [f"{a} path:folder -{b}" for a, b in zip(middle, rare, strict=False)],
        find,
    )
    yield (
        "Ctrl-K",
        [title[: generator.randint(2, 9)] for title in generator.sample(filling.titles, count)],
        complete,
    )


def mistyped(word: str, generator: random.Random) -> str:
    place = generator.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


if __name__ == "__main__":
    main()
