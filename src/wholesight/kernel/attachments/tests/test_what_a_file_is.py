"""What a file is follows from its bytes; a name that promises something else is not believed."""

from __future__ import annotations

import pytest

from wholesight.kernel.attachments.media_types import sniff

HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

SORTS = {
    ("map.png", b"\x89PNG\r\n\x1a\n...."): "image/png",
    ("map.jpg", b"\x89PNG\r\n\x1a\n...."): "image/png",
    ("photo.jpeg", b"\xff\xd8\xff\xe0...."): "image/jpeg",
    ("dock.svg", SVG): "image/svg+xml",
    ("plan.pdf", b"%PDF-1.7 ..."): "application/pdf",
    ("notes.txt", b"BMW and IDs, one a line\n"): "text/plain",
    ("weights.csv", b"BM;ID3;ftyp\n"): "text/plain",
    ("old.bmp", b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36"): "image/bmp",
    (
        "report.docx",
        b"PK\x03\x04...",
    ): "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ("page.html", HTML): "text/plain",
    ("empty", b""): "text/plain",
}
DISBELIEVED = {
    "map.png": HTML,
    "map.jpg": SVG,
    "map.gif": b"GIF plain words",
    "map.webp": b"12345678 no WEBP",
    "dock.svg": HTML,
    "sound.mp3": HTML,
    "film.mp4": b"<script>",
    "plan.pdf": HTML,
    "plan.PDF": b"Dear all",
}


@pytest.mark.parametrize(("name", "head"), SORTS)
def test_bytes_say_what_a_file_is(name: str, head: bytes) -> None:
    assert sniff(f"Docks/{name}", head) == SORTS[name, head]


@pytest.mark.parametrize("name", DISBELIEVED)
def test_a_promise_that_the_bytes_do_not_keep_makes_it_any_file(name: str) -> None:
    assert sniff(f"Docks/{name}", DISBELIEVED[name]) == "application/octet-stream"
