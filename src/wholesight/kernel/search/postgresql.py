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
        parts, parameters = [], []
        for expression in expressions:
            found, values = self._found(expression, visible)
            parts.append(f"(SELECT count(*) FROM (SELECT 1 {found} LIMIT %s) AS found)")
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
            found, values = self._found(all_of([required, part]) if required else part, None)
            lists.append(f"SELECT d.page_id, %s::real AS weight {found}")
            parameters += [weight, *values]
        return _ids(
            "SELECT found.page_id FROM (SELECT page_id, sum(weight) AS weight"
            f" FROM ({' UNION ALL '.join(lists)}) AS lists GROUP BY page_id) AS found"
            f" JOIN kernel_page ON kernel_page.id = found.page_id WHERE {visible.sql}"
            " ORDER BY found.weight DESC, found.page_id DESC LIMIT %s",
            [*parameters, *visible.parameters, limit],
        )

    def newest(self, expression: Expression, visible: Visible, limit: int) -> list[int]:
        found, parameters = self._found(expression, visible)
        return _ids(f"SELECT d.page_id {found} ORDER BY d.page_id DESC LIMIT %s", [*parameters, limit])

    def words_beginning(self, prefix: str, limit: int) -> list[str]:
        words = SearchWord.objects.filter(bare__startswith=prefix)
        return list(words.values_list("bare", flat=True)[:limit])

    def _found(self, expression: Expression, visible: Visible | None) -> tuple[str, list[Any]]:
        """FROM and WHERE that give rows `d` of matching pages."""
        loose = loosely(expression)
        found, parameters = (
            "FROM kernel_searchdocument d WHERE d.tokens @@ %s::tsquery",
            [for_postgresql(loose)],
        )
        if visible:
            found = found.replace(
                "WHERE", f"JOIN kernel_page ON kernel_page.id = d.page_id WHERE {visible.sql} AND"
            )
            parameters = [*visible.parameters, *parameters]
        if loose == expression:
            return found, parameters
        newest = f"(SELECT d.page_id, d.tokens {found} ORDER BY d.page_id DESC LIMIT %s) AS d"
        return (
            f"FROM {newest} WHERE d.tokens @@ %s::tsquery",
            [*parameters, PHRASES_OPENED, for_postgresql(expression)],
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
