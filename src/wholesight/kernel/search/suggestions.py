"""Pages by what they are called, while a person types (Ctrl-K)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from wholesight.engines import search as engine
from wholesight.kernel.pages.models import Page
from wholesight.kernel.search.expressions import Expression, Token, all_of, any_of
from wholesight.kernel.search.meaning import index_size
from wholesight.kernel.search.spelling import correct, tokens_of
from wholesight.kernel.search.storage import storage
from wholesight.kernel.search.visibility import Visible, visible_among, visible_pages

CONSIDERED = 200
LONGEST_TYPED = 100
SHORTEST_SCATTERED, MOST_SCATTERED = 3, 30


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page that may be the one whose name is being typed."""

    page_id: int
    path: str
    space: str
    title: str
    kind: str
    updated_at: datetime


def suggest(text: str, space_ids: Sequence[int] | None, limit: int = 8) -> list[Suggestion]:
    """Pages of these spaces (None: all) whose title begins so, has these beginnings of words, or letters in
    this order.

    Aliases, first headings and names of files count as titles too. The nearest title comes first.
    """
    typed = " ".join(engine.storable(text).split())[:LONGEST_TYPED]
    found = engine.words(typed)
    if not found or space_ids == []:
        return []
    visible = visible_among(visible_pages(space_ids))
    ids = _with_beginnings(found, visible)
    if not ids and len(typed) >= SHORTEST_SCATTERED:
        ids = _with_letters_in_order(typed, visible)
    if not ids:
        ids = _with_beginnings(_corrected(found, visible), visible)
    pages = Page.objects.filter(pk__in=ids, trashed_at=None).values_list(
        "pk", "path", "space__name", "title", "kind", "updated_at"
    )
    suggestions = [Suggestion(*row) for row in pages]
    suggestions.sort(key=lambda page: (*nearness(typed, page.title), page.title, page.page_id))
    return suggestions[:limit]


def nearness(typed: str, title: str) -> tuple[int, int]:
    """How a title answers what is typed, the smaller the nearer: same, begins so, words begin so, has it,
    else scattered."""
    sought, name = typed.casefold(), title.casefold()
    if name == sought:
        return 0, 0
    if name.startswith(sought):
        return 1, len(name)
    if all(re.search(rf"\b{re.escape(word)}", name) for word in sought.split()):
        return 2, len(name)
    if sought in name:
        return 3, name.index(sought)
    return 4, len(name)


def _with_beginnings(words: Sequence[str], visible: Visible) -> list[int]:
    """Pages whose titles have a word for each of these beginnings."""
    languages = index_size().languages
    if not languages or not words:
        return []
    parts: list[Expression] = []
    for word in words:
        whole = [Token(engine.IN_TITLE + token) for token in tokens_of(word, languages)]
        parts.append(any_of([Token(engine.IN_TITLE + engine.without_accents(word), prefix=True), *whole]))
    index, wanted = storage(), all_of(parts)
    if index.count(wanted, CONSIDERED + 1, visible) <= CONSIDERED:
        return index.newest(wanted, visible, CONSIDERED)
    return index.best([(part, 1.0) for part in parts], visible, CONSIDERED, wanted)


def _with_letters_in_order(typed: str, visible: Visible) -> list[int]:
    """Pages whose own title has these letters in this order, whatever stands between them."""
    letters = [re.sub(r"([\\%_])", r"\\\1", letter) for letter in typed if not letter.isspace()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kernel_page.id FROM kernel_page WHERE {visible.sql}"
            " AND lower(kernel_page.title) LIKE lower(%s) ESCAPE '\\' LIMIT %s",
            [*visible.parameters, f"%{'%'.join(letters[:MOST_SCATTERED])}%", CONSIDERED],
        )
        return [row[0] for row in cursor.fetchall()]


def _corrected(words: Sequence[str], visible: Visible) -> list[str]:
    """The same words, the last and unfinished one as it is, with those that no title has put right."""
    languages = index_size().languages
    better = [correct(word, (), languages, visible) for word in words]
    return [found.word if found else word for found, word in zip(better, words, strict=True)]
