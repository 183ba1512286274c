"""Writes the rows that a page's text determines. Every projector has a version; a page keeps the stamp it
was projected with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, models

from wholesight.engines import search
from wholesight.kernel.concerns.actions import Raised, raise_and_settle
from wholesight.kernel.kinds.properties import PropertyType, fold, property_values, read_date
from wholesight.kernel.kinds.registry import Kind, kind_named, kind_of, kinds
from wholesight.kernel.links.models import FORMER, Link, Name, Status
from wholesight.kernel.pages.models import Block, Heading, Page, Property, Tag
from wholesight.kernel.pages.prepare import PreparedPage, name_key
from wholesight.kernel.rows import append_rows, stored_moment
from wholesight.kernel.search.index import index_prepared

PROJECTORS = {"outline": 1, "links": 1, "properties": 1, "fields": 1, "search": search.VERSION}
STAMP = " ".join(f"{name}:{version}" for name, version in PROJECTORS.items())
LINKS_PENDING = "links pending"  # written by an import that has not yet resolved the links by its names
UNSETTLED = ("", LINKS_PENDING)
PROBLEMS_RAISED = 20

HEADING_FIELDS = ("page", "ordinal", "level", "text", "key", "slug", "line")
PROPERTY_FIELDS = ("page", "ordinal", "name", "key", "type", "text", "number", "moment")
LINK_FIELDS = (
    *("source", "space", "ordinal", "form", "property", "target", "fragment", "display", "context", "line"),
    *("key", "first", "page", "status"),
)

Prepared = tuple[Page, PreparedPage]


def describe(page: Page, prepared: PreparedPage) -> None:
    """Set what a page's own row says of its text."""
    page.title = prepared.title
    page.kind = kind_of(prepared.properties)
    page.language = prepared.language


def project(batch: Sequence[Prepared], *, fresh: bool, property_types: Mapping[str, str]) -> None:
    """Write all projections of these saved pages but the targets of links (see links/actions.py).

    `fresh` pages have no rows yet, so nothing is deleted first. Runs inside the caller's transaction.
    """
    if not fresh:
        erase([page.pk for page, _ in batch])
    write_outline(batch)
    write_names(batch)
    write_links(batch)
    write_properties(batch, property_types, fresh=fresh)
    write_companions(batch, fresh=fresh)
    documents = [dataclasses.replace(prepared.search, page_id=page.pk) for page, prepared in batch]
    index_prepared(documents, fresh=fresh)


def erase(page_ids: list[int]) -> None:
    """Nothing hangs on these rows, so they go without Django looking for what does."""
    for rows in (
        *(model._default_manager.filter(page_id__in=page_ids) for model in (Heading, Block, Tag, Property)),
        Name.objects.filter(page_id__in=page_ids).exclude(via=FORMER),
        Link.objects.filter(source_id__in=page_ids),
    ):
        rows._raw_delete(connection.alias)


def write_outline(batch: Sequence[Prepared]) -> None:
    headings, blocks, tags = [], [], []
    for page, prepared in batch:
        outline = prepared.outline
        headings += [
            (page.pk, ordinal, heading.level, heading.text, heading.key, heading.slug, heading.line)
            for ordinal, heading in enumerate(outline.headings)
        ]
        blocks += [(page.pk, block.id, block.line) for block in outline.blocks]
        tags += [(page.pk, tag, fold(tag)) for tag in outline.tags]
    append_rows(Heading, HEADING_FIELDS, headings)
    append_rows(Block, ("page", "identifier", "line"), blocks)
    append_rows(Tag, ("page", "name", "key"), tags)


def write_names(batch: Sequence[Prepared]) -> None:
    rows = [
        (page.space_id, name.key, name.via, name.path, page.pk)
        for page, prepared in batch
        for name in prepared.names
    ]
    append_rows(Name, ("space", "key", "via", "path", "page"), rows)


