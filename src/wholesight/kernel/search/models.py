"""Rows of the search index: what ranks a page, the words that exist, and how much there is."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from wholesight.engines.search import PreparedDocument
from wholesight.kernel.pages.models import Page


class SearchDocument(models.Model):
    """What `engines.search` recorded of a page (see `PreparedDocument`); the tokens are in the index of the
    database.

    `text` is the page's text without markup, compressed.
    """

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="search_document")
    language = models.CharField(max_length=20, blank=True)
    body_length = models.PositiveIntegerField()
    headings_length = models.PositiveIntegerField()
    titles_length = models.PositiveIntegerField()
    titles = models.TextField()
    terms = models.TextField()
    text = models.BinaryField()


DOCUMENT_COLUMNS = (
    "page_id",
    "language",
    "body_length",
    "headings_length",
    "titles_length",
    "titles",
    "terms",
    "text",
)


def document_row(document: PreparedDocument) -> tuple[Any, ...]:
    """A prepared page in the order of `DOCUMENT_COLUMNS`."""
    return tuple(getattr(document, column) for column in DOCUMENT_COLUMNS)


class SearchWord(models.Model):
    """A word that is or once was in a page: `bare` without accents, by which it is found, and as it is
    written.

    Words that went are harmless: before a word is offered to a reader, it is looked up in pages that they may
    see.
    """

    bare = models.TextField(primary_key=True)
    written = models.TextField()


class SearchSize(models.Model):
    """Number of indexed pages and of their words. The sum over all shards counts; a process writes one
    shard alone, so that two who save at the same time do not wait for one another."""

    shard = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=20, blank=True)
    pages = models.IntegerField(default=0)
    body_words = models.BigIntegerField(default=0)
    headings_words = models.BigIntegerField(default=0)
    titles_words = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shard", "language"], name="one_size_a_shard")
        ]
