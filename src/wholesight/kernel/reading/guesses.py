"""What was probably meant by an address at which there is no page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.queries import find_by_name
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.search.queries import Hit, Suggestion, search, suggest
from wholesight.kernel.spaces.models import Space

GUESSES = 6
CONSIDERED = 12
LIKENESS = 70  # of 100: below it a title is another one, not this one misspelt


@dataclass(frozen=True, slots=True)
class Guess:
    title: str
    url: str
    space: str


def probably_meant(name: str, space: Space, sight: Sight) -> list[Guess]:
    """Visible pages that bear the name elsewhere, those of this space first; then those with the likest
    titles."""
    guesses = [Guess(entry.title, entry.url, entry.space) for entry in find_by_name(sight, space, name)]
    words = " ".join(re.findall(r"\w+", name))  # what the name would mean as a query is not meant
    if words:
        near = likest(words, space, suggest(words, space_ids=sight.space_ids, limit=CONSIDERED))
        if not near:
            near = likest(words, space, search(words, space_ids=sight.space_ids, limit=CONSIDERED).hits)
        guesses += [Guess(page.title, page_url(page.space, page.path), page.space) for page in near]
    return list(dict.fromkeys(guesses))[:GUESSES]


def likest(name: str, space: Space, pages: Sequence[Hit | Suggestion]) -> list[Hit | Suggestion]:
    """Those of the pages whose title may be the name misspelt, the likest first, then those of this
    space."""
    likeness = {page.page_id: fuzz.WRatio(name.casefold(), page.title.casefold()) for page in pages}
    near = [page for page in pages if likeness[page.page_id] >= LIKENESS]
    return sorted(near, key=lambda page: (-likeness[page.page_id], page.space != space.name))
