"""The screens that need nothing but the look: errors, the gallery, forms, notices."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from wholesight.design.gallery import DockForm, gallery, sample_text


@pytest.fixture(autouse=True)
def built(tmp_path: Path, settings: Settings) -> None:
    names = (
        "reading.css",
        "gallery.css",
        "editor.css",
        "editor.ts",
        "theme.ts",
        "reading.ts",
        "mark.svg",
        "newsreader-latin-wght-normal.woff2",
    )
    entries = ", ".join(f'"{name}": {{"file": "{name}"}}' for name in names)
    (tmp_path / "manifest.json").write_text(f"{{{entries}}}", encoding="utf-8")
    settings.STATIC_ROOT = tmp_path


def test_the_gallery_is_there_in_development_only(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(Http404):
        gallery(RequestFactory().get("/gallery/"))


def test_the_page_of_last_resort_needs_no_context_and_no_build(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").unlink()
    page = render_to_string("500.html")
    assert "Something broke on our side" in page
    assert "stylesheet" not in page


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html"])
def test_an_error_says_what_was_kept(name: str) -> None:
    assert "Nothing was changed." in render_to_string(name)


def test_a_refusal_gives_its_reason() -> None:
    assert "Only its owner settles it." in render_to_string(
        "403.html", {"exception": "Only its owner settles it."}
    )


def test_a_hint_belongs_to_its_field() -> None:
    form = render_to_string("design/form.html", {"form": DockForm(auto_id="dock_%s")})
    assert 'aria-describedby="dock_name_helptext"' in form
    assert 'id="dock_name_helptext"' in form


def test_a_mistake_belongs_to_its_field() -> None:
    form = render_to_string("design/form.html", {"form": DockForm({"name": ""}, auto_id="dock_%s")})
    assert 'aria-invalid="true"' in form
    assert 'id="dock_name_error"' in form
    assert "Two docks have this name." in form


def test_a_notice_can_be_put_away_only_where_it_may() -> None:
    kept = render_to_string("design/notice.html", {"tone": "bad", "text": "Lost <b>"})
    assert "Lost &lt;b&gt;" in kept
    assert "data-dismiss" not in kept
    assert "data-dismiss" in render_to_string(
        "design/notice.html", {"tone": "good", "text": "Kept", "dismiss": True}
    )


def test_the_sample_text_shows_what_the_engine_can_write() -> None:
    text = sample_text()
    signs = (
        "callout-tip",
        "<details",
        'class="task"',
        "<math",
        "footnotes",
        "table-scroll",
        'class="embed"',
        "<mark>",
    )
    assert [sign for sign in signs if sign not in text] == []
    assert "\ufdd0" not in text
