"""The screen of a file, another content for it, and how sound, film and documents are shown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.attachments.actions import attach
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Access, Space

PNG = b"\x89PNG\r\n\x1a\n"
SOUND = b"ID3" + bytes(range(97))
FILM = b"\0\0\0\x18ftypmp42" + bytes(88)
PAPER = b"%PDF-1.7\n"
SCREEN = "/attachments/Harbour/map.png"


@pytest.fixture
def harbour(db: None) -> Space:
    return make_space(OPERATOR, "Harbour")


@pytest.fixture
def reader(db: None) -> Client:
    client = Client()
    client.force_login(Person.objects.create_user("ada", name="Ada"))
    return client


def keep(folder: Path, space: Space, path: str, content: bytes) -> Attachment:
    file = folder / "content"
    file.write_bytes(content)
    return attach(OPERATOR, space, path, file)


@pytest.fixture
def chart(harbour: Space, tmp_path: Path) -> Attachment:
    return keep(tmp_path, harbour, "map.png", PNG)


def replace(reader: Client, content: bytes, address: str = SCREEN) -> HttpResponse:
    return cast(HttpResponse, reader.post(address, {"file": SimpleUploadedFile("new.png", content)}))


def shown(reader: Client, harbour: Space, text: str) -> str:
    """The page of this text as it is read."""
    create_page(OPERATOR, harbour, "Diary.md", text)
    return reader.get("/pages/Harbour/Diary").content.decode()


def test_a_file_says_which_pages_use_it(reader: Client, harbour: Space, chart: Attachment) -> None:
    create_page(OPERATOR, harbour, "Diary.md", "The quay: ![[map.png]]\n")
    screen = reader.get(SCREEN).content.decode()
    assert '<a class="row-title" href="/pages/Harbour/Diary">Diary</a>' in screen
    assert "in 1 page<" in reader.get("/attachments/Harbour/").content.decode()


def test_a_hidden_page_is_no_use(reader: Client, harbour: Space, chart: Attachment) -> None:
    night = make_space(OPERATOR, "Night", access=Access.PRIVATE)
    create_page(OPERATOR, night, "Pay.md", "![[Harbour/map.png]]\n")
    assert "No page uses this file." in reader.get(SCREEN).content.decode()
    assert "nowhere<" in reader.get("/attachments/Harbour/").content.decode()


def test_a_hidden_file_looks_like_none(reader: Client, tmp_path: Path) -> None:
    keep(tmp_path, make_space(OPERATOR, "Night", access=Access.PRIVATE), "map.png", PNG)
    assert reader.get("/attachments/Night/map.png").status_code == 404
    assert replace(reader, PNG + b"1", "/attachments/Night/map.png").status_code == 404


def test_another_content_keeps_the_name(reader: Client, harbour: Space, chart: Attachment) -> None:
    assert replace(reader, PNG + b"better").status_code == 302
    answer = reader.get("/files/Harbour/map.png")
    assert b"".join(cast(Iterable[bytes], answer)) == PNG + b"better"
    assert Attachment.objects.get().pk == chart.pk


def test_what_was_there_before_is_noted_and_its_bytes_stay(reader: Client, chart: Attachment) -> None:
    replace(reader, PNG + b"better")
    details = Activity.objects.get(verb="AttachmentReplaced").details
    assert details["before"] == chart.digest
    assert stored_path(chart.digest).read_bytes() == PNG


def test_the_same_content_changes_nothing(reader: Client, chart: Attachment) -> None:
    replace(reader, PNG)
    assert not Activity.objects.filter(verb="AttachmentReplaced").exists()


def test_a_content_of_another_type_is_refused(reader: Client, chart: Attachment) -> None:
    answer = replace(reader, b"<script>alert(1)</script>")
    assert answer.status_code == 422
    assert b"and the old one image/png" in answer.content
    assert Attachment.objects.get().digest == chart.digest


def test_no_file_is_refused(reader: Client, chart: Attachment) -> None:
    assert reader.post(SCREEN).status_code == 422


def test_who_may_only_read_cannot_replace(reader: Client, tmp_path: Path) -> None:
    keep(tmp_path, make_space(OPERATOR, "Rules", access=Access.CLOSED), "map.png", PNG)
    assert b'type="file"' not in reader.get("/attachments/Rules/map.png").content
    assert replace(reader, PNG + b"1", "/attachments/Rules/map.png").status_code == 403


def test_sound_is_played_in_place_from_where_the_link_says(
    reader: Client, harbour: Space, tmp_path: Path
) -> None:
    keep(tmp_path, harbour, "creak.mp3", SOUND)
    page = shown(reader, harbour, "![[creak.mp3#t=90|The latch]]\n")
    assert '<audio class="player" controls preload="metadata" src="/files/Harbour/creak.mp3#t=90"' in page
    assert 'aria-label="The latch"' in page


def test_film_is_played_in_place(reader: Client, harbour: Space, tmp_path: Path) -> None:
    keep(tmp_path, harbour, "latch.mp4", FILM)
    assert '<video class="player" controls' in shown(reader, harbour, "![[latch.mp4]]\n")


def test_a_document_is_a_link_that_says_what_it_is(reader: Client, harbour: Space, tmp_path: Path) -> None:
    keep(tmp_path, harbour, "rules.pdf", PAPER)
    page = shown(reader, harbour, "![[rules.pdf#page=3]]\n")
    assert '<a class="document-link" href="/files/Harbour/rules.pdf#page=3">rules.pdf <small>PDF' in page


def test_what_only_calls_itself_sound_is_a_link(reader: Client, harbour: Space, tmp_path: Path) -> None:
    keep(tmp_path, harbour, "creak.mp3", b"<html>\0")
    page = shown(reader, harbour, "![[creak.mp3]]\n")
    assert "<audio" not in page
    assert 'href="/files/Harbour/creak.mp3"' in page


def test_hidden_sound_is_like_sound_that_is_missing(reader: Client, harbour: Space, tmp_path: Path) -> None:
    keep(tmp_path, make_space(OPERATOR, "Night", access=Access.PRIVATE), "creak.mp3", SOUND)
    page = shown(reader, harbour, "![[Night/creak.mp3]]\n")
    assert "<audio" not in page
    assert 'class="wanted"' in page


def test_sound_is_sent_in_parts(reader: Client, harbour: Space, tmp_path: Path) -> None:
    keep(tmp_path, harbour, "creak.mp3", SOUND)
    answer = reader.get("/files/Harbour/creak.mp3", headers={"Range": "bytes=10-19"})
    assert (answer.status_code, answer["Content-Range"]) == (206, "bytes 10-19/100")
    assert b"".join(cast(Iterable[bytes], answer)) == SOUND[10:20]


def test_a_part_beyond_the_end_is_refused(reader: Client, harbour: Space, tmp_path: Path) -> None:
    keep(tmp_path, harbour, "creak.mp3", SOUND)
    answer = reader.get("/files/Harbour/creak.mp3", headers={"Range": "bytes=100-"})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */100")
