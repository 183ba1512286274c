"""Serves generated pages with Wholesight and with DokuWiki side by side: pages and searches, rate and p95.

    python bench/reading.py [--seconds 5] [--rounds 2] [--small | --large] [--gzip]

Then Wholesight alone at 10,000 pages (with --large at 100,000 too), the queries that a screen takes, and the
bytes of the first view. Where DokuWiki is missing, it says how to install it and measures Wholesight alone.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from measuring.dokuwiki_site import INSTALL, DokuWikiSite, missing_programs, wiki_path, wiki_search_path
from measuring.figures import machine, milliseconds, table
from measuring.first_view import first_view
from measuring.load import Load, put_load
from measuring.processes import end_orderly, processor_seconds, run
from measuring.vault_plan import plan_vault
from measuring.wholesight_site import WholesightSite, page_path, search_path
from measuring.words import vocabulary, words_between
from vault_maker import make_vault

SPACE = "Vault"
SEED = 1
COMPARED_PAGES = 1_000
PAGES, SEARCHES = "page", "search"
SAMPLE = 500
QUERY_SAMPLE = 40
COUNT_QUERIES = Path(__file__).parent / "measuring" / "page_queries.py"


@dataclass
class System:
    """A system that is asked: where, as whom, for what, and what was measured of it."""

    name: str
    port: int
    headers: Mapping[str, str]
    paths: Mapping[str, Sequence[str]]
    process_ids: Sequence[int]
    rounds: dict[str, list[Load]] = field(default_factory=lambda: {PAGES: [], SEARCHES: []})

    def warm_up(self) -> None:
        """Ask for everything once, so that what is made at first reading is made."""
        for paths in self.paths.values():
            put_load(self.port, paths, self.headers, seconds=600, requests=len(paths))

    def measure(self, what: str, seconds: float) -> None:
        before = processor_seconds(self.process_ids)
        load = put_load(self.port, self.paths[what], self.headers, seconds=seconds)
        load.processor_seconds = processor_seconds(self.process_ids) - before
        self.rounds[what].append(load)

    def total(self, what: str) -> Load:
        whole = Load()
        for load in self.rounds[what]:
            whole.add(load)
        return whole


def main() -> None:
    """Measure what the arguments ask for and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--small", action="store_true", help="only the 1,000 pages of both systems")
    parser.add_argument("--large", action="store_true", help="100,000 pages as well")
    parser.add_argument("--gzip", action="store_true", help="ask for compressed answers, as browsers do")
    options = parser.parse_args()
    end_orderly()
    asking = {"Accept-Encoding": "gzip"} if options.gzip else {}
    print(machine())
    with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as temporary:
        vault = Path(temporary) / "vault"
        make_vault(vault, pages=COMPARED_PAGES, seed=SEED)
        compare(vault, asking, options.seconds, options.rounds)
    for pages in sizes(options):
        with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as temporary:
            vault = Path(temporary) / "vault"
            make_vault(vault, pages=pages, seed=SEED)
            measure_alone(vault, pages, asking, options.seconds)


def sizes(options: argparse.Namespace) -> list[int]:
    """The larger spaces to measure."""
    return [] if options.small else [10_000, 100_000] if options.large else [10_000]


def compare(vault: Path, asking: Mapping[str, str], seconds: float, rounds: int) -> None:
    """Both systems with the same pages, one after the other in each round; then Wholesight's own figures."""
    lacking = missing_programs()
    with ExitStack() as running:
        site, cookie = running.enter_context(signed_in_site(vault))
        systems = [wholesight(site, cookie, COMPARED_PAGES, asking)]
        if lacking:
            print(f"\nDokuWiki: not measured, {', '.join(lacking)} missing. To have it: {INSTALL}")
        else:
            systems.append(running.enter_context(dokuwiki(vault, asking)))
        for system in systems:
            system.warm_up()
        for _ in range(rounds):
            for system in systems:
                for what in system.paths:
                    system.measure(what, seconds)
        show_comparison(systems)
        show_queries(site, COMPARED_PAGES)
        show_first_view(site, cookie, vault)


@contextmanager
def signed_in_site(vault: Path) -> Iterator[tuple[WholesightSite, str]]:
    """A served site with the vault in it, and the cookie of a reader who signed in."""
    with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as home:
        site = WholesightSite(Path(home))
        site.command("import", str(vault), "--space", SPACE, "--json")
        site.add_reader()
        with site.serving():
            yield site, site.sign_in()


@contextmanager
def dokuwiki(vault: Path, asking: Mapping[str, str]) -> Iterator[System]:
    # A folder directly in the place for temporary files: the server's own user has to reach it.
    with tempfile.TemporaryDirectory(prefix="wholesight-bench-wiki-") as folder:
        wiki = DokuWikiSite(Path(folder))
        wiki.fill(vault)
        with wiki.serving():
            pages = [wiki_path(page) for page in wiki.pages]
            random.Random(SEED).shuffle(pages)
            yield System(
                "DokuWiki",
                wiki.port,
                asking,
                {PAGES: pages, SEARCHES: [*map(wiki_search_path, single_words())]},
                wiki.process_ids,
            )


def wholesight(site: WholesightSite, cookie: str, pages: int, asking: Mapping[str, str]) -> System:
    searches = [search_path(word) for word in single_words()]
    return System(
        "Wholesight",
        site.port,
        {"Cookie": cookie, **asking},
        {PAGES: page_paths(pages), SEARCHES: searches},
        site.process_ids,
    )


def single_words() -> list[str]:
    return words_between(100, 3_000, 400, "single words")


