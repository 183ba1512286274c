"""Writing many rows at once: several times faster than building model objects, the same on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

T = TypeVar("T")
AT_ONCE = 500  # below the least number of variables that a database takes in one statement


def batches(items: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def column_of(model: type[Model], name: str) -> str:
    field = model._meta.get_field(name)
    assert isinstance(field, Field)
    assert field.column is not None
    return field.column


def append_rows(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert one row of `model` for each of `rows`, whose values stand in the order of `fields`."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column_of(model, name)) for name in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", rows)


def update_rows(model: type[Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Set `fields` of each row of `rows`, whose last value is the row's id."""
    if not rows:
        return
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(column_of(model, name))} = %s" for name in fields)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {columns} WHERE id = %s", rows)


def stored_moment(moment: datetime | None) -> Any:
    """A time as the database's driver takes it in `append_rows`."""
    return None if moment is None else connection.ops.adapt_datetimefield_value(moment)
