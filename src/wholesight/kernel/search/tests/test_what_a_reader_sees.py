from __future__ import annotations

from wholesight.kernel.pages.actions import edit_page, restore_page, trash_page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.search.queries import search, suggest
from wholesight.kernel.search.tests.conftest import Find, Write
from wholesight.kernel.spaces.models import Space


def test_pages_of_other_spaces_are_not_found_and_not_counted(
    write: Write, find: Find, harbour: Space, vault_of_secrets: Space
) -> None:
    write("open.md", "A dock.")
    write("hidden.md", "A dock, a dock.", vault_of_secrets)
    assert find("dock") == ["open.md"]
    assert search("dock", space_ids=[harbour.pk]).total == 1
    assert sorted(find("dock", harbour, vault_of_secrets)) == ["hidden.md", "open.md"]
    assert search("dock", space_ids=None).total == 2


def test_a_reader_of_no_space_finds_nothing(write: Write) -> None:
    write("open.md", "A dock.")
    assert search("dock", space_ids=[]).total == 0
    assert search("kind:note", space_ids=[]).total == 0
    assert suggest("open", []) == []


def test_filters_and_exclusions_do_not_reach_hidden_pages(
    write: Write, find: Find, vault_of_secrets: Space
) -> None:
    write("hidden.md", "---\nmerger: yes\ntags: [merger]\n---\nA dock.", vault_of_secrets)
    write("open.md", "The merger.")
    assert find("tag:merger") == find("space:secrets") == find("path:hidden") == []
    assert find("[merger]") == ["open.md"]
    assert find("-merger") == []


def test_a_page_in_the_trash_is_gone_until_it_is_restored(write: Write, find: Find) -> None:
    page = write("a.md", "A dock.")
    trash_page(OPERATOR, page)
    assert find("dock") == find("path:a.md") == []
    assert suggest("a", None) == []
    restore_page(OPERATOR, page)
    assert find("dock") == ["a.md"]


def test_an_edited_page_is_found_by_its_new_words_alone(write: Write, find: Find) -> None:
    page = write("a.md", "A dock.")
    edit_page(OPERATOR, page, "A latch.")
    assert (find("dock -latch"), find("latch")) == ([], ["a.md"])
    assert search("dock", space_ids=None).total == 0
