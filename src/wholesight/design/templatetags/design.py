"""What templates need: `asset`, `icon`, `accent`, and `standing` for what is the same on every page."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from django import template
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from wholesight.design.accents import accent_class
from wholesight.design.assets import asset_url
from wholesight.design.icons import draw

register = template.Library()
KEPT_PARTS = 2500  # about 30 MB where they are long pages


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file. Where the front end is not built, the page stops and says what to do."""
    return asset_url(name)


@register.simple_tag
def asset_or_nothing(name: str) -> str:
    """As `asset`, for the page that must come even when everything else fails."""
    try:
        return asset_url(name)
    except ImproperlyConfigured:
        return ""


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """The icon called `name`, with a `label` where it stands alone."""
    return draw(name, label)


@register.simple_tag
def accent(room: object) -> str:
    """The class for the accent of a room (or for the name of an accent)."""
    return accent_class(room)


@register.simple_tag
def standing(name: str, **values: Hashable) -> SafeString:
    """A part that is the same wherever its `values` are equal: rendered once for each language and set of
    values.

    So nothing has to be forgotten when something changes: other values are another part.
    """
    facts = (name, get_language() or "", tuple(values.items()))
    return render_part(*facts) if settings.DEBUG else kept_part(*facts)


def render_part(name: str, language: str, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(name, dict(values))


kept_part = lru_cache(maxsize=KEPT_PARTS)(render_part)
