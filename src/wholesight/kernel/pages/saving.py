"""Saving what one person wrote while others saved too: nothing that anyone wrote is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from wholesight.engines import merging
from wholesight.kernel.pages.actions import Overtaken, PageRefused, edit_page, lock
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.permissions.actors import Actor
from wholesight.kernel.permissions.queries import Act, require

FREE_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Saved:
    """`revision` is the page's text now; `merged` says whether others' changes stand in it too, `changed`
    whether there was anything to save."""

    revision: Revision
    merged: bool
    changed: bool


class SaveConflict(Exception):
    """Both changed the same passage: nothing was saved, and `merged` has both versions. `onto` is the
    revision that was merged with."""

    def __init__(self, merged: merging.Merged, onto: Revision) -> None:
        super().__init__("others have changed the same passages meanwhile")
        self.merged = merged
        self.onto = onto


def save_page(actor: Actor, page: Page, base: Revision, text: str, *, summary: str = "") -> Saved:
    """Save a text that was written over the revision `base`, together with what others saved since.

    Changes of different paragraphs and properties are merged (see `engines.merging`). Raises SaveConflict
    where they touch the same one, PageRefused, NotAllowed; then nothing has changed.
    """
    require(actor, Act.EDIT, page)
    for _ in range(FREE_ATTEMPTS):
        try:
            return save_onto_current(actor, page, base, text, summary)
        except Overtaken:
            continue
    with transaction.atomic():  # so many save that the next one merges while the others wait
        lock(page)
        return save_onto_current(actor, page, base, text, summary)


def save_onto_current(actor: Actor, page: Page, base: Revision, text: str, summary: str) -> Saved:
    current = Page.objects.select_related("revision").get(pk=page.pk).revision
    assert current is not None
    merged = current.pk != base.pk and current.digest != base.digest
    wanted = merge_with(base, text, current) if merged else text
    revision = edit_page(actor, page, wanted, summary=summary, onto=current.pk)
    return Saved(revision or current, merged, revision is not None)


def merge_with(base: Revision, text: str, current: Revision) -> str:
    try:
        merged = merging.merge(base.text, text, current.text)
    except merging.TextTooLong as refused:
        raise PageRefused(str(refused)) from refused
    if merged.text is None:
        raise SaveConflict(merged, current)
    return merged.text
