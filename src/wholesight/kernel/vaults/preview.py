"""Counts, without writing anything, where the links of a vault would lead."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from wholesight.engines import markdown
from wholesight.kernel.links.actions import NameRow, Names, Written, stored_names
from wholesight.kernel.pages.prepare import PreparedPage, name_key, names_of_attachment
from wholesight.kernel.pages.projection import first_segment
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.parsing import Asked, Unreadable, parse_files
from wholesight.kernel.vaults.plan import Found, Plan
from wholesight.kernel.vaults.report import BODY, PATHS, Report
from wholesight.kernel.vaults.walk import Skipped
from wholesight.kernel.vaults.writing import Progress


def preview_links(plan: Plan, report: Report, space: Space, progress: Progress) -> None:
    """Fill the counts of links as an import would find them."""
    pages = read_pages(plan, space, progress)
    spaces = dict(Space.objects.values_list("key", "id")) | {space.key: space.pk}
    keys = {
        name_key(link.target)
        for page in pages
        for link in page.outline.links
        if first_segment(link.target) in spaces
    }
    elsewhere = (row for row in stored_names(keys) if row.space_id != space.pk)
    names = Names([*vault_names(pages, attachments_of(plan), space.pk), *elsewhere], spaces)
    for number, page in enumerate(pages):
        for link in page.outline.links:
            count_link(report, names, page, pages, link, space.pk)
        progress("links", number + 1, len(pages))
    report.resolved = report.links - report.unresolved


def read_pages(plan: Plan, space: Space, progress: Progress) -> list[PreparedPage]:
    asked = [
        Asked(found.file.path, found.file.place, settings.PAGE_SIZE_LIMIT, space.language)
        for found in pages_of(plan)
    ]
    pages = []
    for number, prepared in enumerate(parse_files(asked), 1):
        if isinstance(prepared, Unreadable):
            plan.skipped.append(Skipped(prepared.path, prepared.reason))
        else:
            pages.append(prepared)
        progress("pages", number, len(asked))
    return pages


def pages_of(plan: Plan) -> Iterator[Found]:
    yield from plan.create
    for part in (plan.update, plan.record, plan.move):
        yield from (found for found, _ in part)
    for pairs in (plan.adopt, plan.conflict):
        yield from (found for found, _ in pairs if found.is_page)
    yield from (found for found in plan.unchanged if found.is_page)


def attachments_of(plan: Plan) -> list[str]:
    return [found.file.path for found in plan.attach + plan.unchanged if not found.is_page]


def vault_names(pages: list[PreparedPage], attachments: list[str], space_id: int) -> Iterator[NameRow]:
    """Names as they would be stored; a page's number stands for its id, a negative number for an
    attachment's."""
    for number, page in enumerate(pages):
        for name in page.names:
            yield NameRow(space_id, name.key, name.via, name.path, number, None)
    for number, path in enumerate(attachments, 1):
        for name in names_of_attachment(path):
            yield NameRow(space_id, name.key, name.via, name.path, None, -number)


def count_link(
    report: Report,
    names: Names,
    page: PreparedPage,
    pages: list[PreparedPage],
    link: markdown.WrittenLink,
    space_id: int,
) -> None:
    if link.form == "property":
        report.property_links += 1
    if link.form in PATHS:
        report.markdown_links += 1
    if link.form not in BODY:
        return
    report.links += 1
    report.embeds += link.form == "embed"
    key, first = name_key(link.target), first_segment(link.target)
    target_page: PreparedPage | None = page
    if link.target:
        written = Written(
            0, link.form, link.target, link.fragment, key, first, page.path, space_id, None, None, "", None
        )
        decision = names.decide(written)
        report.unresolved += decision.status in {"unresolved", "aliased"}
        report.aliased += decision.status == "aliased"
        report.ambiguous += decision.status == "ambiguous"
        own = decision.page_id is not None and decision.space_id == space_id
        target_page = pages[decision.page_id] if own and decision.page_id is not None else None
    if target_page is not None and link.fragment:
        report.broken_fragments += not fragment_is_there(target_page, link.fragment)


def fragment_is_there(page: PreparedPage, fragment: str) -> bool:
    if fragment.startswith("^"):
        return fragment[1:].casefold() in {block.id.casefold() for block in page.outline.blocks}
    return markdown.find_heading(page.outline.headings, fragment) is not None
