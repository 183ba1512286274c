"""The index of tokens in PostgreSQL: a tsvector built by us, under a GIN index, weighed by how rare is
what matches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from wholesight.engines.search import IN_TITLE, PROMINENT, PreparedDocument
from wholesight.kernel.search.expressions import Expression, all_of, for_postgresql, loosely
from wholesight.kernel.search.models import DOCUMENT_COLUMNS, SearchDocument, SearchWord, document_row
from wholesight.kernel.search.visibility import Visible

LAST_POSITION = 16_383
MOST_POSITIONS = 255
LONGEST_VECTOR = 1_000_000
"""What a tsvector holds. Past it a very long page is found by its words still, then by its first words
alone."""

PHRASES_OPENED = 2_000
"""Whether words stand side by side is known only by opening a page's tokens: so many of the newest pages
that have them."""


class PostgresqlIndex:
    """Lists of matching pages are merged and their weights summed; no page's tokens are opened to weigh
    it."""

    affordable = 20_000
    weighs_repetition = False

    def create_statements(self) -> list[str]:
        return [
            "ALTER TABLE kernel_searchdocument ADD COLUMN tokens tsvector",
            # New pages wait in a list of so many kB, which every search reads, before they are merged.
            "CREATE INDEX search_index ON kernel_searchdocument USING gin (tokens)"
            " WITH (gin_pending_list_limit = 512)",
        ]

    def drop_statements(self) -> list[str]:
        return ["ALTER TABLE kernel_searchdocument DROP COLUMN tokens"]

    def add(self, documents: Sequence[PreparedDocument]) -> None:
        columns = (*DOCUMENT_COLUMNS, "tokens")
        marks = ", ".join(["%s"] * len(DOCUMENT_COLUMNS))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO kernel_searchdocument ({', '.join(columns)}) VALUES ({marks}, %s::tsvector)",
                [(*document_row(document), vector(document.tokens)) for document in documents],
            )

    def forget(self, page_ids: Sequence[int]) -> None:
        SearchDocument.objects.filter(page_id__in=page_ids)._raw_delete(connection.alias)

    def remember_words(self, words: Mapping[str, str]) -> None:
        # In one order, so that two who save the same new words never wait for each other in a circle.
        bare = sorted(words)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kernel_searchword (bare, written) SELECT * FROM unnest(%s::text[], %s::text[])"
                " ON CONFLICT DO NOTHING",
                [bare, [words[word] for word in bare]],
            )

    def matching(self, expression: Expression) -> tuple[str, list[Any]]:
        selection = "SELECT page_id FROM kernel_searchdocument WHERE tokens @@ %s::tsquery"
        return selection, [for_postgresql(expression)]

    def count(self, expression: Expression, at_most: int, visible: Visible | None = None) -> int:
        return self.counts([expression], at_most, visible)[0]

    def counts(
        self, expressions: Sequence[Expression], at_most: int, visible: Visible | None = None
    ) -> list[int]:
        if not expressions:
            return []
        parts: list[str] = []
        parameters: list[Any] = []
        for expression in expressions:
            found, values = _found(expression, visible)
            parts.append(f"(SELECT count(*) FROM ({found} LIMIT %s) AS counted)")
            parameters += [*values, at_most]
        return list(_rows(f"SELECT {', '.join(parts)}", parameters)[0])

    def best(
        self,
        parts: Sequence[tuple[Expression, float]],
        visible: Visible,
        limit: int,
        required: Expression | None = None,
    ) -> list[int]:
        lists: list[str] = []
        parameters: list[Any] = []
        for part, weight in parts:
            wanted = all_of([required, part]) if required else part
            found, values = _found(visible.without_unwanted(wanted))
            lists.append(f"SELECT listed.page_id, %s::real AS weight FROM ({found}) AS listed")
            parameters += [weight, *values]
        weighed = (
            f"SELECT every.page_id, sum(every.weight) AS weight FROM ({' UNION ALL '.join(lists)}) AS every"
            " GROUP BY every.page_id ORDER BY weight DESC, every.page_id DESC"
        )
        seen, parameters = _seen(weighed, parameters, visible)
        return _ids(f"{seen} ORDER BY found.weight DESC, found.page_id DESC LIMIT %s", [*parameters, limit])

    def newest(self, expression: Expression, visible: Visible, limit: int) -> list[int]:
        found, parameters = _found(expression, visible, newest_first=True)
        newest = f"SELECT listed.page_id FROM ({found}) AS listed ORDER BY listed.page_id DESC LIMIT %s"
        return _ids(newest, [*parameters, limit])

    def words_beginning(self, prefix: str, limit: int) -> list[str]:
        words = SearchWord.objects.filter(bare__startswith=prefix)
        return list(words.values_list("bare", flat=True)[:limit])


def _found(
    expression: Expression, visible: Visible | None = None, *, newest_first: bool = False
) -> tuple[str, list[Any]]:
    """A selection of matching pages: `page_id` and `tokens`. Where words must stand side by side, of some of
    the newest alone."""
    if visible:
        expression = visible.without_unwanted(expression)
    loose = loosely(expression)
    found = "SELECT page_id, tokens FROM kernel_searchdocument WHERE tokens @@ %s::tsquery"
    parameters: list[Any] = [for_postgresql(loose)]
    if newest_first or loose != expression:
        found += " ORDER BY page_id DESC"
    if visible:
        found, parameters = _seen(found, parameters, visible)
    if loose == expression:
        return found, parameters
    opened = f"SELECT page_id, tokens FROM ({found} LIMIT %s) AS opened WHERE opened.tokens @@ %s::tsquery"
    return opened, [*parameters, PHRASES_OPENED, for_postgresql(expression)]


def _seen(selection: str, parameters: list[Any], visible: Visible) -> tuple[str, list[Any]]:
    """Of the rows `found` of a selection those of visible pages, in the same order.

    OFFSET 0 keeps the planner, which takes a word for rarer than it is, from joining all pages first: each
    page is looked up when its turn comes, and no further than the limit.
    """
    return (
        f"SELECT found.* FROM ({selection} OFFSET 0) AS found WHERE EXISTS (SELECT 1 FROM kernel_page"
        f" WHERE kernel_page.id = found.page_id AND {visible.sql} OFFSET 0)",
        [*parameters, *visible.parameters],
    )


def vector(tokens: str) -> str:
    """Tokens as PostgreSQL reads a tsvector. What marks a page (`^title`, `*prominent`) needs no position."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens.split(), 1):
        places.setdefault(token, []).append(place)
    written: list[str] = []
    size = 0
    for token, found in places.items():
        size += len(token.encode()) + 4
        if size > LONGEST_VECTOR:
            break
        marks_page = token[0] in (IN_TITLE, PROMINENT)
        if marks_page or size + 2 * len(found) > LONGEST_VECTOR // 2:
            written.append(f"'{token}'")
            continue
        size += 2 * len(found)
        positions = [str(place) for place in found[:MOST_POSITIONS] if place <= LAST_POSITION]
        written.append(f"'{token}':{','.join(positions)}" if positions else f"'{token}'")
    return " ".join(written)


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with _by_index(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _ids(sql: str, parameters: Sequence[Any]) -> list[int]:
    """The first column, which is that of the page ids."""
    return [row[0] for row in _rows(sql, parameters)]


@contextmanager
def _by_index() -> Iterator[None]:
    """The planner thinks reading all pages cheap, for it does not count that each vector has to be
    unpacked."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")


INDEX = PostgresqlIndex()
