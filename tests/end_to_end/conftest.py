"""A running Wholesight with the demo organization, and the people who sit before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.end_to_end.attic import write_attic
from tests.end_to_end.saltwheel import Organization, served_demo

# axe leaves the rules of WCAG 2.2 out unless they are asked for.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
WATCH_POLICY = """
    addEventListener("securitypolicyviolation", (event) =>
        console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI || event.sample}`));
"""
PATIENCE = 10_000  # milliseconds
Cookies = list[Any]


@pytest.fixture(scope="session")
def saltwheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organization]:
    """The demo organization, served, with a space of difficult pages beside its own: one for all tests."""
    folder = tmp_path_factory.mktemp("saltwheel")
    with served_demo(folder) as organization:
        organization.take_over(write_attic(folder / "attic"), "Attic")
        yield organization


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], saltwheel: Organization) -> dict[str, Any]:
    """Addresses without a host lead to Saltwheel. Nothing moves, so a screen is done when it is there."""
    return browser_context_args | {"base_url": saltwheel.url, "reduced_motion": "reduce"}


@pytest.fixture
def chromium(chromium: Page) -> Iterator[Page]:
    """As everywhere, and the test also fails if the browser complains: of a script, a file or the policy."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # That the screen itself is a 404 is what some tests ask for.
        if message.type == "error" and message.location["url"] != chromium.url:
            complaints.append(f"{chromium.url}: {message.text}")

    chromium.set_default_timeout(PATIENCE)
    chromium.context.add_init_script(WATCH_POLICY)
    chromium.on("console", note)
    yield chromium
    assert complaints == []


@pytest.fixture(scope="session")
def cookies_of(browser: Browser, saltwheel: Organization) -> Callable[[str], Cookies]:
    """A function that signs a person in, once for all tests, and returns what their browser keeps."""

    @cache
    def signed_in(username: str) -> Cookies:
        context = browser.new_context(base_url=saltwheel.url)
        page = context.new_page()
        page.goto("/account/login/")
        page.get_by_label("User name or e-mail address").fill(username)
        page.get_by_label("Password", exact=True).fill(saltwheel.password)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", name="Good to see you").wait_for()
        page.wait_for_url("/")
        found: Cookies = list(context.cookies())
        context.close()
        return found

    return signed_in


@pytest.fixture
def ada(chromium: Page, cookies_of: Callable[[str], Cookies]) -> Page:
    """The screen of Ada Lindqvist of the docks team, who is signed in."""
    chromium.context.add_cookies(cookies_of("ada"))
    return chromium


@pytest.fixture
def oskar(chromium: Page, cookies_of: Callable[[str], Cookies]) -> Page:
    """The screen of Oskar Nyberg of the riders team, who is signed in."""
    chromium.context.add_cookies(cookies_of("oskar"))
    return chromium


@pytest.fixture
def barriers() -> Callable[..., list[str]]:
    """A function that lists what axe finds on a page by the rules of WCAG 2.2 AA, or by those that are named;
    it should find nothing."""

    def found(page: Page, *rules: str) -> list[str]:
        options = {"runOnly": {"type": "rule", "values": rules}} if rules else ALL_RULES
        violations = Axe().run(page, options=options).response["violations"]
        return [f"{each['id']}: {node['html']}" for each in violations for node in each["nodes"]]

    return found
