"""The whole in a browser: how long until the first picture, and how many frames a second while it is moved.

    python bench/whole.py [--pages 10000] [--links-a-page 5] [--seconds 4]

Generated vaults are imported as four spaces and served by the program as it is. Needs Chromium;
WHOLESIGHT_CHROMIUM names one that is not found by itself.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from measuring.figures import machine, milliseconds, percentile, table
from measuring.processes import end_orderly
from measuring.wholesight_site import WholesightSite
from vault_maker import make_vault

SHARES = (0.6, 0.25, 0.1, 0.05)
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SIZE = {"width": 1440, "height": 900}
OPENINGS = 4
# Notes the moment of each frame until it is asked for them.
WATCH = """() => { const seen = window.frames_seen = []; const note = now => { seen.push(now);
  if (seen === window.frames_seen) requestAnimationFrame(note); }; requestAnimationFrame(note); }"""
SEEN = "() => window.frames_seen.slice(1).map((now, at) => now - window.frames_seen[at])"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--links-a-page", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each movement")
    options = parser.parse_args()
    end_orderly()
    print(machine())
    program = os.environ.get("WHOLESIGHT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print("There is no Chromium here, so nothing was measured. Install it: sudo apt-get install chromium")
        return
    with tempfile.TemporaryDirectory() as folder:
        site = WholesightSite(Path(folder) / "home")
        fill(site, Path(folder), options.pages, options.links_a_page)
        with site.serving():
            cookie = site.sign_in()
            rows = [*asked(site, cookie), *looked_at(site, program, cookie, options.seconds)]
    print(table(("the whole", "figure"), rows))


def fill(site: WholesightSite, folder: Path, pages: int, links: int) -> None:
    """Import a space for each share of the pages."""
    for number, share in enumerate(SHARES):
        vault = folder / f"Space {number + 1}"
        make_vault(vault, pages=max(int(pages * share), 5), links_a_page=links, seed=number + 1)
        site.command("import", str(vault))
    site.add_reader()


def asked(site: WholesightSite, cookie: str) -> list[tuple[str, str]]:
    """How long the server takes for what the map is drawn from: unprepared, then with the kept layouts."""
    first, _sent, _body = ask(site, cookie)
    time.sleep(8)  # the jobs that keep the layouts are done by then
    rest = [ask(site, cookie) for _time in range(OPENINGS)]
    body = json.loads(rest[-1][2])
    return [
        ("pages", str(len(body["titles"]))),
        ("relations", str(len(body["from"]) * 3 // 16)),
        ("server, layouts not kept yet, ms", milliseconds(first)),
        ("server, layouts kept, ms", milliseconds(percentile([each[0] for each in rest], 0.5))),
        ("sent, kB", f"{rest[-1][1] / 1000:.0f}"),
    ]


def ask(site: WholesightSite, cookie: str) -> tuple[float, int, bytes]:
    began = time.perf_counter()
    connection = HTTPConnection("localhost", site.port, timeout=60)
    connection.request("GET", "/whole/picture", headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    sent = connection.getresponse().read()
    taken = time.perf_counter() - began
    connection.close()
    return taken, len(sent), gzip.decompress(sent)


def looked_at(site: WholesightSite, program: str, cookie: str, seconds: float) -> list[tuple[str, str]]:
    """Until the map is drawn, from the click that leads to it; and the frames while it is moved."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        rows = in_browser(browser, f"http://localhost:{site.port}", cookie, seconds)
        browser.close()
    return rows


def in_browser(browser: Browser, address: str, cookie: str, seconds: float) -> list[tuple[str, str]]:
    context = browser.new_context(viewport=SIZE, extra_http_headers={"Cookie": cookie})  # type: ignore[arg-type]
    page = context.new_page()
    drawn: list[float] = []
    for _opening in range(OPENINGS):
        page.goto(f"{address}/whole")
        page.wait_for_selector("the-whole[drawn]", timeout=60_000)
        drawn.append(page.evaluate("performance.getEntriesByName('whole-drawn')[0].startTime") / 1000)
    rows = [
        ("first picture, cold browser, ms", milliseconds(drawn[0])),
        ("picture, warm browser, ms", milliseconds(percentile(drawn[1:], 0.5))),
    ]
    for how in ("pan", "zoom"):
        page.wait_for_timeout(1000)
        page.evaluate(WATCH)
        steer(page, how, seconds)
        frames: Any = page.evaluate(SEEN)
        rows += frame_rows(how, frames)
    return rows


def steer(page: Page, how: str, seconds: float) -> None:
    """Drag the map in loops, or turn the wheel to and fro over it."""
    box = page.locator("[data-part=map]").bounding_box() or {"x": 0, "y": 0, "width": 800, "height": 600}
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    if how == "pan":
        page.mouse.down()
    began = time.perf_counter()
    while (turn := time.perf_counter() - began) < seconds:
        if how == "pan":
            page.mouse.move(x + 180 * math.sin(2.5 * turn), y + 120 * math.sin(3.2 * turn))
        else:
            page.mouse.wheel(0, -60 if turn % 2 < 1 else 60)
    if how == "pan":
        page.mouse.up()


def frame_rows(how: str, frames: Sequence[float]) -> list[tuple[str, str]]:
    return [
        (f"{how}: frames a second", f"{1000 * len(frames) / sum(frames):.0f}"),
        (f"{how}: frame p95, ms", f"{percentile(frames, 0.95):.0f}"),
    ]


if __name__ == "__main__":
    main()
