from __future__ import annotations

from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.surroundings.related import Shared, ranked, related_pages
from wholesight.kernel.surroundings.tests.conftest import Write, around

SORTS = ("tags", "lead on", "led from", "words")


def reasons(page: Page, sight: Sight) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {
        related.title: [(reason.sort, reason.names) for reason in related.reasons]
        for related in related_pages(page, sight)
    }


def test_a_shared_tag_relates(write: Write, sight: Sight) -> None:
    docks = write("Docks.md", "Of brass. #winter\n")
    write("Latches.md", "Of steel. #Winter\n")
    write("Lunch.md", "Of bread. #food\n")
    assert reasons(docks, sight) == {"Latches": [("tags", ("winter",))]}


def test_leading_to_the_same_page_relates(write: Write, sight: Sight) -> None:
    write("Ice.md", "Cold.\n")
    docks = write("Docks.md", "See [[Ice]].\n")
    write("Latches.md", "Mind the [[Ice]].\n")
    assert reasons(docks, sight) == {"Latches": [("lead on", ("Ice",))]}


def test_being_named_together_relates(write: Write, sight: Sight) -> None:
    docks, _latches = write("Docks.md", "One.\n"), write("Latches.md", "Two.\n")
    write("Week.md", "[[Docks]] and [[Latches]] froze.\n")
    assert reasons(docks, sight) == {"Latches": [("led from", ("Week",))]}


def test_rare_words_relate(write: Write, sight: Sight) -> None:
    docks = write("Docks.md", "The bascule groans.\n")
    write("Bridges.md", "A bascule lifts.\n")
    write("Lunch.md", "Bread lifts nobody.\n")
    assert reasons(docks, sight) == {"Bridges": [("words", ("bascule",))]}


def test_what_is_linked_already_is_not_offered(write: Write, sight: Sight) -> None:
    docks = write("Docks.md", "See [[Latches]]. #winter\n")
    write("Latches.md", "Text. #winter\n")
    assert reasons(docks, sight) == {}


def test_nothing_hidden_is_related_or_a_reason(write: Write, sight: Sight, vault: Space) -> None:
    docks = write("Docks.md", "The bascule. [[Vault/Plan|This]] #winter\n")
    write("Latches.md", "Steel. [[Vault/Plan|That]]\n")
    write("Plan.md", "Of [[Handbook/Docks]] and [[Handbook/Latches]].\n", vault)
    write("Copy.md", "The bascule. #winter\n", vault)
    assert reasons(docks, sight) == {}


def test_the_reasons_are_said_in_words(write: Write, reader: Client) -> None:
    docks = write("Docks.md", "Of brass. #winter\n")
    write("Latches.md", "Of steel. #winter\n")
    shown = reader.get(around(docks, "related")).content.decode()
    assert "Both have the tags: winter" in shown


@given(
    some.lists(
        some.builds(
            Shared,
            some.sampled_from(SORTS),
            some.text("ab", min_size=1, max_size=2),
            some.frozensets(some.integers(1, 9)),
        ),
        max_size=9,
        unique_by=lambda shared: (shared.sort, shared.name),
    ),
    some.sets(some.integers(1, 9)),
)
def test_who_shares_more_comes_no_later_and_nobody_known_comes(common: list[Shared], known: set[int]) -> None:
    found = ranked(common, known)
    shared = {page_id: {(s.sort, s.name) for s in common if page_id in s.page_ids} for page_id, _ in found}
    assert not known & shared.keys()
    assert all(shared.values())
    order = [page_id for page_id, _ in found]
    for one in order:
        for other in order:
            if shared[one] > shared[other]:
                assert order.index(one) < order.index(other)
