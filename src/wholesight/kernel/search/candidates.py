"""Takes from the index the pages worth ranking: a few hundred, however common the words are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wholesight.engines.search import IN_TITLE, PROMINENT
from wholesight.kernel.search.expressions import Expression, Token, all_of, any_of
from wholesight.kernel.search.storage import Weighted, storage
from wholesight.kernel.search.visibility import Visible

ENOUGH = 200
ANYWHERE_SHARE, PROMINENT_SHARE, TITLE_SHARE = 0.4, 0.6, 0.8


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing looked for, as the index knows it: its tokens, in how many pages they are, how much that
    tells."""

    tokens: tuple[Token, ...]
    pages: int
    rarity: float

    @property
    def anywhere(self) -> Expression:
        return any_of(self.tokens)

    @property
    def prominent(self) -> Expression:
        return any_of(Token(PROMINENT + token.text, token.prefix) for token in self.tokens)

    @property
    def in_title(self) -> Expression:
        return any_of(Token(IN_TITLE + token.text, token.prefix) for token in self.tokens)


def candidates(
    sought: Sequence[Sought], required: Expression | None, visible: Visible, limit: int = ENOUGH
) -> list[int]:
    """Ids of visible pages that may answer, the likeliest: about `limit`, at most three times that.

    Rare words are weighed in every page that has them. Where this brings too few, words in more pages than
    can be weighed bring the pages that have them in the title, that have all of them, that are about them,
    and at last the newest.
    """
    if required:
        return _meeting(required, sought, visible, limit)
    index = storage()
    found: dict[int, None] = {}
    rare = _affordable(sought)
    if rare:
        found.update(dict.fromkeys(index.best(_parts(rare), visible, limit)))
    if len(rare) < len(sought):
        for parts, condition in _narrowings(sought):
            if len(found) >= limit:
                return list(found)
            found.update(dict.fromkeys(_best_or_newest(parts, condition, visible, limit // 2)))
        if len(found) < limit // 2:
            anywhere = any_of(each.anywhere for each in sought)
            found.update(dict.fromkeys(index.newest(anywhere, visible, limit)))
    return list(found)


def _meeting(required: Expression, sought: Sequence[Sought], visible: Visible, limit: int) -> list[int]:
    """All pages that match what must match; of very many the best with the other words, and the newest."""
    index = storage()
    newest = index.newest(required, visible, 2 * limit)
    if len(newest) < 2 * limit:
        return newest
    with_others = all_of([required, any_of(each.anywhere for each in sought)]) if sought else required
    chosen = _best_or_newest([(with_others, 1.0)], None, visible, limit, index.affordable // 4)
    return list(dict.fromkeys([*chosen, *newest]))


def _affordable(sought: Sequence[Sought]) -> list[Sought]:
    """The rarest, as many as can be weighed wherever they are."""
    chosen: list[Sought] = []
    left = storage().affordable
    for each in sorted(sought, key=lambda each: each.pages):
        left -= each.pages
        if left < 0:
            break
        chosen.append(each)
    return chosen


def _narrowings(sought: Sequence[Sought]) -> Iterator[tuple[Weighted, Expression | None]]:
    """Ways to have fewer pages than have any of the words: what weighs them, and what they must match."""
    titles = [(each.in_title, each.rarity) for each in sought]
    prominent = [(each.prominent, each.rarity) for each in sought]
    if len(sought) > 1:
        yield titles, all_of(each.in_title for each in sought)
        every = all_of(each.anywhere for each in sought)
        yield [(every, 1.0), *([] if storage().weighs_repetition else prominent)], every
    yield titles, None
    yield prominent, None


def _best_or_newest(
    parts: Weighted, required: Expression | None, visible: Visible, limit: int, most: int = 0
) -> list[int]:
    index = storage()
    most = most or index.affordable // len(parts)
    part = any_of(part for part, _ in parts)
    matching = all_of([required, part]) if required else part
    if index.count(matching, most + 1) > most:
        return index.newest(matching, visible, limit)
    return index.best(parts, visible, limit, required)


def _parts(sought: Sequence[Sought]) -> Weighted:
    parts: list[tuple[Expression, float]] = []
    for each in sought:
        parts += [(each.anywhere, ANYWHERE_SHARE * each.rarity), (each.in_title, TITLE_SHARE * each.rarity)]
        if not storage().weighs_repetition:
            parts.append((each.prominent, PROMINENT_SHARE * each.rarity))
    return parts
