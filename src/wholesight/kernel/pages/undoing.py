"""Taking back an act that touched many pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wholesight.engines import merging
from wholesight.kernel.activity.actions import record
from wholesight.kernel.activity.events import ActUndone
from wholesight.kernel.activity.models import Activity
from wholesight.kernel.concerns.actions import Raised, raise_concern
from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.registry import job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.pages.actions import PageRefused, text_of
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.moving import SOURCES_AT_LEAST, SOURCES_AT_ONCE, relocate_page
from wholesight.kernel.pages.rewriting import Rewritten, rewritten, write_texts
from wholesight.kernel.permissions.actors import Actor
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.short_transactions import in_short_transactions

UNDO = "undo-act"
UNDOABLE = frozenset({"PageMoved", "TagRenamed", "PagesMerged"})
AGAIN_AT_MOST = 20


def is_undone(act: Activity) -> bool:
    return Activity.objects.filter(verb=ActUndone.__name__, details__act=act.pk).exists()


def undo_act(actor: Actor, act: Activity) -> Activity:
    """Take back what an act did to the texts of pages, and to the place of its page: whatever was written
    since stays. The texts follow in a job.

    Raises PageRefused where it cannot be taken back (any more), NotAllowed for those who could not have done
    it and are no stewards.
    """
    over = act.page or act.space
    if act.verb not in UNDOABLE or over is None:
        raise PageRefused(_("This cannot be taken back."))
    require(actor, Act.MOVE, over)
    with transaction.atomic():
        if is_undone(act):
            raise PageRefused(_("This was taken back already."))
        undone = record(actor, ActUndone(space=act.space_id, page=act.page_id, act=act.pk))
        enqueue(actor, UNDO, {"act": act.pk, "undone": undone.pk}, unique_key=str(act.pk))
    return undone


@job(UNDO, gettext_lazy("An act is taken back"), refusals=(PageRefused,))
def take_back(running: Running, act: int, undone: int) -> dict[str, Any]:
    """Move the page back, and save every page of the act as it was before, merged with what was written
    since. What cannot be merged keeps its text and raises a concern. What is done is not done again."""
    over = Activity.objects.get(pk=act)
    taken_back = Activity.objects.select_related("person").get(pk=undone)
    move_back(running.actor, over)
    done = 0
    for _attempt in range(AGAIN_AT_MOST):
        before = done
        waiting = revisions_left(over, taken_back)

        def write(batch: list[Rewritten]) -> None:
            write_texts(taken_back, batch, _("Taken back"))

        for batch in in_short_transactions(
            texts_before(waiting), SOURCES_AT_ONCE, write, at_least=SOURCES_AT_LEAST
        ):
            done += len(batch)
            running.progress(done, max(done, len(waiting)))
            running.check()
        if done == before:
            break
    return {"pages": done}


def move_back(actor: Actor, act: Activity) -> None:
    """The page of a move returns to where it was, unless it has been moved again or its place is taken."""
    if act.verb != "PageMoved" or act.space is None:
        return
    page = Page.objects.select_related("space", "revision").get(pk=act.page_id or 0)
    if page.path == act.details["after"]:
        relocate_page(actor, page, act.space, act.details["before"])


def revisions_left(act: Activity, undone: Activity) -> list[Revision]:
    """The revisions of the act whose pages have not been taken back yet."""
    already = Revision.objects.filter(act=undone).values("page_id")
    raised = page_ids_with_concern(act)
    revisions = Revision.objects.filter(act=act, page__trashed_at=None).exclude(page_id__in=already)
    return list(revisions.exclude(page_id__in=raised).exclude(page_id=act.page_id or 0).order_by("pk"))


def page_ids_with_concern(act: Activity) -> list[int]:
    from_act = Page.objects.filter(concerns__reason="undo-conflict", concerns__about=str(act.pk))
    return list(from_act.values_list("pk", flat=True))


def texts_before(revisions: Sequence[Revision]) -> Iterator[Rewritten]:
    for revision in revisions:
        page = Page.objects.select_related("space", "revision").get(pk=revision.page_id)
        earlier = Revision.objects.filter(page=page, pk__lt=revision.pk).order_by("-pk").first()
        if earlier is None:
            continue
        merged = merging.merge(revision.text, earlier.text, text_of(page))
        if merged.text is None:
            message = _(
                "An act that had changed this page was taken back, but the same passage was written since. "
                "The page was left as it is."
            )
            raise_concern(page, Raised("undo-conflict", str(revision.act_id), message))
        elif merged.text != text_of(page):
            yield rewritten(page, merged.text)
