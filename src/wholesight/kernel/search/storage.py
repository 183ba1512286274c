"""What a database must do for search; SQLite and PostgreSQL each have their way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wholesight.engines.search import PreparedDocument
from wholesight.kernel.search import postgresql, sqlite
from wholesight.kernel.search.expressions import Expression
from wholesight.kernel.search.visibility import Visible

Weighted = Sequence[tuple[Expression, float]]


class Storage(Protocol):
    """The index of tokens. Ids are those of pages."""

    affordable: int
    """How many postings one query may weigh; words that are in more pages give candidates without being
    weighed."""

    weighs_repetition: bool
    """Whether `best` sees how often a page has a word; else the tokens of prominent words have to tell."""

    def create_statements(self) -> Sequence[str]: ...

    def drop_statements(self) -> Sequence[str]: ...

    def add(self, documents: Sequence[PreparedDocument]) -> None:
        """Write pages that are not in the index, their rows in SearchDocument included."""

    def forget(self, page_ids: Sequence[int]) -> None:
        """Remove pages, their rows in SearchDocument included."""

    def remember_words(self, words: Mapping[str, str]) -> None:
        """Add to the vocabulary the words that it lacks: without accents, and as written."""

    def matching(self, expression: Expression) -> tuple[str, list[Any]]:
        """SQL, with its parameters, that gives the ids of matching pages."""

    def count(self, expression: Expression, at_most: int, visible: Visible | None = None) -> int:
        """How many pages match, counted no further than `at_most`."""

    def counts(
        self, expressions: Sequence[Expression], at_most: int, visible: Visible | None = None
    ) -> list[int]:
        """The same for several, in one go."""

    def best(
        self, parts: Weighted, visible: Visible, limit: int, required: Expression | None = None
    ) -> list[int]:
        """Of the visible pages that match `required`, those that match the heaviest of the parts most."""

    def newest(self, expression: Expression, visible: Visible, limit: int) -> list[int]:
        """The last visible pages that match, without weighing them."""

    def words_beginning(self, prefix: str, limit: int) -> list[str]:
        """Words of the vocabulary, without accents."""


def storage() -> Storage:
    """The way of the database in use."""
    return postgresql.INDEX if connection.vendor == "postgresql" else sqlite.INDEX


def create_index(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create what Django's models do not describe. For a migration, after that which creates
    SearchDocument."""
    _run(schema_editor, _of(schema_editor).create_statements())


def drop_index(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `create_index`."""
    _run(schema_editor, _of(schema_editor).drop_statements())


def _of(schema_editor: BaseDatabaseSchemaEditor) -> Storage:
    return postgresql.INDEX if schema_editor.connection.vendor == "postgresql" else sqlite.INDEX


def _run(schema_editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement)
