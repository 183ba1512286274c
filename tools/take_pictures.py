"""Take the pictures of the documentation: Saltwheel, served from a directory of its own, in Chromium."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from conftest import QUIET, chromium_program

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SHOWN = {"reading.png": "pages/Workshop floor/Docks/Keeping docks alive below zero"}
WIDTH, HEIGHT = 1440, 960
MOST_BYTES = 250_000
ADDRESS = re.compile(r"at (http://\S+/)")
ACCOUNT = re.compile(r"sign in as (\S+) with the password (\S+)")


@dataclass(frozen=True)
class Demo:
    """A running demo: its address, and an account to sign in with."""

    address: str
    username: str
    password: str


def main() -> int:
    """Write every picture; 1 where there is no browser or a picture is too large for a repository."""
    program = chromium_program()
    if program is None:
        print("There is no Chromium here. Install it, or name it in WHOLESIGHT_CHROMIUM.", file=sys.stderr)
        return 1
    too_large = []
    with running_demo() as demo, sync_playwright() as playwright:
        as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *as_root])
        for name, size in take(browser, demo).items():
            print(f"docs/pictures/{name}: {size:,} bytes")
            too_large += [name] if size > MOST_BYTES else []
        browser.close()
    if too_large:
        print(f"Larger than {MOST_BYTES:,} bytes: {', '.join(too_large)}.", file=sys.stderr)
    return 1 if too_large else 0


@contextmanager
def running_demo() -> Iterator[Demo]:
    """Load and serve the demo organization until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        call = [sys.executable, "-m", "wholesight", "demo", "--port", "0"]
        environment = os.environ | {"WHOLESIGHT_HOME": str(Path(folder) / "pictures")}
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env=environment) as server:
            try:
                yield announced(server)
            finally:
                server.terminate()


def announced(server: subprocess.Popen[str]) -> Demo:
    """What the server prints when it is ready."""
    said = ""
    for line in server.stdout or ():
        said += line
        address, account = ADDRESS.search(said), ACCOUNT.search(said)
        if address and account:
            return Demo(address[1], account[1], account[2])
    raise RuntimeError(f"The demo did not start: {said}")


def take(browser: Browser, demo: Demo) -> dict[str, int]:
    """Sign in, take the pictures in the light look, and return the bytes of each."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    page.goto(f"{demo.address}account/login/")
    page.fill("input[name=login]", demo.username)
    page.fill("input[name=password]", demo.password)
    page.click("button[type=submit]")
    page.wait_for_url(demo.address)
    sizes = {}
    for name, path in SHOWN.items():
        page.goto(demo.address + path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        sizes[name] = len(page.screenshot(path=PICTURES / name))
    return sizes


if __name__ == "__main__":
    sys.exit(main())
