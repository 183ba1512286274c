"""The screens of imports: bringing a vault, what became of it, and what is left to decide."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from wholesight.engines.merging import assemble
from wholesight.kernel.jobs.running import JobRefused
from wholesight.kernel.pages.actions import PageRefused
from wholesight.kernel.pages.addresses import folder_url, page_url
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Act, NotAllowed, can, require
from wholesight.kernel.reading.shell import sight_of
from wholesight.kernel.spaces.actions import SpaceRefused
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.accepting import accept_rename
from wholesight.kernel.vaults.arriving import ENVELOPE, OnItsWay, OntoTheDisk
from wholesight.kernel.vaults.bringing import Wanted, bring_vault, import_for_real
from wholesight.kernel.vaults.conflicts import ImportConflict, settle_conflict, visible_conflict
from wholesight.kernel.vaults.queries import report_of_brought, visible_brought
from wholesight.kernel.vaults.zips import ZipRefused
from wholesight.kernel.writing.editing import chosen_text, page_crumbs, writer

Refusal = (ZipRefused, SpaceRefused, NotAllowed, JobRefused, PageRefused)


@csrf_exempt
def import_vault(request: HttpRequest) -> HttpResponseBase:
    """Asks for a vault and takes it. What is too large is refused before it is read, and the rest goes to the
    disk as it arrives; both have to be settled before the check of the form's token reads the body."""
    if request.method == "POST":
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.UPLOAD_SIZE_LIMIT + ENVELOPE:
            limit = settings.UPLOAD_SIZE_LIMIT // 1024 // 1024
            words = _("The vault is larger than %(limit)s MB. Bring a part of it. Nothing was imported.")
            return refused_import(request, words % {"limit": limit}, 413)
        request.upload_handlers = cast("list[FileUploadHandler]", [OntoTheDisk(request)])
    return take_vault(request)


@csrf_protect
def take_vault(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return import_screen(request)
    person, file = writer(request), request.FILES.get("vault")
    if not isinstance(file, OnItsWay):
        return refused_import(request, _("No file came. Choose a zip."), 422)
    try:
        _brought, job = bring_vault(person, wanted_of(request), file)
    except Refusal as refused:
        return refused_import(request, str(refused), 422)
    where = reverse("job", args=[job.pk])
    return JsonResponse({"url": where}) if wants_json(request) else HttpResponseRedirect(where)


def wanted_of(request: HttpRequest) -> Wanted:
    asked = request.POST
    places = places_for(request)
    space = next((place for place in places if place.name == asked.get("space")), None)
    if space is None and asked.get("space"):
        raise NotAllowed(_("This space is not there, or you cannot write in it. Nothing was imported."))
    return Wanted(
        space=space,
        space_name=asked.get("name", ""),
        dry_run="dry_run" in asked,
        prune="prune" in asked,
        unwrap="unwrap" in asked,
    )


def places_for(request: HttpRequest) -> list[Space]:
    """The spaces that the reader may import into."""
    person = writer(request)
    return [space for space in sight_of(request).spaces if can(person, Act.CREATE, space)]


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def refused_import(request: HttpRequest, words: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"refused": words}, status=status)
    return import_screen(request, words, status)


def import_screen(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    person, places = writer(request), places_for(request)
    typed = request.POST if status == 422 else request.GET  # a body that is too large is not read
    chosen = next((space for space in places if typed.get("space") == space.name), None)
    context = {
        "crumbs": [],
        "places": places,
        "chosen": chosen or (None if person.is_steward else next(iter(places), None)),
        "name": typed.get("name", ""),
        "may_make": person.is_steward,
        "refused": refused,
        "limit": settings.UPLOAD_SIZE_LIMIT,
        "page_limit": settings.PAGE_SIZE_LIMIT,
        "file_limit": settings.ATTACHMENT_SIZE_LIMIT,
    }
    return render(request, "kernel/import.html", context, status=status)


def import_report(request: HttpRequest, number: int) -> HttpResponse:
    """What became of a vault, for whoever brought it."""
    brought = visible_brought(writer(request), sight_of(request), number)
    if brought is None:
        raise Http404
    context = {
        "crumbs": [],
        "brought": brought,
        "report": report_of_brought(brought),
        "space_url": folder_url(brought.space.name) if brought.space else "",
    }
    return render(request, "kernel/import_report.html", context)


@require_POST
def run_import(request: HttpRequest, number: int) -> HttpResponse:
    """After a dry run: import it."""
    person = writer(request)
    brought = visible_brought(person, sight_of(request), number)
    if brought is None or not brought.dry_run:
        raise Http404
    try:
        job = import_for_real(person, brought)
    except Refusal as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("import_report", args=[number]))
    return HttpResponseRedirect(reverse("job", args=[job.pk]))


@require_POST
def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Accept a rename that the report of an import proposes."""
    person = writer(request)
    brought = visible_brought(person, sight_of(request), number)
    pair = (request.POST.get("from", ""), request.POST.get("to", ""))
    if brought is None or brought.space is None or brought.dry_run:
        raise Http404
    if pair not in {(each["from"], each["to"]) for each in brought.report.get("proposed_renames", ())}:
        raise Http404
    try:
        page = accept_rename(person, brought.space.pk, *pair)
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        words = _("“%(title)s” has moved, with its history and the links to it.")
        messages.success(request, words % {"title": page.title})
    return HttpResponseRedirect(reverse("import_report", args=[number]))


def import_conflict(request: HttpRequest, concern: int) -> HttpResponse:
    """The text here and that of the file, side by side; posted, one of them or both stand."""
    conflict = visible_conflict(sight_of(request), concern)
    if conflict is None:
        raise Http404
    require(writer(request), Act.SETTLE, conflict.page)
    if request.method == "POST":
        return decided(request, conflict, writer(request))
    context = {
        "page": conflict.page,
        "crumbs": page_crumbs(conflict.page),
        "page_url": page_url(conflict.page.space.name, conflict.page.path),
        "conflict": conflict,
        "here": conflict.here,
        "merged": conflict.merged,
    }
    return render(request, "kernel/conflicts.html", context)


def decided(request: HttpRequest, conflict: ImportConflict, person: Person) -> HttpResponse:
    if request.POST.get("onto") != str(conflict.here.pk):
        messages.info(request, _("The page was saved meanwhile. Here are both texts as they are now."))
        return HttpResponseRedirect(request.path)
    try:
        settle_conflict(person, conflict, text_decided(request, conflict))
    except PageRefused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("It is decided, and the concern is settled."))
    return HttpResponseRedirect(page_url(conflict.page.space.name, conflict.page.path))


def text_decided(request: HttpRequest, conflict: ImportConflict) -> str | None:
    """The text that is to stand; None for the one that stands already."""
    stand, merged = request.POST.get("stand"), conflict.merged
    if stand == "file":
        return conflict.file
    if stand != "merged" or merged is None:
        return None
    return assemble(merged, [chosen_text(request, each) for each in merged.conflicts])
