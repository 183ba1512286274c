"""What the editor weighs, and what a keystroke costs in a long page, in Chromium on this machine.

    python bench/editor.py [--kilobytes 100] [--keys 200]

A page with headings, lists, tables, links and code is opened in the editor, and words are typed at its
beginning, middle and end. *Work* is everything from the key to a finished layout. *To paint* ends when the
frame has been drawn; the wait for that frame, at most 16.7 ms at 60 a second, is part of it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import django
from django.conf import settings
from playwright.sync_api import Page, sync_playwright

from measuring.figures import machine, percentile, table
from measuring.words import words_between

BUILT = Path(__file__).parents[1] / "src" / "wholesight" / "design" / "built"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PAGE = """{% load design %}<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Editor</title>
<link rel="stylesheet" href="{% asset "reading.css" %}">
<link rel="stylesheet" href="{% asset "editor.css" %}">
<script type="module" src="{% asset "editor.ts" %}"></script></head><body class="accent-knowledge">
<form><wholesight-editor><textarea name="text" aria-label="Text">
{{ text }}</textarea>{% include "design/editor_parts.html" %}</wholesight-editor></form></body></html>"""
WATCH = """
    window.work = []; window.painted = [];
    const soon = (act) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = act;
        port2.postMessage(0);
    };
    addEventListener("keydown", ({ timeStamp }) => {
        const began = performance.now();
        soon(() => { document.body.offsetHeight; window.work.push(performance.now() - began); });
        requestAnimationFrame(() => soon(() => window.painted.push(performance.now() - timeStamp)));
    }, true);
"""
PAUSE = 60  # milliseconds between keys, faster than people type


def main() -> None:
    """Measure what the arguments ask for and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kilobytes", type=int, default=100)
    parser.add_argument("--keys", type=int, default=200, help="typed at each place")
    options = parser.parse_args()
    print(machine(), "\n")
    print(weights())
    print(f"\nA keystroke in {options.kilobytes} KB, milliseconds\n")
    print(keystrokes(long_text(options.kilobytes * 1024), options.keys))


def weights() -> str:
    """What the editor adds to a page that reads already, as it travels."""
    manifest = json.loads((BUILT / "manifest.json").read_text("utf-8"))
    sources = {Path(source).name: entry for source, entry in manifest.items()}
    files = [
        sources["editor.ts"]["file"],
        sources["editor.css"]["file"],
        *(manifest[each]["file"] for each in sources["editor.ts"].get("imports", [])),
    ]
    sizes = [(BUILT / f"{file}.gz").stat().st_size for file in files]
    rows = [[file, f"{size / 1000:.1f}"] for file, size in zip(files, sizes, strict=True)]
    return table(["file", "KB compressed"], [*rows, ["all", f"{sum(sizes) / 1000:.1f}"]])


def long_text(size: int) -> str:
    """A page of about this many bytes with all that the editor draws."""
    words = iter(words_between(1, 20_000, 60_000, "editor") * 4)

    def sentence() -> str:
        return " ".join(next(words) for _ in range(14)).capitalize() + "."

    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts += [
            f"## {next(words)}\n\n",
            f"{sentence()} The **{next(words)}** and [[{next(words)}|{next(words)}]]. {sentence()}\n\n",
            f"- {sentence()}\n- [ ] {sentence()}\n    - {sentence()} #{next(words)}\n\n",
            f"| {next(words)} | {next(words)} |\n| --- | ---: |\n| {next(words)} | 6 |\n\n",
            f"> [!tip] {next(words)}\n> {sentence()}\n\n",
            f"{sentence()} {sentence()} {sentence()}\n\n```\n{sentence()}\n```\n\n",
        ]
    return "".join(parts)


def keystrokes(text: str, keys: int) -> str:
    program = os.environ.get("WHOLESIGHT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)))
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), text) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(address)
        page.locator(".cm-content").focus()
        page.evaluate(WATCH)
        rows = [[place, *typed(page, place, keys)] for place in ("beginning", "middle", "end")]
        browser.close()
    return table(["place", "work p50", "p95", "most", "to paint p50", "p95", "most"], rows)


def typed(page: Page, place: str, keys: int) -> list[str]:
    """Figures of typing at one place."""
    go_to(page, place)
    page.wait_for_timeout(1500)
    page.evaluate("window.work = []; window.painted = []")
    page.keyboard.type(("the seal " * keys)[:keys], delay=PAUSE)
    page.wait_for_timeout(500)
    work: list[float] = page.evaluate("window.work")
    painted: list[float] = page.evaluate("window.painted")
    return [f"{percentile(each, share):.1f}" for each in (work, painted) for share in (0.5, 0.95, 1.0)]


def go_to(page: Page, place: str) -> None:
    page.keyboard.press("Control+Home" if place == "beginning" else "Control+End")
    if place != "middle":
        return
    page.keyboard.press("Control+Home")
    for _ in range(60):
        page.keyboard.press("PageDown")


@contextmanager
def served(folder: Path, text: str) -> Iterator[str]:
    """The editor on a page of its own, under the content security policy of the real ones."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "wholesight.design"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        STATIC_URL="/static/",
        STATIC_ROOT=BUILT,
    )
    django.setup()
    from django.template import Context, Template

    from wholesight.config.middleware import POLICY

    (folder / "index.html").write_text(Template(PAGE).render(Context({"text": text})), encoding="utf-8")
    (folder / "static").symlink_to(BUILT)

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()


if __name__ == "__main__":
    main()
