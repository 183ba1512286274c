"""Renaming and moving a page so that every link follows it.

The first transaction gives the page its place, leaves its former name standing beside the new one, and asks
for the job. Until the job has ended the former name leads to the page, also after a kill; the job rewrites
the pages that use it, as parts of the one act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholesight.engines.markdown import MarkdownError, WrittenLink, outline, rewrite_links
from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import PageMoved
from wholesight.kernel.activity.models import Activity
from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.registry import job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.links.actions import Decision, NameRow, Names, resolve_names, stored_names
from wholesight.kernel.links.models import FORMER, Link, Name
from wholesight.kernel.links.retargeting import Place, decide, follow, same, spellings
from wholesight.kernel.pages.actions import (
    PageRefused,
    checked_path,
    folder_of,
    lock,
    names_now,
    require_untrashed,
    settle_links,
    text_of,
)
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.prepare import digest_of, name_key, prepare_page
from wholesight.kernel.pages.projection import describe, project
from wholesight.kernel.pages.rewriting import Rewritten, rewritten, write_texts
from wholesight.kernel.permissions.actors import Actor, person_of
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.rows import batches
from wholesight.kernel.short_transactions import in_short_transactions
from wholesight.kernel.spaces.models import Space

FOLLOW = "follow-move"
SOURCES_AT_ONCE, SOURCES_AT_LEAST = 32, 12
AGAIN_AT_MOST = 20


def relocate_page(actor: Actor, page: Page, space: Space, path: str) -> Activity:
    """Give a page another name, folder or space; the links to it follow in a job, its own at once.

    One act: undoing it takes all back. Raises PageRefused (bad path, path taken), NotAllowed.
    """
    require(actor, Act.MOVE, page)
    if space.pk != page.space_id:
        require(actor, Act.CREATE, space)
    checked_path(path)
    with transaction.atomic():
        lock(page)
        require_untrashed(page)
        if Page.objects.filter(space=space, path=path, trashed_at=None).exclude(pk=page.pk).exists():
            raise PageRefused(_("There is a page at %(path)s already.") % {"path": path})
        before, before_space, names = page.path, page.space, names_now(page)
        act = record(
            actor,
            PageMoved(space=before_space.pk, page=page.pk, before=before, after=path, to_space=space.pk),
        )
        text = text_from(page, Place(space.pk, space.name, path))
        remember_former_name(page)
        place_anew(actor, page, space, path, text, act)
        settle_links(page, names, names_now(page))
        if before_space.pk != space.pk:
            resolve_names(before_space, {name.key for name in names})
        enqueue(actor, FOLLOW, {"act": act.pk}, unique_key=str(act.pk))
    return act


def remember_former_name(page: Page) -> None:
    Name.objects.create(
        space_id=page.space_id, key=name_key(page.path), via=FORMER, path=page.path, page=page
    )


def place_anew(actor: Actor, page: Page, space: Space, path: str, text: str, act: Activity) -> None:
    """Write place and text; the text is a new revision where its own links had to be written anew."""
    page.space, page.path, page.folder = space, path, folder_of(path)
    prepared = prepare_page(path, text, space.language)
    describe(page, prepared)
    page.updated_at = act.at
    digest = digest_of(text.encode())
    assert page.revision is not None
    if digest != page.revision.digest:
        page.revision = Revision.objects.create(
            page=page, text=text, digest=digest, author=person_of(actor), at=act.at, act=act,
            summary=_("Its links lead from the new place"),
        )  # fmt: skip
    page.save()
    project([(page, prepared)], fresh=False, property_types=space.property_types)


def text_from(page: Page, place: Place) -> str:
    """The page's text with its own links written so that from the new place they lead where they lead now."""
    here = Place(page.space_id, page.space.name, page.path)
    links = [link for link in outline(text_of(page)).links if link.target]
    names = Names.load({name_key(link.target) for link in links})
    ends = {(link.form, link.target): decide(names, link, link.target, here) for link in links}
    places = places_of(list(ends.values()))

    def anew(link: WrittenLink) -> str | None:
        wanted = ends.get((link.form, link.target))
        end = places.get((wanted.page_id, wanted.attachment_id)) if wanted else None
        if wanted is None or end is None:
            return None
        if wanted.page_id == page.pk:  # in its own space the job does it, by the former name
            return to_itself(link, place) if place.space_id != here.space_id else None
        return follow(link, place, wanted, end, names)

    try:
        return rewrite_links(text_of(page), anew)
    except MarkdownError as refused:
        raise PageRefused(
            _("Its own links cannot be written anew: %(reason)s") % {"reason": refused}
        ) from refused


