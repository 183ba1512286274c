"""The screens of exports: a zip, a folder of HTML, or one long page for the browser's print."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from wholesight.kernel.pages.addresses import folder_url, page_url
from wholesight.kernel.pages.queries import find_page, folder_exists
from wholesight.kernel.reading.navigation import crumbs_of
from wholesight.kernel.reading.shell import sight_of
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.vaults.exporting import (
    FORMS,
    ask_for_export,
    export_file,
    files_of_export,
    finished_export,
    fits_at_once,
)
from wholesight.kernel.vaults.exports import ExportRefused
from wholesight.kernel.vaults.html_exports import document_of
from wholesight.kernel.vaults.scopes import Scope, amount_of
from wholesight.kernel.vaults.zip_exports import zipped
from wholesight.kernel.writing.editing import writer

PRINTED_AT_MOST = 150


def export(request: HttpRequest, space: str) -> HttpResponseBase:
    """Asks how to export a space, a folder or a page; posted, sends it or has a job write it."""
    scope = asked_scope(request, space)
    form = request.POST.get("form", "")
    if request.method == "POST" and form in FORMS:
        return sent_or_asked(request, scope, form)
    amount = amount_of(scope)
    context = {
        "crumbs": crumbs_of(scope.space, scope.folder),
        "scope": scope,
        "amount": amount,
        "place_url": place_url(scope),
        "print_url": f"{reverse('print', args=[scope.space.name])}{query_of(scope)}",
        "may_print": amount.pages <= PRINTED_AT_MOST,
        "printed_at_most": PRINTED_AT_MOST,
    }
    return render(request, "kernel/export.html", context)


def asked_scope(request: HttpRequest, name: str) -> Scope:
    """What of a space the address names, or 404."""
    space, sight = asked_space(request, name), sight_of(request)
    folder, path = request.GET.get("folder", "").strip("/"), request.GET.get("page", "")
    if path:
        page = find_page(sight, space, path)
        if page is None:
            raise Http404
        return Scope(space, page.folder, page.path)
    if folder and not folder_exists(space, folder):
        raise Http404
    return Scope(space, folder)


def sent_or_asked(request: HttpRequest, scope: Scope, form: str) -> HttpResponseBase:
    if not fits_at_once(scope, form):
        return HttpResponseRedirect(reverse("job", args=[ask_for_export(writer(request), scope, form).pk]))
    try:
        files = files_of_export(scope, form, sight_of(request))
    except ExportRefused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(request.get_full_path())
    return as_download(StreamingHttpResponse(zipped(files), content_type="application/zip"), scope.name)


def as_download(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.zip"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def exported(request: HttpRequest, number: int) -> HttpResponseBase:
    """An export that a job has written; posted, it is sent, and that is the one time."""
    found = finished_export(writer(request), number)
    if found is None:
        raise Http404
    place = export_file(number)
    if request.method == "POST" and place.is_file():
        stream = place.open("rb")
        place.unlink(missing_ok=True)  # whoever reads it already goes on reading
        return as_download(FileResponse(stream, content_type="application/zip"), found.result["name"])
    context = {
        "crumbs": [],
        "name": found.result["name"],
        "size": filesizeformat(found.result["size"]),
        "is_here": place.is_file(),
        "again_url": reverse("export", args=[found.result["space"]]),
    }
    return render(request, "kernel/exported.html", context)


def printed(request: HttpRequest, space: str) -> HttpResponseBase:
    """All pages of a space or folder as one document."""
    scope = asked_scope(request, space)
    amount = amount_of(scope)
    if amount.pages > PRINTED_AT_MOST:
        words = _("These are %(count)s pages; at most %(limit)s are printed at once. Choose a folder.")
        messages.error(request, words % {"count": amount.pages, "limit": PRINTED_AT_MOST})
        return HttpResponseRedirect(f"{reverse('export', args=[scope.space.name])}{query_of(scope)}")
    context = {
        "scope": scope,
        "chapters": document_of(scope, sight_of(request)),
        "export_url": f"{reverse('export', args=[scope.space.name])}{query_of(scope)}",
    }
    return render(request, "kernel/print.html", context)


def place_url(scope: Scope) -> str:
    if scope.page:
        return page_url(scope.space.name, scope.page)
    return folder_url(scope.space.name, scope.folder)


def query_of(scope: Scope) -> str:
    if scope.page:
        return f"?page={quote(scope.page)}"
    return f"?folder={quote(scope.folder)}" if scope.folder else ""
