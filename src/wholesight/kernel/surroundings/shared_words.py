"""The words of a page that few other pages have."""

from __future__ import annotations

from collections.abc import Iterator

from wholesight.engines import search as engine
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.search.expressions import Token
from wholesight.kernel.search.models import SearchDocument
from wholesight.kernel.search.storage import storage
from wholesight.kernel.search.visibility import visible_among, visible_pages

LOOKED_UP = 60
TELLING = 8
RARE = 20
FEW = 3
COMMON_SHARE = 25  # a word in more than one of so many pages is no rare one
SHORTEST_WORD = 4


def pages_sharing_words(page: Page, sight: Sight) -> Iterator[tuple[str, list[int]]]:
    """For the words that most set the page apart: the word as it is written there, and the visible pages that
    have it, this one included. At most RARE pages have one, and in a small space few."""
    looked_up = frequent_words(page)
    if not looked_up:
        return
    pages = visible_pages(sight.space_ids)
    rare = min(RARE, max(FEW, pages.count() // COMMON_SHARE))
    visible = visible_among(pages)
    counts = storage().counts([Token(stem) for stem, _word, _times in looked_up], rare + 1, visible)
    shared = [
        (times / count, stem, word)
        for (stem, word, times), count in zip(looked_up, counts, strict=True)
        if 1 < count <= rare
    ]
    for _weight, stem, word in sorted(shared, reverse=True)[:TELLING]:
        yield word, storage().newest(Token(stem), visible, RARE)


def frequent_words(page: Page) -> list[tuple[str, str, int]]:
    """Stem, word and number of the words that the page has most often, the longer ones first."""
    document = SearchDocument.objects.filter(page=page).values_list("language", "terms").first()
    if document is None:
        return []
    ignored = engine.function_words(document[0])
    found: dict[str, tuple[str, int]] = {}
    for line in document[1].strip("\n").split("\n"):
        stem, word, counts = line.split("\t") if line.count("\t") == 2 else ("", "", "0")
        if len(word) >= SHORTEST_WORD and word.isalpha() and word not in ignored:
            times = int(counts.partition(",")[0] or 0)
            first, before = found.get(stem, (word, 0))
            found[stem] = (first, before + times)
    ranked = sorted(found.items(), key=lambda item: (-item[1][1], -len(item[0]), item[0]))
    return [(stem, word, times) for stem, (word, times) in ranked[:LOOKED_UP] if times]
