"""A path that leads elsewhere and a text that is none are refused, and nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.attachments.actions import AttachmentRefused, attach
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.pages.actions import PageRefused, create_page, edit_page, move_page
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space

BAD_PLACES = [
    *("../Seals.md", "a/../../Seals.md", "/Seals.md", "a//Seals.md", "./Seals.md", "a/ /Seals.md", "..", ""),
    *("a\nb.md", "a\0b.md", "\x7f.md", "a/\x85.md", "x" * 1998 + ".md"),
]


@pytest.fixture
def harbour(db: None) -> Space:
    return make_space(OPERATOR, "Harbour")


@pytest.mark.parametrize("path", [*BAD_PLACES, "Seals.txt", "Seals"])
def test_a_path_that_leads_elsewhere_is_refused(path: str, harbour: Space) -> None:
    page = create_page(OPERATOR, harbour, "Diary.md", "Cold.")
    before = Activity.objects.count()
    with pytest.raises(PageRefused):
        create_page(OPERATOR, harbour, path, "text")
    with pytest.raises(PageRefused):
        move_page(OPERATOR, page, path)
    assert list(Page.objects.values_list("path", flat=True)) == ["Diary.md"]
    assert Activity.objects.count() == before


@pytest.mark.parametrize("path", BAD_PLACES)
def test_a_file_is_not_attached_elsewhere(path: str, harbour: Space, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    with pytest.raises(AttachmentRefused):
        attach(OPERATOR, harbour, path, tmp_path / "file")
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"), [("a\0b", "NUL"), ("x" * 1001, "1,001 bytes"), ("\ud800", "Unicode")]
)
def test_a_text_that_is_none_or_too_long_is_refused(
    text: str, words: str, harbour: Space, settings: LazySettings
) -> None:
    settings.PAGE_SIZE_LIMIT = 1000
    page = create_page(OPERATOR, harbour, "Diary.md", "Cold.")
    with pytest.raises(PageRefused, match=words):
        create_page(OPERATOR, harbour, "Seals.md", text)
    with pytest.raises(PageRefused, match=words):
        edit_page(OPERATOR, page, text)
    assert [revision.text for revision in Revision.objects.all()] == ["Cold."]


def test_a_place_that_is_taken_is_refused(harbour: Space) -> None:
    create_page(OPERATOR, harbour, "Seals.md", "First.")
    diary = create_page(OPERATOR, harbour, "Diary.md", "Cold.")
    with pytest.raises(PageRefused, match=r"There is a page at Seals\.md already"):
        create_page(OPERATOR, harbour, "Seals.md", "Second.")
    with pytest.raises(PageRefused, match=r"There is a page at Seals\.md already"):
        move_page(OPERATOR, diary, "Seals.md")
    assert Page.objects.get(pk=diary.pk).path == "Diary.md"


def test_the_same_text_again_is_no_revision(harbour: Space) -> None:
    page = create_page(OPERATOR, harbour, "Seals.md", "First.")
    assert edit_page(OPERATOR, page, "First.") is None
    assert Revision.objects.count() == 1
