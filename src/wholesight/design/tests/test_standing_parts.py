"""What stands on every page is rendered once for each language and each set of values."""

from __future__ import annotations

from django.template import Context, Template
from django.utils import translation

from wholesight.design.templatetags.design import kept_part

PAGE = Template('{% load design %}{% standing "design/palette.html" find_url=find search_url="/search" %}')


def test_a_part_is_rendered_once() -> None:
    kept_part.cache_clear()
    first, second = (PAGE.render(Context({"find": "/find"})) for _ in range(2))
    assert first == second
    assert kept_part.cache_info().misses == 1


def test_other_values_are_another_part() -> None:
    assert 'url="/elsewhere"' in PAGE.render(Context({"find": "/elsewhere"}))
    assert 'url="/find"' in PAGE.render(Context({"find": "/find"}))


def test_each_language_has_its_own() -> None:
    kept_part.cache_clear()
    for language in ("en", "de"):
        with translation.override(language):
            PAGE.render(Context({"find": "/find"}))
    assert kept_part.cache_info().misses == 2
