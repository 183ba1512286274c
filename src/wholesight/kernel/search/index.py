"""Writes pages into the search index and takes them out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from django.db import connection

from wholesight.engines.search import PreparedDocument, SearchText, prepare
from wholesight.kernel.rows import batches
from wholesight.kernel.search.models import SearchDocument
from wholesight.kernel.search.storage import storage

SHARDS = 16
_COUNTED = ("language", "body_length", "headings_length", "titles_length")


def index_pages(pages: Sequence[SearchText]) -> None:
    """Put pages into the index in place of what it has of them. Runs inside the caller's transaction."""
    index_prepared([prepare(page) for page in pages])


def index_prepared(documents: Sequence[PreparedDocument], *, fresh: bool = False) -> None:
    """The same for pages whose costly part is done (see `engines.search.prepare`). Of one page the last
    counts; of `fresh` ones the index knows nothing yet."""
    latest = {document.page_id: document for document in documents}
    for batch in batches(latest.values()):
        if not fresh:
            remove_pages([document.page_id for document in batch])
        storage().add(batch)
        storage().remember_words(
            {bare: written for document in batch for bare, written in document.vocabulary}
        )
        _change_size([tuple(getattr(document, name) for name in _COUNTED) for document in batch], 1)


def remove_pages(page_ids: Iterable[int]) -> None:
    """Take pages out of the index; those not in it are ignored. Runs inside the caller's transaction."""
    for batch in batches(page_ids):
        gone = list(SearchDocument.objects.filter(page_id__in=batch).values_list(*_COUNTED))
        if gone:
            storage().forget(batch)
            _change_size(gone, -1)


def _change_size(documents: Sequence[tuple[str, int, int, int]], sign: int) -> None:
    changes: dict[str, list[int]] = {}
    for language, *lengths in documents:
        sums = changes.setdefault(language, [0, 0, 0, 0])
        for place, number in enumerate((1, *lengths)):
            sums[place] += sign * number
    columns = ("pages", "body_words", "headings_words", "titles_words")
    added = ", ".join(f"{column} = kernel_searchsize.{column} + excluded.{column}" for column in columns)
    with connection.cursor() as cursor:
        for language in sorted(changes):
            cursor.execute(
                f"INSERT INTO kernel_searchsize (shard, language, {', '.join(columns)})"
                f" VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (shard, language) DO UPDATE SET {added}",
                [os.getpid() % SHARDS, language, *changes[language]],
            )
