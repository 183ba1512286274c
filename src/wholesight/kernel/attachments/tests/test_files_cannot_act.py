"""An attachment is handed out so that nothing in it can act, and never as what it only claims to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from wholesight.kernel.attachments.actions import attach
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.people.actions import add_person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space

SCRIPT = b"<script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
Fetch = Callable[[str, bytes], HttpResponseBase]


@pytest.fixture
def ada(db: None) -> Client:
    """Ada's browser, signed in."""
    client = Client()
    client.force_login(add_person(OPERATOR, "Ada Lindqvist")[0])
    return client


@pytest.fixture
def fetch(ada: Client, tmp_path: Path) -> Fetch:
    """Attach bytes under a name, and let Ada ask for them."""
    harbour = make_space(OPERATOR, "Harbour")

    def fetched(name: str, content: bytes) -> HttpResponseBase:
        (tmp_path / "file").write_bytes(content)
        attach(OPERATOR, harbour, f"Files/{name}", tmp_path / "file")
        return ada.get(f"/files/Harbour/Files/{name}")

    return fetched


@pytest.mark.parametrize(
    ("name", "content", "media_type", "shown"),
    [
        ("map.png", b"\x89PNG\r\n\x1a\n", "image/png", True),
        ("dock.svg", SVG, "image/svg+xml", True),
        ("plan.pdf", b"%PDF-1.7", "application/pdf", True),
        ("notes.txt", b"Cold.", "text/plain; charset=utf-8", True),
        ("page.html", SCRIPT, "text/plain; charset=utf-8", True),
        (
            "page.xhtml",
            b'<html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT,
            "text/plain; charset=utf-8",
            True,
        ),
        ("map.png", SCRIPT, "application/octet-stream", False),
        ("map.svg", SCRIPT, "application/octet-stream", False),
        ("tool.exe", b"MZ\0\0", "application/octet-stream", False),
        ("all.zip", b"PK\x03\x04", "application/zip", False),
    ],
)
def test_only_what_is_harmless_is_shown_in_place(
    name: str, content: bytes, media_type: str, shown: bool, fetch: Fetch
) -> None:
    answer = fetch(name, content)
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"].startswith("inline;" if shown else "attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("sandbox")
    assert "script-src" not in policy


def test_a_name_cannot_break_out_of_its_header(fetch: Fetch) -> None:
    answer = fetch("a';b\u00e9\u4e00 c.png", b"\x89PNG\r\n\x1a\n")
    assert answer.headers["Content-Disposition"] == "inline; filename*=UTF-8''a%27%3Bb%C3%A9%E4%B8%80%20c.png"


def test_a_browser_asks_whether_its_copy_is_the_newest(fetch: Fetch, ada: Client) -> None:
    answer = fetch("map.png", b"\x89PNG\r\n\x1a\n")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    asked = {"If-None-Match": answer.headers["ETag"]}
    again = ada.get("/files/Harbour/Files/map.png", headers=asked)
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["Files/../Files/map.png", "../secret-key", "%2e%2e/secret-key", "Gone.png"])
def test_a_path_leads_to_attachments_alone(path: str, fetch: Fetch, ada: Client) -> None:
    assert fetch("map.png", b"x").status_code == 200
    assert ada.get(f"/files/Harbour/{path}").status_code == 404


def test_bytes_that_are_lost_are_a_missing_file(fetch: Fetch, ada: Client) -> None:
    fetch("map.png", b"x")
    stored_path(Attachment.objects.get().digest).unlink()
    assert ada.get("/files/Harbour/Files/map.png").status_code == 404
