"""Queries whose SQL is built once. Django builds it anew for every call, which costs several times what
running it does; on a page view, where a dozen small queries are all there is to do, that was half of the
time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

Argument = int | str | Sequence[int]
FIRST_STAND_IN = 7_000_000_000_000_000_000  # no id and no constant of a query comes near


class Place(NamedTuple):
    """Where a parameter of the SQL comes from: an argument, and the position in it where that is a list."""

    argument: int
    position: int | None


class Built(NamedTuple):
    sql: str
    parameters: tuple[object, ...]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class PreparedQuery:
    """A queryset of tuples (`values_list`) as a function of its arguments: numbers, texts and lists of
    numbers.

    `build` is called with stand-ins, once for each database and each combination of lengths of lists; so it
    must use its arguments as values alone and decide nothing by them.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self.built: dict[tuple[object, ...], Built] = {}

    def __call__(self, *arguments: Argument) -> list[tuple[Any, ...]]:
        """Run it. An empty list, which nothing can be in, gives no rows."""
        shape = (connection.vendor, *(type(a) if isinstance(a, int | str) else len(a) for a in arguments))
        if 0 in shape:
            return []
        built = self.built.get(shape)
        if built is None:
            built = self.built[shape] = self.prepare(arguments)
        values: list[Any] = [value_at(arguments, parameter) for parameter in built.parameters]
        with connection.cursor() as cursor:
            cursor.execute(built.sql, values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not built.converters:
            return rows
        return [convert(row, built.converters) for row in rows]

    def prepare(self, arguments: Sequence[Argument]) -> Built:
        """Build the SQL with a stand-in for each value, and note where each of them went."""
        places: dict[object, Place] = {}

        def stand_in(argument: int, position: int | None, text: bool) -> Any:
            number = FIRST_STAND_IN + len(places)
            places[str(number) if text else number] = Place(argument, position)
            return str(number) if text else number

        stand_ins = [
            stand_in(number, None, isinstance(argument, str))
            if isinstance(argument, int | str)
            else [stand_in(number, position, False) for position in range(len(argument))]
            for number, argument in enumerate(arguments)
        ]
        compiler = self.build(*stand_ins).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        columns = [column for column, *_ in compiler.select]
        converters = compiler.get_converters(columns)
        return Built(sql, tuple(places.get(parameter, parameter) for parameter in parameters), converters)


def value_at(arguments: Sequence[Argument], parameter: object) -> object:
    if not isinstance(parameter, Place):
        return parameter
    argument = arguments[parameter.argument]
    return (
        argument if parameter.position is None or isinstance(argument, int) else argument[parameter.position]
    )


def convert(
    row: tuple[Any, ...], converters: dict[int, tuple[list[Callable[..., Any]], Any]]
) -> tuple[Any, ...]:
    """A row with its columns as Django's fields give them (times, truth values, JSON)."""
    values = list(row)
    for column, (functions, expression) in converters.items():
        for function in functions:
            values[column] = function(values[column], expression, connection)
    return tuple(values)
