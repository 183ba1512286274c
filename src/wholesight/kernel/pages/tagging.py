"""Giving a tag another name on all pages of a space, or making two one: an act that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholesight.engines.markdown import MarkdownError, outline, rename_tag
from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import TagRenamed
from wholesight.kernel.activity.models import Activity
from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.registry import job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.pages.actions import PageRefused, text_of
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.rewriting import Rewritten, rewritten, write_texts
from wholesight.kernel.permissions.actors import Actor
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.short_transactions import in_short_transactions
from wholesight.kernel.spaces.models import Space

RENAME = "rename-tag"
PAGES_AT_ONCE = 24
AGAIN_AT_MOST = 20


def tag_name(typed: str) -> str:
    """The name of a tag as somebody typed it, with or without `#`. Raises PageRefused for what no tag can
    be."""
    name = typed.strip().removeprefix("#").strip().strip("/")
    if "//" in name or outline(f"#{name}\n").tags != (name,):
        raise PageRefused(
            _("“%(name)s” cannot be a tag: a tag has letters, digits, - and _, and / between its parts.")
            % {"name": name}
        )
    return name


def pages_bearing(space: Space, tag: str) -> QuerySet[Page]:
    """The pages of a space that have the tag or one below it."""
    key = fold(tag)
    bearing = Q(tags__key=key) | Q(tags__key__startswith=f"{key}/")
    return Page.objects.filter(bearing, space=space, trashed_at=None).distinct()


def rename_tag_everywhere(actor: Actor, space: Space, before: str, after: str) -> Activity:
    """Give a tag, and with it those below, another name on every page of the space. Where that name is in
    use the two become one. The pages follow in a job.

    Raises PageRefused where `after` cannot be a tag or is the same, or no page bears `before`; NotAllowed.
    """
    require(actor, Act.MOVE, space)
    after = tag_name(after)
    if after == before:
        raise PageRefused(_("That is its name already."))
    with transaction.atomic():
        if not pages_bearing(space, before).exists():
            raise PageRefused(_("No page has the tag “%(tag)s”.") % {"tag": before})
        act = record(actor, TagRenamed(space=space.pk, before=before, after=after))
        enqueue(actor, RENAME, {"act": act.pk}, unique_key=str(act.pk))
    return act


@job(RENAME, gettext_lazy("A tag gets another name"), refusals=(PageRefused,))
def rename_on_pages(running: Running, act: int) -> dict[str, Any]:
    """Write every page that has the tag anew, as a part of the act. A page that has been is not written
    again, even if the new name lies below the old one."""
    renamed = Activity.objects.select_related("person", "space").get(pk=act)
    assert renamed.space is not None
    bearing = pages_bearing(renamed.space, renamed.details["before"]).exclude(revisions__act=renamed)
    summary = _("#%(before)s is now #%(after)s") % renamed.details
    done = 0
    refused: list[str] = []
    for _attempt in range(AGAIN_AT_MOST):
        waiting = list(bearing.order_by("pk").values_list("pk", flat=True))
        before, refused = done, []

        def write(batch: list[Rewritten]) -> None:
            write_texts(renamed, batch, summary)

        for batch in in_short_transactions(renamings(waiting, renamed, refused), PAGES_AT_ONCE, write):
            done += len(batch)
            running.progress(done, max(done, len(waiting)))
            running.check()
        if done == before:
            break
    return {"pages": done, "refused": len(refused), "space": renamed.space.name}


def renamings(page_ids: list[int], act: Activity, refused: list[str]) -> Iterator[Rewritten]:
    """Their new texts; the paths of those in which more than the tag would change are added to `refused`."""
    for page_id in page_ids:
        page = Page.objects.select_related("space", "revision").get(pk=page_id)
        try:
            text = rename_tag(text_of(page), act.details["before"], act.details["after"])
        except MarkdownError:
            refused.append(page.path)
            continue
        if text != text_of(page):
            yield rewritten(page, text)
