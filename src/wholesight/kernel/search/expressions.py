"""Which pages to take from the index: a small language over tokens that both databases understand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """Pages with this token, or with one that begins so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Pages with these tokens one after the other."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Pages that match the one and not the other."""

    wanted: Expression
    unwanted: Expression


Expression = Token | Adjacent | AnyOf | AllOf | Without


def any_of(parts: Iterable[Expression]) -> Expression:
    """Pages that one of at least one expression holds for."""
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else AnyOf(distinct)


def all_of(parts: Iterable[Expression]) -> Expression:
    """Pages that every one of at least one expression holds for."""
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else AllOf(distinct)


def adjacent(tokens: Sequence[str]) -> Expression:
    return Token(tokens[0]) if len(tokens) == 1 else Adjacent(tuple(tokens))


def loosely(expression: Expression) -> Expression:
    """The same without regard to what stands beside what."""
    match expression:
        case Adjacent(tokens):
            return all_of(map(Token, tokens))
        case AnyOf(parts):
            return any_of(map(loosely, parts))
        case AllOf(parts):
            return all_of(map(loosely, parts))
        case Without(wanted, unwanted):
            # Loosely, nothing may be taken away that only stands there in another order.
            return Without(loosely(wanted), unwanted) if loosely(unwanted) == unwanted else loosely(wanted)
        case Token():
            return expression


def for_sqlite(expression: Expression) -> str:
    """An expression in the language of FTS5's MATCH. Tokens hold no quotation marks (see
    `engines.search.words`)."""
    match expression:
        case Token(text, prefix):
            return f'"{text}"*' if prefix else f'"{text}"'
        case Adjacent(tokens):
            return f'"{" ".join(tokens)}"'
        case AnyOf(parts):
            return f"({' OR '.join(map(for_sqlite, parts))})"
        case AllOf(parts):
            return f"({' AND '.join(map(for_sqlite, parts))})"
        case Without(wanted, unwanted):
            return f"({for_sqlite(wanted)} NOT {for_sqlite(unwanted)})"


def for_postgresql(expression: Expression) -> str:
    """An expression in the language of PostgreSQL's tsquery."""
    match expression:
        case Token(text, prefix):
            return f"'{text}':*" if prefix else f"'{text}'"
        case Adjacent(tokens):
            return "(" + " <-> ".join(f"'{token}'" for token in tokens) + ")"
        case AnyOf(parts):
            return f"({' | '.join(map(for_postgresql, parts))})"
        case AllOf(parts):
            return f"({' & '.join(map(for_postgresql, parts))})"
        case Without(wanted, unwanted):
            return f"({for_postgresql(wanted)} & !{for_postgresql(unwanted)})"
