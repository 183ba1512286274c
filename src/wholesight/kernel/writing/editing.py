"""The screen on which a page is written: its form, the draft behind it, and what to do where two wrote the
same passage."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wholesight.engines import merging
from wholesight.kernel.drafts.actions import be_present, discard_draft, keep_draft, leave
from wholesight.kernel.drafts.queries import draft_of, others_present
from wholesight.kernel.pages.actions import PageRefused
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.queries import find_page
from wholesight.kernel.pages.saving import SaveConflict, Saved, save_page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.queries import Act, require
from wholesight.kernel.reading.navigation import Crumb, crumbs_of
from wholesight.kernel.reading.shell import sight_of
from wholesight.kernel.reading.spaces import asked_space
from wholesight.kernel.writing.page_form import ShownText, shown_again, shown_text, typed_text
from wholesight.kernel.writing.property_fields import FieldRefused

ONE_OF_TWO = frozenset({"property", "properties"})  # two of these would be no text that can be read
ONE_A_LINE = frozenset({"item", "row"})


def edit(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """The form of a page; posted, it is saved together with what others saved meanwhile."""
    page = editable_page(request, space, path)
    if request.method == "POST":
        return save(request, page)
    person = writer(request)
    be_present(person, page)
    draft = draft_of(person, page)
    base = draft.base if draft else current_revision(page)
    form = shown_text(
        draft.text if draft else base.text, page.space.property_types, whole="whole" in request.GET
    )
    return edit_screen(request, page, base, form, draft_at=draft.updated_at if draft else None)


def save(request: HttpRequest, page: Page) -> HttpResponse:
    person = writer(request)
    base = posted_base(request, page, "base")
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    try:
        text = typed_text(base.text, page.space.property_types, request.POST.dict())
        saved = save_page(person, page, base, text, summary=request.POST.get("summary", "").strip())
    except SaveConflict:
        keep_draft(person, page, base, text)
        where = reverse("merge", args=[page.space.name, page.path])
        return JsonResponse({"conflict": where}, status=409) if wants_json else HttpResponseRedirect(where)
    except (FieldRefused, PageRefused) as refused:
        if wants_json:
            return JsonResponse({"refused": str(refused)}, status=422)
        return edit_screen(
            request,
            page,
            base,
            shown_again(request.POST.dict(), page.space.property_types),
            refused=str(refused),
            status=422,
        )
    discard_draft(person, page)
    if wants_json:
        return JsonResponse(saved_answer(page, saved, whole="whole" in request.POST))
    leave(person, page)
    tell(request, saved)
    return HttpResponseRedirect(page_url(page.space.name, page.path))


def saved_answer(page: Page, saved: Saved, *, whole: bool) -> dict[str, object]:
    """What the editor needs to go on: the revision that it now stands on, and its text."""
    form = shown_text(saved.revision.text, page.space.property_types, whole=whole)
    return {"base": saved.revision.digest, "merged": saved.merged, "front": form.front, "body": form.body}


def tell(request: HttpRequest, saved: Saved) -> None:
    if saved.merged:
        messages.success(request, _("Saved, together with what others have changed meanwhile."))
    elif saved.changed:
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("There was nothing to save: the text is what it was."))


@require_POST
def draft(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Keep what is typed, without saving it, and answer who else is at the page (JSON); called by the
    editor."""
    page, person = editable_page(request, space, path), writer(request)
    be_present(person, page)
    answer: dict[str, object] = {
        "others": others_present(person, page),
        "base": current_revision(page).digest,
    }
    if "body" in request.POST:
        base = posted_base(request, page, "base")
        try:
            text = typed_text(base.text, page.space.property_types, request.POST.dict())
            answer["kept_at"] = keep_draft(person, page, base, text).updated_at.isoformat()
        except (FieldRefused, PageRefused) as refused:
            return JsonResponse(answer | {"refused": str(refused)}, status=422)
    return JsonResponse(answer)


