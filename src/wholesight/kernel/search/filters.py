"""What narrows a search: `tag:docks`, `kind:lesson`, `space:harbour`, `path:how-to`, and every property by
its name."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q, QuerySet

from wholesight.engines.search import EXISTS, Filter
from wholesight.kernel.kinds.properties import fold, read_moment
from wholesight.kernel.pages.models import Page, Property, Tag
from wholesight.kernel.spaces.models import Space

PageFilter = Callable[[QuerySet[Page], str], QuerySet[Page]]


def with_tag(pages: QuerySet[Page], value: str) -> QuerySet[Page]:
    """Pages with a tag or one below it: `tag:a` finds `a/b`."""
    key = fold(value.removeprefix("#"))
    tags = Tag.objects.filter(Q(key=key) | Q(key__startswith=f"{key}/"))
    return pages.filter(pk__in=tags.values("page_id"))


def of_kind(pages: QuerySet[Page], value: str) -> QuerySet[Page]:
    return pages.filter(kind=fold(value))


def in_space(pages: QuerySet[Page], value: str) -> QuerySet[Page]:
    return pages.filter(space__in=Space.objects.filter(key=fold(value)))


def under_path(pages: QuerySet[Page], value: str) -> QuerySet[Page]:
    """Pages whose path has the value anywhere in it, whatever its case."""
    return pages.filter(path__icontains=value)


filters: dict[str, PageFilter] = {"tag": with_tag, "kind": of_kind, "space": in_space, "path": under_path}
"""By name. A room may add its own; a name that is not here is that of a property."""

_COMPARISONS = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte", "=": "exact"}


def narrow(pages: QuerySet[Page], condition: Filter) -> QuerySet[Page]:
    """The pages that a filter lets through."""
    by_name = filters.get(condition.name)
    kept = by_name(pages, condition.value) if by_name else _with_property(pages, condition)
    return pages.exclude(pk__in=kept.values("pk")) if condition.negated else kept


def is_known(condition: Filter, pages: QuerySet[Page]) -> bool:
    """Whether something of the filter's name is to be found in these pages; else it was meant as words."""
    if condition.name in filters:
        return condition.operator == ""
    return Property.objects.filter(key=fold(condition.name), page__in=pages).exists()


def _with_property(pages: QuerySet[Page], condition: Filter) -> QuerySet[Page]:
    found = Property.objects.filter(key=fold(condition.name))
    if condition.operator != EXISTS:
        found = found.filter(_value_matches(condition.operator, condition.value))
    return pages.filter(pk__in=found.values("page_id"))


def _value_matches(operator: str, value: str) -> Q:
    """Without an operator the text holds the value; with one, numbers and times are compared as such."""
    if operator == "":
        return Q(text__icontains=value)
    lookup = _COMPARISONS[operator]
    try:
        return Q(**{f"number__{lookup}": float(value)})
    except ValueError:
        pass
    moment = read_moment(value)
    if moment:
        return Q(**{f"moment__{lookup}": moment})
    return Q(text__iexact=value) if operator == "=" else Q(**{f"text__{lookup}": value})
