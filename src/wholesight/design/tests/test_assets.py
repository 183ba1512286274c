"""A page asks for a built file by the name of its source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from pytest_django.fixtures import Settings

from wholesight.design.assets import asset_url


def build(folder: Path, **files: str) -> None:
    manifest = {f"src/wholesight/design/styles/{name}.css": {"file": file} for name, file in files.items()}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture
def built(tmp_path: Path, settings: Settings) -> Path:
    settings.STATIC_ROOT = tmp_path
    build(tmp_path, reading="reading-1a2b.css")
    return tmp_path


def test_a_source_leads_to_the_file_that_was_built_from_it(built: Path) -> None:
    assert asset_url("reading.css") == "/static/reading-1a2b.css"


def test_development_sees_a_new_build_without_a_restart(built: Path, settings: Settings) -> None:
    settings.DEBUG = True
    asset_url("reading.css")
    build(built, reading="reading-3c4d5e.css")
    assert asset_url("reading.css") == "/static/reading-3c4d5e.css"


def test_a_running_server_keeps_to_the_files_it_started_with(built: Path) -> None:
    asset_url("reading.css")
    build(built, reading="reading-3c4d5e.css")
    assert asset_url("reading.css") == "/static/reading-1a2b.css"


def test_an_unknown_name_says_what_there_is(built: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"no 'raeding\.css'.*built with: reading\.css"):
        asset_url("raeding.css")


def test_a_missing_build_says_how_to_get_one(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    with pytest.raises(ImproperlyConfigured, match=r"manifest\.json is missing\. Run `make install`"):
        asset_url("reading.css")


def test_a_template_writes_the_address(built: Path) -> None:
    page = Template('{% load design %}{% asset "reading.css" %}')
    assert page.render(Context()) == "/static/reading-1a2b.css"


def test_the_page_of_last_resort_comes_without_a_build(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    page = Template('{% load design %}[{% asset_or_nothing "reading.css" %}]')
    assert page.render(Context()) == "[]"
