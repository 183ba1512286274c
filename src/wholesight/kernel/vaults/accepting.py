"""Accepting what an import proposes: a file that is gone lives on as one that is new."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _

from wholesight.kernel.attachments.store import keep
from wholesight.kernel.concerns.actions import Raised, raise_concern
from wholesight.kernel.pages.actions import PageRefused, edit_page, trash_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.moving import relocate_page
from wholesight.kernel.permissions.actors import Actor
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.vaults.conflicts import REASON
from wholesight.kernel.vaults.models import ImportedFile


def accept_rename(actor: Actor, space: int, before: str, after: str) -> Page:
    """Two files of an import are one page, moved and edited: the page of the path `before` takes the place
    and the text of the one at `after`, which goes to the trash. What refers to the page goes with it.

    Where the page was edited here too, its text stays and a conflict is raised. Raises PageRefused where one
    of the two was changed since the import, NotAllowed; then nothing has changed.
    """
    files = ImportedFile.objects.select_related("page__space", "page__revision").filter(space=space)
    old, new = files.filter(path=before).first(), files.filter(path=after).first()
    if old is None or new is None or old.page is None or new.page is None or old.page == new.page:
        raise PageRefused(_("One of the two pages is no longer what was imported. Nothing was changed."))
    return RenameAccepted(actor, old, new, old.page, new.page).run()


@dataclass(slots=True)
class RenameAccepted:
    """One proposal of an import, accepted."""

    actor: Actor
    old: ImportedFile
    new: ImportedFile
    page: Page
    double: Page

    def run(self) -> Page:
        from_file = self.double.revision
        here = self.page.revision
        assert from_file is not None
        assert here is not None
        require(self.actor, Act.EDIT, self.page)
        if self.page.trashed_at or self.double.trashed_at or from_file.digest != self.new.digest:
            raise PageRefused(_("One of the two pages is no longer what was imported. Nothing was changed."))
        edited_here = here.digest != self.old.digest
        with transaction.atomic():
            self.take_the_place()
            if edited_here:
                self.raise_conflict(from_file.text)
            else:
                edit_page(self.actor, self.page, from_file.text, summary=_("Moved and edited in the vault"))
                ImportedFile.objects.filter(pk=self.old.pk).update(digest=self.new.digest)
        return self.page

    def take_the_place(self) -> None:
        space, path = self.double.space, self.double.path
        trash_page(self.actor, self.double)
        relocate_page(self.actor, self.page, space, path)
        self.new.delete()
        ImportedFile.objects.filter(pk=self.old.pk).update(path=self.new.path)

    def raise_conflict(self, text: str) -> None:
        kept, _size = keep(BytesIO(text.encode()))
        message = _(
            "%(path)s was moved and changed in the vault, and the page was edited here since it was "
            "imported. The page has its new place; the file's text is kept."
        )
        details = {"kept": kept, "path": self.new.path}
        raised = Raised(REASON, self.new.digest, message % {"path": self.new.path}, details)
        raise_concern(self.page, raised)
