"""Every component of the look in every state, on one page; there in development only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from wholesight.design.accents import ACCENTS
from wholesight.design.assets import asset_url
from wholesight.design.icons import PATHS
from wholesight.engines import markdown

TEXT = Path(__file__).parent / "templates" / "design" / "gallery.md"
SWATCHES = tuple("paper raised sunken line edge ink ink-2 ink-3 good warn bad marked".split())


class DockForm(forms.Form):
    """A form with every sort of field, and with mistakes in it."""

    name = forms.CharField(label=_("Name of the dock"), help_text=_("As it stands on the sign."))
    email = forms.EmailField(label=_("E-mail of the crew"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("up", _("In use")), ("down", _("Out of use"))])
    notes = forms.CharField(label=_("What was seen"), widget=forms.Textarea, required=False)
    seal = forms.ChoiceField(
        label=_("The seal"),
        choices=[("fine", _("is fine")), ("stiff", _("is stiff"))],
        widget=forms.RadioSelect,
    )
    greased = forms.BooleanField(
        label=_("It was greased"), help_text=_("Silicone grease only."), required=False
    )

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError(_("Two docks have this name. Nothing was saved; choose another name."))


def sample_text() -> SafeString:
    """A page with everything that Markdown can say here, as the engine renders it; its links lead nowhere."""
    rendered = markdown.render(TEXT.read_text(encoding="utf-8"))

    def open_link(number: int) -> str:
        wanted = ' class="wanted"' if "kit" in rendered.references[number].target else ""
        return f'<a href="#main"{wanted}>'

    def embed(number: int, inline: bool) -> str:
        target = rendered.references[number].target
        if target.endswith(".svg"):
            return f'<p><img src="{asset_url("mark.svg")}" alt="A dock, drawn from the side" width="96"></p>'
        text = "Press the lip with a thumb. It should come back before you can say its name."
        source = f'<p class="embed-source"><a href="#main">{target}</a></p>'
        return f'<section class="embed" aria-label="{target}">{source}<p>{text}</p></section>'

    html = markdown.fill(
        rendered.html,
        open_link=open_link,
        embed=embed,
        fenced=lambda number: "",
        url=lambda number: None,
        tag=lambda name: '<a class="tag" href="#main">',
    )
    return mark_safe(html)


def gallery(request: HttpRequest) -> HttpResponse:
    """The page of components. Answers 404 unless DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    context = {
        "accents": ACCENTS,
        "swatches": SWATCHES,
        "icons": PATHS,
        "text": sample_text(),
        "source": TEXT.read_text(encoding="utf-8"),
        "blank_form": DockForm(auto_id="blank_%s"),
        "wrong_form": DockForm({"name": "", "email": "harbour", "state": "up"}, auto_id="wrong_%s"),
        "crumbs": [{"title": _("Handbook"), "url": "#main"}, {"title": _("Docks"), "url": "#main"}],
    }
    return render(request, "design/gallery.html", context)


routes = [path("", gallery, name="gallery")]