@require_POST
def discard(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Forget the draft and go back to the page."""
    page, person = editable_page(request, space, path), writer(request)
    discard_draft(person, page)
    leave(person, page)
    messages.info(request, _("Your draft is gone; the page is as it was."))
    return HttpResponseRedirect(page_url(page.space.name, page.path))


def merge(request: HttpRequest, space: str, path: str) -> HttpResponse:
    """Both versions of every passage that two have changed; posted with a choice for each, it is saved."""
    page, person = editable_page(request, space, path), writer(request)
    mine = draft_of(person, page)
    if mine is None:
        return HttpResponseRedirect(reverse("edit", args=[page.space.name, page.path]))
    onto = current_revision(page)
    if request.method == "POST":
        onto = posted_base(request, page, "onto")
    merged = merging.merge(mine.base.text, mine.text, onto.text)
    if request.method == "POST":
        choices = [chosen_text(request, conflict) for conflict in merged.conflicts]
        try:
            saved = save_page(person, page, onto, merging.assemble(merged, choices))
        except SaveConflict:  # somebody has saved the same passage once more
            return HttpResponseRedirect(request.path)
        discard_draft(person, page)
        leave(person, page)
        tell(request, saved)
        return HttpResponseRedirect(page_url(page.space.name, page.path))
    context = {
        "page": page,
        "crumbs": page_crumbs(page),
        "onto": onto,
        "author": onto.author.name if onto.author else "",
        "merged": merged,
        "edit_url": reverse("edit", args=[page.space.name, page.path]),
    }
    return render(request, "kernel/merge.html", context, status=200)


def chosen_text(request: HttpRequest, conflict: merging.Conflict) -> str:
    """What is to stand of a conflict: one version, the other, or both, one after the other."""
    choice = request.POST.get(f"choice-{conflict.number}", "both")
    if choice == "theirs" or (choice != "mine" and conflict.kind in ONE_OF_TWO):
        return conflict.theirs
    if choice == "mine":
        return conflict.mine
    between = "\n" if conflict.kind in ONE_A_LINE else "\n\n"
    return between.join(text for text in (conflict.mine, conflict.theirs) if text)


def edit_screen(
    request: HttpRequest,
    page: Page,
    base: Revision,
    form: ShownText,
    *,
    draft_at: object = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    names = [page.space.name, page.path]
    context = {
        "page": page,
        "crumbs": page_crumbs(page),
        "page_url": page_url(*names),
        "base": base,
        "form": form,
        "draft_at": draft_at,
        "refused": refused,
        "summary": request.POST.get("summary", ""),
        "others": others_present(writer(request), page),
        "draft_url": reverse("draft", args=names),
        "discard_url": reverse("discard", args=names),
        "complete_url": reverse("complete"),
        "upload_url": reverse("upload", args=names[:1]),
        "attachment_url": reverse("file", args=[page.space.name, "-"])[:-1],
        "whole_url": f"{reverse('edit', args=names)}?whole",
        "fields_url": reverse("edit", args=names),
    }
    return render(request, "kernel/edit.html", context, status=status)


def editable_page(request: HttpRequest, space: str, path: str) -> Page:
    """The page that the reader may edit. Raises Http404 where they cannot see it, NotAllowed where they
    only may read it."""
    found = find_page(sight_of(request), asked_space(request, space), path)
    if found is None:
        raise Http404
    require(writer(request), Act.EDIT, found)
    return found


def writer(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def posted_base(request: HttpRequest, page: Page, name: str) -> Revision:
    """The revision of the page that a form was made from, by its digest: a number would tell how much is
    written in places that the reader cannot see."""
    found = Revision.objects.filter(page=page, digest=request.POST.get(name, "")).order_by("-pk").first()
    if found is None:
        raise Http404
    return found


def number_of(request: HttpRequest, name: str) -> int:
    """A number out of a form, such as a line; 0 for anything else."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def current_revision(page: Page) -> Revision:
    assert page.revision is not None
    return page.revision


def page_crumbs(page: Page) -> list[Crumb]:
    return [*crumbs_of(page.space, page.folder), Crumb(page.title, page_url(page.space.name, page.path))]
