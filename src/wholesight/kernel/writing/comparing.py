"""What has changed between two revisions, and going back to one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wholesight.engines import merging
from wholesight.kernel.pages.actions import PageRefused
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.queries import find_page
from wholesight.kernel.pages.saving import SaveConflict, save_page
from wholesight.kernel.permissions.queries import Act, can
from wholesight.kernel.reading.navigation import Crumb
from wholesight.kernel.reading.shell import sight_of
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.writing.editing import editable_page, page_crumbs, writer


def compare(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Two revisions of a page side by side in words: `old` and `new` of the address, by default the newest
    and the one before."""
    page = find_page(sight_of(request), asked_space(request, space), path)
    if page is None:
        raise Http404
    new = revision_asked(page, request.GET.get("new", "")) or page.revision
    assert new is not None
    old = revision_asked(page, request.GET.get("old", "")) or revision_before(new)
    names = [page.space.name, page.path]
    history = reverse("history", args=names)
    context = {
        "page": page,
        "crumbs": [*page_crumbs(page), Crumb(_("History"), history)],
        "old": old,
        "new": new,
        "changes": merging.folded(merging.compare(old.text if old else "", new.text)),
        "number": number_of(new),
        "history_url": history,
        "restore_url": reverse("restore_revision", args=names),
        "is_current": new.pk == page.revision_id,
        "may_restore": can(writer(request), Act.EDIT, page),
    }
    return render(request, "kernel/compare.html", context)


def revision_asked(page: Page, asked: str) -> Revision | None:
    """The revision of this number, counted from 1 in its page; 404 where there is none."""
    if not asked:
        return None
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    revisions = Revision.objects.select_related("author", "act__page__space").filter(page=page).order_by("pk")
    found = list(revisions[number - 1 : number]) if number else []
    if not found:
        raise Http404
    return found[0]


def number_of(revision: Revision) -> int:
    """Which revision of its page it is, from 1."""
    return Revision.objects.filter(page=revision.page_id, pk__lte=revision.pk).count()


def revision_before(revision: Revision) -> Revision | None:
    earlier = Revision.objects.select_related("author").filter(page=revision.page_id, pk__lt=revision.pk)
    return earlier.order_by("-pk").first()


@require_POST
def restore_revision(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Save the text of an earlier revision anew; nothing that came after is lost."""
    page, person = editable_page(request, space, path), writer(request)
    wanted = revision_asked(page, request.POST.get("revision", "0"))
    assert wanted is not None
    assert page.revision is not None
    day = date_format(wanted.at, "DATETIME_FORMAT")
    try:
        save_page(
            person, page, page.revision, wanted.text, summary=_("The text of %(day)s again") % {"day": day}
        )
    except (PageRefused, SaveConflict) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The text of %(day)s stands again.") % {"day": day})
    return HttpResponseRedirect(page_url(page.space.name, page.path))