def to_itself(link: WrittenLink, place: Place) -> str:
    """The target by which a page surely leads to itself."""
    *_, from_the_root = spellings(link, place, place)
    return from_the_root


def places_of(decisions: Sequence[Decision]) -> dict[tuple[int | None, int | None], Place]:
    """Where the pages and attachments lie that these links lead to."""
    found: dict[tuple[int | None, int | None], Place] = {}
    for field in ("page_id", "attachment_id"):
        ids = {getattr(decision, field) for decision in decisions} - {None}
        for batch in batches(sorted(ids)):
            rows = Name.objects.filter(**{f"{field}__in": batch}, via="file").values_list(
                "page_id", "attachment_id", "space_id", "space__name", "path"
            )
            found.update(
                {(page, attachment): Place(space, name, path) for page, attachment, space, name, path in rows}
            )
    return found


@job(FOLLOW, gettext_lazy("Links follow a page that moved"))
def follow_move(running: Running, act: int) -> dict[str, Any]:
    """Rewrite all links that lead to a page by its former name, then let that name go. Whatever is done
    already is not found again, so it can be begun anew at any time."""
    moved = Activity.objects.select_related("person").get(pk=act)
    page = Page.objects.select_related("space").get(pk=moved.page_id or 0)
    former = Name.objects.filter(page=page, via=FORMER)
    keys = set(former.values_list("key", flat=True))
    summary = _("Links follow: %(before)s is now %(after)s") % moved.details
    done, refused = 0, 0
    for _attempt in range(AGAIN_AT_MOST):
        sources = sources_by(page, keys)
        following = Following(page, keys)
        wanted = (one for one in following.texts(sources) if one is not None)

        def write(batch: list[Rewritten], act: Activity = moved) -> None:
            write_texts(act, batch, summary)

        before = done
        for batch in in_short_transactions(wanted, SOURCES_AT_ONCE, write, at_least=SOURCES_AT_LEAST):
            done += len(batch)
            running.progress(done, max(done, len(sources)))
            running.check()
        refused = following.refused
        if done == before:
            break
    with transaction.atomic():
        former.delete()
        for space in Space.objects.filter(pk__in={page.space_id, moved.space_id}):
            resolve_names(space, keys)
    return {"rewritten": done, "refused": refused, "space": page.space.name, "path": page.path}


def sources_by(page: Page, keys: set[str]) -> list[int]:
    """The pages with a link that leads to the page by one of these names."""
    links = Link.objects.filter(page=page, key__in=keys, source__trashed_at=None).exclude(target="")
    return sorted(set(links.values_list("source_id", flat=True)))


class Following:
    """Rewrites the links of many pages that lead to one page by its former name."""

    def __init__(self, page: Page, keys: set[str]) -> None:
        rows = list(stored_names({*keys, name_key(page.path)}))
        spaces = dict(Space.objects.values_list("key", "id"))
        self.before = Names(rows, spaces)
        self.after = Names([row for row in rows if not is_former(row, page)], spaces)
        self.moved = Place(page.space_id, page.space.name, page.path)
        self.wanted = Decision(page.pk, None, "resolved", page.space_id)
        self.refused = 0

    def texts(self, sources: Sequence[int]) -> Iterator[Rewritten | None]:
        """For each page that has such a link, its new text; None where nothing can be done."""
        for batch in batches(sources, SOURCES_AT_ONCE):
            pages = Page.objects.filter(pk__in=batch).select_related("space", "revision")
            for source in pages.order_by("pk"):
                yield self.text(source)

    def text(self, source: Page) -> Rewritten | None:
        place = Place(source.space_id, source.space.name, source.path)

        def anew(link: WrittenLink) -> str | None:
            if not link.target or not same(decide(self.before, link, link.target, place), self.wanted):
                return None
            return follow(link, place, self.wanted, self.moved, self.after)

        text = text_of(source)
        try:
            new = rewrite_links(text, anew)
        except MarkdownError:
            self.refused += 1
            return None
        return None if new == text else rewritten(source, new)


def is_former(row: NameRow, page: Page) -> bool:
    return row.via == FORMER and row.page_id == page.pk
