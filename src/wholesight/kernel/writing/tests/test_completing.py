from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.test import Client

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Access, Space

Browser = Callable[[Person], Client]


def offered(browser: Client, kind: str, query: str, path: str = "Docks.md") -> list[str]:
    words = urlencode({"kind": kind, "q": query, "space": "Handbook", "path": path})
    return [offer["insert"] for offer in browser.get(f"/complete?{words}").json()]


def test_a_page_is_written_as_short_as_it_can_be(browser_of: Browser, ada: Person, handbook: Space) -> None:
    create_page(OPERATOR, handbook, "Winter/Seal check.md", "Text\n")
    create_page(OPERATOR, handbook, "Summer/Latch.md", "Text\n")
    create_page(OPERATOR, handbook, "Winter/Latch.md", "Text\n")
    browser = browser_of(ada)
    assert offered(browser, "page", "seal") == ["Seal check"]
    assert sorted(offered(browser, "page", "latch")) == ["Summer/Latch", "Winter/Latch"]


def test_a_page_of_another_space_is_written_with_it(browser_of: Browser, ada: Person, docks: Page) -> None:
    create_page(OPERATOR, make_space(OPERATOR, "Rules"), "Seals.md", "Text\n")
    assert offered(browser_of(ada), "page", "seals") == ["Rules/Seals"]


def test_a_title_that_is_not_the_file_is_shown(browser_of: Browser, ada: Person, handbook: Space) -> None:
    create_page(OPERATOR, handbook, "seal-check.md", "---\ntitle: The seal check\n---\n")
    assert offered(browser_of(ada), "page", "the seal") == ["seal-check|The seal check"]


def test_headings_of_the_page_before_the_sign(browser_of: Browser, ada: Person, docks: Page) -> None:
    create_page(OPERATOR, docks.space, "Ice.md", "# What came\n\n# What went\n\nText ^here\n")
    browser = browser_of(ada)
    assert offered(browser, "heading", "Ice#") == ["Ice#What came", "Ice#What went"]
    assert offered(browser, "heading", "Ice#went") == ["Ice#What went"]
    assert offered(browser, "heading", "Ice#^") == ["Ice#^here"]
    assert offered(browser, "heading", "#went", "Ice.md") == ["#What went"]


def test_tags_by_beginning_or_part(browser_of: Browser, ada: Person, docks: Page) -> None:
    create_page(OPERATOR, docks.space, "Ice.md", "#winter/dock and #dock and #other\n")
    assert offered(browser_of(ada), "tag", "do") == ["dock", "winter/dock"]


def test_people_by_their_pages(browser_of: Browser, ada: Person, docks: Page) -> None:
    create_page(OPERATOR, docks.space, "People/Mira Holt.md", "---\nkind: person\n---\n")
    assert offered(browser_of(ada), "person", "mir") == ["[[Mira Holt]]"]


def test_nothing_hidden_is_offered(browser_of: Browser, ada: Person, docks: Page) -> None:
    board = make_space(OPERATOR, "Board", access=Access.PRIVATE)
    create_page(OPERATOR, board, "Layoffs.md", "---\nkind: person\ntags: [layoffs]\n---\n# Layoffs in May\n")
    browser = browser_of(ada)
    for kind in ("page", "tag", "person", "heading"):
        for query in ("layoffs", "Board/Layoffs#", "Layoffs#"):
            assert offered(browser, kind, query) == []
