"""What of a space is exported: all of it, a folder, or one page; always for one reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.kinds.properties import fold
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import OPENING_NAMES
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.exports import ExportRefused

EMBEDDING = ("embed", "image")


@dataclass(frozen=True, slots=True)
class Scope:
    """A visible space, or of it what lies in `folder`, or the one page at `page`."""

    space: Space
    folder: str = ""
    page: str = ""

    @property
    def name(self) -> str:
        """What the export is called: the space, the folder or the page."""
        place = self.page.removesuffix(".md") or self.folder
        return place.rpartition("/")[2] or self.space.name

    def as_json(self) -> dict[str, str]:
        return {"space": self.space.name, "folder": self.folder, "page": self.page}


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is to export; `size` is that of the attachments, in bytes."""

    pages: int
    attachments: int
    size: int


def scope_from(sight: Sight, asked: dict[str, str]) -> Scope | None:
    """The scope of an address or a job; None where this reader sees no such space."""
    space = sight.space_named(asked.get("space", ""))
    if space is None:
        return None
    return Scope(space, asked.get("folder", "").strip("/"), asked.get("page", ""))


def pages_of(scope: Scope) -> QuerySet[Page]:
    pages = Page.objects.filter(space=scope.space, trashed_at=None).order_by("path")
    if scope.page:
        return pages.filter(path=scope.page)
    if scope.folder:
        return pages.filter(Q(folder=scope.folder) | Q(folder__startswith=f"{scope.folder}/"))
    return pages


def attachments_of(scope: Scope) -> QuerySet[Attachment]:
    """The files of a space or folder, and those that its pages embed from elsewhere in the space."""
    files = Attachment.objects.filter(space=scope.space, trashed_at=None).order_by("path")
    if not scope.page and not scope.folder:
        return files
    embedded = Q(backlinks__source__in=pages_of(scope).order_by(), backlinks__form__in=EMBEDDING)
    inside = Q(path__startswith=f"{scope.folder}/") if scope.folder and not scope.page else Q()
    return files.filter(embedded | inside if inside else embedded).distinct()


def amount_of(scope: Scope) -> Amount:
    files = Attachment.objects.filter(pk__in=attachments_of(scope).order_by().values("pk"))
    size = files.aggregate(size=Sum("size"))["size"] or 0
    return Amount(pages_of(scope).count(), files.count(), size)


def check_stored(scope: Scope) -> None:
    """Raise ExportRefused where the bytes of an attachment are lost, before anything is sent."""
    for path, digest in attachments_of(scope).values_list("path", "digest").iterator(chunk_size=500):
        if not stored_path(digest).is_file():
            words = _("The bytes of %(path)s are missing on the server, so nothing was exported.")
            raise ExportRefused(words % {"path": path})


def in_reading_order(rows: list[tuple[str, str]]) -> list[str]:
    """Paths of (path, title), as one would read them: of each folder the page that opens it, then what lies
    in its folders, then its other pages by title."""
    return [path for _key, path in sorted((reading_key(path, title), path) for path, title in rows)]


def reading_key(path: str, title: str) -> tuple[tuple[int, str, str], ...]:
    *folders, name = path.split("/")
    above = tuple((1, fold(folder), folder) for folder in folders)
    opens = name.lower().removesuffix(".md") in OPENING_NAMES
    return (*above, (0 if opens else 2, fold(title), name))
