"""Every screen comes whole: no name in a template is without a value, and each says what it is for."""

from __future__ import annotations

import copy

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

DOCKS = "/pages/Harbour/Docks/Keeping%20docks%20alive"
SCREENS = {
    "/": "Good to see you",
    "/search": "To be more exact",
    "/search?q=seal": "Seal check",
    "/search?q=zeppelin": "Nothing found for",
    "/find": "Changed last",
    "/find?q=seal": "Search all texts for",
    "/recent": "Recent changes",
    "/pages/Harbour/": "Often tagged",
    "/pages/Harbour/Docks/": "Seal check",
    DOCKS: "Check the seal first",
    "/pages/Harbour/Teams/Docks%20team": "Linked from",
    "/pages/Harbour/broken": "Its properties cannot be read.",
    "/history/Harbour/Ice%20week.md": "as it stands",
    "/tags/Harbour/": "winter/maintenance",
    "/tags/Harbour/docks": "Keeping docks alive",
    "/attachments/Harbour/": "seal.svg",
    "/knowledge/wanted": "Latch thawing kit",
}
MISSING = "⟦no value for %s⟧"


@pytest.fixture
def strict(settings: Settings) -> None:
    """Templates write what they miss instead of nothing."""
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = MISSING


@pytest.mark.parametrize("address", SCREENS)
def test_a_screen_comes_whole(ada: Client, strict: None, address: str) -> None:
    answer = ada.get(address)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert SCREENS[address] in text
    assert [part.partition("⟧")[0] for part in text.split("⟦")[1:]] == []


def test_a_page_that_nobody_wrote_says_who_wants_it(ada: Client) -> None:
    answer = ada.get("/pages/Harbour/Latch%20thawing%20kit")
    assert answer.status_code == 404
    assert "Not written yet" in answer.content.decode()
    assert "Ice week" in answer.content.decode()


def test_a_misspelt_address_is_answered_with_what_was_meant(ada: Client) -> None:
    answer = ada.get("/pages/Harbour/Docks/Seal%20chekc")
    assert answer.status_code == 404
    assert "/pages/Harbour/Docks/Seal%20check" in answer.content.decode()


def test_htmx_gets_the_results_alone(ada: Client) -> None:
    text = ada.get("/search?q=seal", headers={"HX-Request": "true"}).content.decode()
    assert text.startswith('<div id="results">')
    assert "<html" not in text


def test_the_results_alone_are_not_mistaken_for_the_screen(ada: Client) -> None:
    assert "HX-Request" in ada.get("/search?q=seal").headers["Vary"]