def page_paths(pages: int) -> list[str]:
    """The addresses of all pages, in an order that only the seed decides."""
    paths = [page_path(SPACE, page.path) for page in plan_vault(pages, SEED).pages]
    random.Random(SEED).shuffle(paths)
    return paths


def show_comparison(systems: Sequence[System]) -> None:
    rows = []
    for what in (PAGES, SEARCHES):
        peer = systems[-1].total(what)
        for system in systems:
            total = system.total(what)
            rows.append(
                [
                    f"{what}, {system.name}",
                    " / ".join(f"{load.rate:.0f}" for load in system.rounds[what]),
                    milliseconds(total.at(0.5)),
                    milliseconds(total.at(0.95)),
                    milliseconds(cost(total)),
                    f"{total.bytes / max(1, len(total.latencies)) / 1000:.1f}",
                    f"{total.rate / peer.rate:.2f}" if len(systems) > 1 else "-",
                    f"{total.at(0.95) / peer.at(0.95):.2f}" if len(systems) > 1 else "-",
                    f"{cost(total) / cost(peer):.2f}" if len(systems) > 1 else "-",
                ]
            )
            tell_failures(f"{what}, {system.name}", total)
    print(f"\n{COMPARED_PAGES:,} pages, 4 connections; ratios are to DokuWiki in this run")
    print("(goals: pages at least 0.5 of its rate and a lower p95; p95 of search at most 0.5 of its)\n")
    print(
        table(
            ["", "requests a second", "p50 ms", "p95 ms", "processor ms", "kB", "rate", "p95", "processor"],
            rows,
        )
    )


def cost(load: Load) -> float:
    """Processor seconds of the server for one answer: what depends least on what else the machine does."""
    return load.processor_seconds / max(1, len(load.latencies))


def tell_failures(what: str, load: Load) -> None:
    if load.failures:
        print(f"{what}: {len(load.failures)} failed, the first: {load.failures[0]}")


def measure_alone(vault: Path, pages: int, asking: Mapping[str, str], seconds: float) -> None:
    """A larger space in Wholesight: page views and three sorts of queries, by one reader and by four."""
    with signed_in_site(vault) as (site, cookie):
        headers = {"Cookie": cookie, **asking}
        sorts = {
            "page": page_paths(pages)[:SAMPLE],
            "search, words of rank 100-3,000": [search_path(word) for word in single_words()],
            "search, the 20 commonest words": [search_path(word) for word in vocabulary()[:20]],
            "search, three words of any rank": [search_path(words) for words in three_words()],
        }
        rows = []
        for name, paths in sorts.items():
            first = put_load(site.port, paths, headers, connections=1, seconds=600, requests=len(paths))
            loads = [
                put_load(site.port, paths, headers, connections=count, seconds=seconds) for count in (1, 4)
            ]
            cells = [
                [f"{load.rate:.0f}", milliseconds(load.at(0.5)), milliseconds(load.at(0.95))]
                for load in loads
            ]
            rows.append([name, milliseconds(first.at(0.95)), *cells[0], *cells[1]])
            tell_failures(name, loads[-1])
        goal = 60 if pages <= 10_000 else 200
        print(
            f"\n{pages:,} pages, Wholesight alone, by 1 connection and by 4 (goal: p95 of search {goal} ms)\n"
        )
        head = [
            "",
            "p95 ms, first time",
            "1: a second",
            "p50 ms",
            "p95 ms",
            "4: a second",
            "p50 ms",
            "p95 ms",
        ]
        print(table(head, rows))
        show_queries(site, pages)


def three_words() -> list[str]:
    words = random.Random("three words").choices(
        vocabulary(), weights=[1 / rank for rank in range(1, len(vocabulary()) + 1)], k=600
    )
    return [" ".join(words[at : at + 3]) for at in range(0, len(words), 3)]


def show_queries(site: WholesightSite, pages: int) -> None:
    """The fewest and the most queries of a page view and of a search, counted in a process of their own."""
    asked = {
        PAGES: page_paths(pages)[:QUERY_SAMPLE],
        SEARCHES: [search_path(word) for word in single_words()[:QUERY_SAMPLE]],
    }
    print(f"\nQueries at {pages:,} pages (goal: a constant number a page)")
    for what, paths in asked.items():
        finished = run([sys.executable, str(COUNT_QUERIES)], site.environment, json.dumps(paths))
        counts = sorted(json.loads(finished.output).values())
        print(f"  {what}: {counts[0]} to {counts[-1]}, median {counts[len(counts) // 2]}")


def show_first_view(site: WholesightSite, cookie: str, vault: Path) -> None:
    """The bytes of a page without an address in its text, so that every address found is ours."""
    pages = plan_vault(COMPARED_PAGES, SEED).pages[COMPARED_PAGES // 2 :]
    page = next(page for page in pages if "://" not in (vault / f"{page.path}.md").read_text())
    path = page_path(SPACE, page.path)
    view = first_view(site.port, path, cookie)
    print(f"\nFirst view of a page, compressed: {view.bytes / 1000:.1f} kB (goal: < 100 kB)")
    for name, size in sorted(view.fetched.items(), key=lambda item: -item[1]):
        print(f"  {size / 1000:6.1f} kB  {'the page' if name == path else name}")
    if view.fonts_on_demand:
        size = sum(view.fonts_on_demand.values())
        print(
            f"  {size / 1000:6.1f} kB  more, in {len(view.fonts_on_demand)} fonts that only some pages need"
        )
    print(f"  addresses of other hosts: {', '.join(view.other_hosts) or 'none'}")


if __name__ == "__main__":
    main()
