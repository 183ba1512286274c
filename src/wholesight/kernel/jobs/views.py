"""The screens of jobs: all of them for stewards of the organization, one for whom it belongs to."""

from __future__ import annotations

from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wholesight.kernel.jobs import actions
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.queries import JobBoard, JobEntry, entry_of, job_board, visible_job
from wholesight.kernel.people.models import Person

STOP_ASKING = 286  # htmx: swap this in, and poll no more


def reader_of(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def asked_job(request: HttpRequest, number: int) -> Job:
    """The job of an address, or 404: one of somebody else looks like one that does not exist."""
    found = visible_job(reader_of(request), number)
    if found is None:
        raise Http404
    return found


def jobs(request: HttpRequest) -> HttpResponse:
    """All jobs, for stewards of the organization."""
    board = job_board(reader_of(request))
    if board is None:
        raise Http404
    return answer(request, "jobs", {"board": board, "jobs_url": reverse("jobs")}, board)


def job(request: HttpRequest, number: int) -> HttpResponse:
    """One job: how far it is, and where it led to."""
    reader = reader_of(request)
    entry = entry_of(reader, asked_job(request, number))
    context = {"job": entry, "jobs_url": reverse("jobs") if reader.is_steward else ""}
    return answer(request, "job", context, entry)


def answer(
    request: HttpRequest, name: str, context: dict[str, object], shown: JobBoard | JobEntry
) -> HttpResponse:
    """The screen; for htmx, which asks every other second, the part that changes, and nothing where it has
    not changed."""
    if "HX-Request" not in request.headers:
        response = render(request, f"kernel/{name}.html", context)
    elif isinstance(shown, JobEntry) and not shown.unfinished:
        response = render(request, f"kernel/{name}_now.html", context, status=STOP_ASKING)
    else:
        etag = f'"{sha256(repr(shown).encode()).hexdigest()[:32]}"'
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged or render(request, f"kernel/{name}_now.html", context)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def cancel_job(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel a job and return to where it was done."""
    if not actions.cancel(reader_of(request), asked_job(request, number)):
        messages.info(request, _("This had ended already, so there was nothing to cancel."))
    return back(request, number)


@require_POST
def try_job_again(request: HttpRequest, number: int) -> HttpResponse:
    """Let a job that failed or was cancelled begin anew, and return to where that was asked for."""
    if not actions.try_again(reader_of(request), asked_job(request, number)):
        messages.info(request, _("This was not begun again: it waits or runs already, or it is done."))
    return back(request, number)


def back(request: HttpRequest, number: int) -> HttpResponseRedirect:
    everything = request.POST.get("from") == "jobs" and reader_of(request).is_steward
    return HttpResponseRedirect(reverse("jobs") if everything else reverse("job", args=[number]))
