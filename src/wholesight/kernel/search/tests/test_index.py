from __future__ import annotations

from django.db import connection

from wholesight.engines.search import SearchText, prepare
from wholesight.kernel.pages.models import Page
from wholesight.kernel.search.index import index_pages, index_prepared, remove_pages
from wholesight.kernel.search.meaning import index_size
from wholesight.kernel.search.models import SearchDocument
from wholesight.kernel.search.tests.conftest import Find, Write
from wholesight.kernel.spaces.models import Space


def text_of(page: Page, text: str, language: str = "en") -> SearchText:
    return SearchText(page.pk, language, "A page", (), (), page.path, text)


def test_indexing_again_replaces(write: Write, find: Find) -> None:
    page = write("a.md", "dock")
    for text in ("seal seal", "latch latch latch", "latch"):
        index_pages([text_of(page, text)])
    assert (find("seal"), find("latch")) == ([], ["a.md"])
    assert SearchDocument.objects.count() == 1


def test_of_one_page_given_twice_the_last_counts(write: Write, find: Find) -> None:
    page = write("a.md", "dock")
    index_prepared([prepare(text_of(page, "seal")), prepare(text_of(page, "latch"))])
    assert (find("seal"), find("latch")) == ([], ["a.md"])


def test_removing_what_is_not_there_changes_nothing(write: Write, find: Find) -> None:
    write("a.md", "dock")
    remove_pages([10_000_000])
    assert find("dock") == ["a.md"]


def test_the_size_follows_what_comes_and_goes(write: Write) -> None:
    pages = [write("a.md", "dock of ice"), write("b.md", "---\nlanguage: de\n---\nEis")]
    assert index_size().collection.pages == 2
    assert index_size().languages == ("de", "en")
    assert index_size().collection.body_length == 2.0
    remove_pages([page.pk for page in pages])
    assert (index_size().collection.pages, index_size().languages) == (0, ())


def test_a_page_may_change_its_language(write: Write, find: Find) -> None:
    page = write("a.md", "Häuser")
    index_pages([text_of(page, "Häuser", "de")])
    assert find("haus") == ["a.md"]
    assert index_size().languages == ("de",)


def test_nothing_is_left_in_the_index_of_a_page_that_went(write: Write, harbour: Space, sqlite: None) -> None:
    page = write("a.md", "dock _x_ foo_bar v1.2 Über 東京都 📅 don't")
    remove_pages([page.pk])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
        cursor.execute(
            "CREATE VIRTUAL TABLE temp.search_vocabulary USING fts5vocab('main', 'search_index', 'row')"
        )
        cursor.execute("SELECT count(*) FROM temp.search_vocabulary")
        assert cursor.fetchone() == (0,)
        cursor.execute("DROP TABLE temp.search_vocabulary")


def test_a_very_long_page_is_indexed(write: Write, find: Find) -> None:
    words = " ".join(f"w{number}x{number * 7919 % 100_003}" for number in range(150_000))
    write("long.md", f"first dock {words} last latch")
    assert find("first") == ["long.md"]
    assert find('"first dock"') == ["long.md"]