def write_links(batch: Sequence[Prepared]) -> None:
    """A link of a page to itself is resolved at once; all others wait for the names."""
    rows: list[Sequence[Any]] = []
    for page, prepared in batch:
        for ordinal, link in enumerate(prepared.outline.links):
            written = (
                link.form,
                link.property,
                link.target,
                link.fragment,
                link.display,
                link.context,
                link.line,
            )
            names = (name_key(link.target), first_segment(link.target))
            leads = (None, Status.UNRESOLVED.value) if link.target else (page.pk, Status.RESOLVED.value)
            rows.append((page.pk, page.space_id, ordinal, *written, *names, *leads))
    append_rows(Link, LINK_FIELDS, rows)


def first_segment(target: str) -> str:
    first, slash, _ = target.strip("/").partition("/")
    return fold(first) if slash else ""


def declared_types(kind: Kind, property_types: Mapping[str, str]) -> dict[str, PropertyType]:
    """The types that hold on a page: those of its space's vault, and before them those of its kind."""
    return {key: PropertyType(key, type_name) for key, type_name in property_types.items()} | dict(
        kind.declared
    )


def write_properties(batch: Sequence[Prepared], property_types: Mapping[str, str], *, fresh: bool) -> None:
    rows: list[Sequence[Any]] = []
    raised: list[tuple[Page, list[Raised]]] = []
    for page, prepared in batch:
        declared = declared_types(kind_named(page.kind), property_types)
        values, misfits = property_values(prepared.properties, declared)
        rows += [
            (
                page.pk,
                ordinal,
                value.name,
                value.key,
                value.type,
                value.text,
                value.number,
                stored_moment(value.moment),
            )
            for ordinal, value in enumerate(values)
        ]
        raised.append((page, [*concerns_of(page, prepared, misfits)]))
    append_rows(Property, PROPERTY_FIELDS, rows)
    if not fresh or any(concerns for _, concerns in raised):
        raise_and_settle(("front-matter", "property-type"), raised)


def concerns_of(page: Page, prepared: PreparedPage, misfits: Sequence[tuple[str, str]]) -> Iterator[Raised]:
    """What the owner must look at in the properties; of very many problems the first."""
    problems = prepared.outline.front_matter.problems
    for problem in problems[:PROBLEMS_RAISED]:
        yield Raised("front-matter", str(problem.line), f"{page.path}, line {problem.line}: {problem.reason}")
    if len(problems) > PROBLEMS_RAISED:
        more = f"{page.path}: {len(problems) - PROBLEMS_RAISED:,} more properties have such problems."
        yield Raised("front-matter", "more", more)
    for name, reason in misfits:
        yield Raised("property-type", name, f"{page.path}, property {name}: {reason}")


def write_companions(batch: Sequence[Prepared], *, fresh: bool) -> None:
    if not fresh:
        ids = [page.pk for page, _ in batch]
        for companion in {kind.companion for kind in kinds() if kind.companion}:
            companion._default_manager.filter(page_id__in=ids).delete()
    for page, prepared in batch:
        kind = kind_named(page.kind)
        if kind.companion is not None:
            fields = {
                name: companion_value(kind, name, prepared.properties) for name in kind.companion_fields
            }
            kind.companion._default_manager.create(page=page, **fields)


def companion_value(kind: Kind, name: str, properties: Mapping[str, Any]) -> Any:
    """The value of a property as its companion field takes it; None where it is absent or of the wrong
    type."""
    wanted = kind.declared[name]
    values, misfits = property_values(
        {key: value for key, value in properties.items() if fold(key) == name}, {name: wanted}
    )
    if len(values) != 1 or misfits or not values[0].text:
        return None
    value = values[0]
    assert kind.companion is not None
    column = kind.companion._meta.get_field(name)
    if wanted.type == "date":
        return read_date(value.text)
    if wanted.type == "datetime":
        return value.moment
    if wanted.type == "number":
        return value.number
    if wanted.type == "checkbox":
        return value.text == "true"
    text = fold(value.text) if wanted.type == "choice" else value.text
    too_long = isinstance(column, models.CharField) and column.max_length and len(text) > column.max_length
    return None if too_long else text


def stamp(pages: Iterable[int], projected: str = STAMP) -> None:
    Page.objects.filter(pk__in=list(pages)).update(projected=projected)
