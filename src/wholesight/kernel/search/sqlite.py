"""The index of tokens in SQLite: an FTS5 table without texts of its own, weighed by FTS5's bm25."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from wholesight.engines.search import PreparedDocument, tokens_again
from wholesight.kernel.rows import append_rows
from wholesight.kernel.search.expressions import Expression, all_of, any_of, for_sqlite
from wholesight.kernel.search.models import DOCUMENT_COLUMNS, SearchDocument, SearchWord, document_row
from wholesight.kernel.search.visibility import Visible


class SqliteIndex:
    """Tokens are cut before they come here: the `ascii` tokenizer only parts them at spaces."""

    affordable = 20_000
    weighs_repetition = True

    def create_statements(self) -> list[str]:
        return [
            "CREATE VIRTUAL TABLE search_index USING fts5"
            "(tokens, content='', tokenize=\"ascii tokenchars '._+#^*'\")"
        ]

    def drop_statements(self) -> list[str]:
        return ["DROP TABLE search_index"]

    def add(self, documents: Sequence[PreparedDocument]) -> None:
        append_rows(SearchDocument, DOCUMENT_COLUMNS, [document_row(document) for document in documents])
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)",
                [(document.page_id, document.tokens) for document in documents],
            )

    def forget(self, page_ids: Sequence[int]) -> None:
        # An index without texts forgets a page only when it is told the very tokens again.
        known = SearchDocument.objects.filter(page_id__in=page_ids).values_list("page_id", "terms", "titles")
        removals = [(page_id, tokens_again(terms, titles)) for page_id, terms, titles in known]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', %s, %s)", removals
            )
        SearchDocument.objects.filter(page_id__in=page_ids)._raw_delete(connection.alias)

    def remember_words(self, words: Mapping[str, str]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR IGNORE INTO kernel_searchword (bare, written) VALUES (%s, %s)",
                sorted(words.items()),
            )

    def matching(self, expression: Expression) -> tuple[str, list[Any]]:
        return "SELECT rowid FROM search_index WHERE search_index MATCH %s", [for_sqlite(expression)]

    def count(self, expression: Expression, at_most: int, visible: Visible | None = None) -> int:
        found, parameters = self._found(expression, visible)
        rows = _rows(f"SELECT count(*) FROM (SELECT 1 {found} LIMIT %s)", [*parameters, at_most])
        return int(rows[0][0])

    def counts(
        self, expressions: Sequence[Expression], at_most: int, visible: Visible | None = None
    ) -> list[int]:
        return [self.count(expression, at_most, visible) for expression in expressions]

    def best(
        self,
        parts: Sequence[tuple[Expression, float]],
        visible: Visible,
        limit: int,
        required: Expression | None = None,
    ) -> list[int]:
        # bm25 finds the weights of the parts itself.
        sought = any_of(part for part, _ in parts)
        found, parameters = self._found(all_of([required, sought]) if required else sought, visible)
        return _ids(f"SELECT f.rowid {found} ORDER BY f.rank LIMIT %s", [*parameters, limit])

    def newest(self, expression: Expression, visible: Visible, limit: int) -> list[int]:
        found, parameters = self._found(expression, visible)
        return _ids(f"SELECT f.rowid {found} ORDER BY f.rowid DESC LIMIT %s", [*parameters, limit])

    def words_beginning(self, prefix: str, limit: int) -> list[str]:
        past = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        words = SearchWord.objects.filter(bare__gte=prefix, bare__lt=past)
        return list(words.values_list("bare", flat=True)[:limit])

    def _found(self, expression: Expression, visible: Visible | None) -> tuple[str, list[Any]]:
        if visible is None:
            return "FROM search_index f WHERE f.search_index MATCH %s", [for_sqlite(expression)]
        # CROSS keeps SQLite from going through the pages first and asking the index about each.
        return (
            f"FROM search_index f CROSS JOIN kernel_page ON kernel_page.id = f.rowid "
            f"WHERE f.search_index MATCH %s AND {visible.sql}",
            [for_sqlite(visible.without_unwanted(expression)), *visible.parameters],
        )


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _ids(sql: str, parameters: Sequence[Any]) -> list[int]:
    return [row[0] for row in _rows(sql, parameters)]


INDEX = SqliteIndex()
