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
    """One thing looked for, as the index knows it: its tokens, in how many pages they are, how much that tells."""

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

    Rare words are weighed in every page that has them. Where words are in more pages than can be weighed, those pages come
    in that have them in the title, that have all of them, and that are about them; and the newest of what is still too many.
    """
    rare = _affordable(sought)
    found: dict[int, None] = {}
    if rare:
        found.update(dict.fromkeys(storage().best(_parts(rare), visible, limit, required)))
    if len(rare) < len(sought):
        for expression in _narrowings(sought):
            if len(found) >= 2 * limit:
                break
            wanted = all_of([required, expression]) if required else expression
            found.update(dict.fromkeys(_best_or_newest(wanted, sought, visible, limit)))
    if required and len(found) < limit:
        found.update(dict.fromkeys(_best_or_newest(required, sought, visible, limit)))
    return list(found)


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


def _narrowings(sought: Sequence[Sought]) -> Iterator[Expression]:
    yield any_of(each.in_title for each in sought)
    if len(sought) > 1:
        yield all_of(each.anywhere for each in sought)
        yield all_of(each.prominent for each in sought)
    yield any_of(each.prominent for each in sought)
    yield any_of(each.anywhere for each in sought)


def _best_or_newest(
    expression: Expression, sought: Sequence[Sought], visible: Visible, limit: int
) -> list[int]:
    index = storage()
    if index.count(expression, index.affordable + 1) > index.affordable:
        return index.newest(expression, visible, limit)
    return index.best(_parts(sought) or [(expression, 1.0)], visible, limit, expression)


def _parts(sought: Sequence[Sought]) -> Weighted:
    parts: list[tuple[Expression, float]] = []
    for each in sought:
        parts.append((each.anywhere, ANYWHERE_SHARE * each.rarity))
        parts.append((each.prominent, PROMINENT_SHARE * each.rarity))
        parts.append((each.in_title, TITLE_SHARE * each.rarity))
    return parts
