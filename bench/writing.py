"""Saves, completes and renames in a space of 10,000 pages: how long each takes, and what others wait.

python bench/writing.py [--pages 10000] [--saves 300] [--sources 1000]
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

from measuring.figures import machine, milliseconds, percentile, table
from measuring.processes import end_orderly
from measuring.second_writer import second_writer
from measuring.wholesight_site import WholesightSite
from vault_maker import make_vault

SPACE = "Vault"
GOALS = "goals: save p95 < 30 ms, of 200 KB < 150 ms; rename with 1,000 links < 3 s; completion p95 < 50 ms"


def main() -> None:
    """Fill a site of its own, then measure in this process, without the web."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--sources", type=int, default=1_000, help="pages that link to the renamed one")
    options = parser.parse_args()
    end_orderly()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as home:
        site = WholesightSite(Path(home) / "home")
        with tempfile.TemporaryDirectory(prefix="wholesight-bench-") as folder:
            make_vault(Path(folder) / "vault", pages=options.pages, seed=1)
            site.command("import", str(Path(folder) / "vault"), "--space", SPACE, "--json")
        os.environ["WHOLESIGHT_HOME"] = str(site.home)
        os.environ.pop("WHOLESIGHT_DATABASE_URL", None)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholesight.config.settings")
        django.setup()
        measure(site, options)


def measure(site: WholesightSite, options: argparse.Namespace) -> None:
    print(f"\n{options.pages:,} pages, one process, without the web ({GOALS})\n")
    rows = [
        ["save", *figures(timed_saves(options.saves))],
        ["save of 200 KB", *figures(timed_large_saves())],
        ["complete", *figures(timed_completions(options.saves))],
    ]
    print(table(["ms", "times", "p50", "p95", "max"], rows))
    seconds, first, waits = timed_rename(site, options.sources)
    print(f"\nRename of a page with {2 * options.sources:,} links in {options.sources:,} pages:")
    print(f"  first transaction {first * 1000:.0f} ms, all links {seconds:.1f} s")
    shares = (0.5, 0.95, 0.99, 1.0)
    waited = " / ".join(milliseconds(percentile(waits, share)) for share in shares)
    print(f"  another writer waited for the lock, ms p50 / p95 / p99 / max: {waited}")


def figures(values: list[float]) -> list[str]:
    return [f"{len(values):,}", *(milliseconds(percentile(values, share)) for share in (0.5, 0.95, 1.0))]


def seconds_of(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def timed_saves(count: int) -> list[float]:
    from wholesight.kernel.pages.models import Page
    from wholesight.kernel.pages.saving import save_page
    from wholesight.kernel.permissions.actors import OPERATOR

    pages = list(Page.objects.select_related("space", "revision").order_by("pk")[: count + 1])
    times = []
    for number, page in enumerate(pages[1:]):
        assert page.revision is not None
        base, text = page.revision, f"{page.revision.text}\nAn addition with [[{pages[number].title}]].\n"
        times.append(seconds_of(lambda: save_page(OPERATOR, page, base, text)))  # noqa: B023
    return times


def timed_large_saves() -> list[float]:
    from wholesight.kernel.pages.actions import create_page, text_of
    from wholesight.kernel.pages.models import Page
    from wholesight.kernel.pages.saving import save_page
    from wholesight.kernel.permissions.actors import OPERATOR
    from wholesight.kernel.spaces.models import Space

    bodies = (text_of(page).split("\n---\n", 1)[-1] for page in Page.objects.select_related("revision")[:90])
    create_page(OPERATOR, Space.objects.get(), "Large.md", "\n\n".join(bodies)[:200_000])
    times = []
    for number in range(12):
        page = Page.objects.select_related("space", "revision").get(path="Large.md")
        assert page.revision is not None
        base, text = page.revision, f"{page.revision.text}\nOne line more, the {number}th.\n"
        times.append(seconds_of(lambda: save_page(OPERATOR, page, base, text)))  # noqa: B023
    return times


def timed_completions(count: int) -> list[float]:
    from wholesight.kernel.pages.models import Page
    from wholesight.kernel.permissions.actors import OPERATOR
    from wholesight.kernel.permissions.queries import visible_to
    from wholesight.kernel.spaces.models import Space
    from wholesight.kernel.writing.completing import pages

    space, sight = Space.objects.get(), visible_to(OPERATOR)
    titles = list(Page.objects.order_by("pk").values_list("title", flat=True))
    chosen = random.Random(1).choices(titles, k=count)
    typed = [title[: 2 + number % 5] for number, title in enumerate(chosen)]
    return [seconds_of(lambda: list(pages(sight, space, "Large.md", words))) for words in typed]  # noqa: B023


def timed_rename(site: WholesightSite, sources: int) -> tuple[float, float, list[float]]:
    from wholesight.kernel.jobs.running import Running
    from wholesight.kernel.pages.actions import create_page
    from wholesight.kernel.pages.moving import follow_move, relocate_page
    from wholesight.kernel.permissions.actors import OPERATOR
    from wholesight.kernel.spaces.models import Space

    space = Space.objects.get()
    hub = create_page(OPERATOR, space, "Hub of all.md", "The hub.\n")
    for number in range(sources):
        links = "See [[Hub of all]] and again [[Hub of all|the hub]]."
        text = f"# Leaf {number}\n\n{links}\n\n{'Some words. ' * 60}\n"
        create_page(OPERATOR, space, f"Leaves/Leaf {number}.md", text)
    began = time.perf_counter()
    act = relocate_page(OPERATOR, hub, space, "New hub.md")
    first = time.perf_counter() - began
    with second_writer(site.database_file) as waiting:
        seconds = seconds_of(lambda: follow_move(Running(OPERATOR), act=act.pk))
    return seconds, first, waiting.for_lock


if __name__ == "__main__":
    main()
