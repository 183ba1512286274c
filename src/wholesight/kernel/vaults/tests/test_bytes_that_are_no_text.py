"""A Markdown file whose bytes are no text is kept as an attachment, and a concern says why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.concerns.actions import settle_concern
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]

NO_TEXT = {
    b"# Seals\n\ncaf\xe9\n": "it is not valid UTF-8 (line 3)",
    b"\xff\xfeS\x00e\x00a\x00l\x00": "it contains a NUL character",
    b"Seal\0check": "it contains a NUL character",
    b"half a letter \xe2\x82": "it is not valid UTF-8 (line 1)",
    b"\xed\xa0\x80 half a pair": "it is not valid UTF-8 (line 1)",
    b"\xc0\xaf too long a form": "it is not valid UTF-8 (line 1)",
}


@pytest.mark.parametrize("content", NO_TEXT)
def test_the_file_is_kept_and_the_concern_says_why(content: bytes, vault: Vault, take_over: TakeOver) -> None:
    report = take_over(vault({"Docks/Seals.md": content, "Diary.md": "![[Seals]]"}))
    kept = Attachment.objects.get()
    concern = Concern.objects.get(attachment=kept)
    assert (report.pages, report.attachments) == (1, 1)
    assert report.problems == [f"Docks/Seals.md: {NO_TEXT[content]}"]
    assert concern.message == f"Docks/Seals.md is kept as an attachment: {NO_TEXT[content]}."
    assert stored_path(kept.digest).read_bytes() == content


def test_a_concern_that_ada_settled_stays_settled(vault: Vault, take_over: TakeOver) -> None:
    root = vault({"Seals.md": b"\xff"})
    take_over(root)
    settle_concern(OPERATOR, Concern.objects.get())
    take_over(root)
    assert Concern.objects.filter(settled_at=None).count() == 0


def test_text_in_its_place_settles_the_concern(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"Seals.md": b"\xff"}))
    take_over(vault({"Seals.md": "Grease them in autumn."}))
    assert Page.objects.get().title == "Seals"
    assert Concern.objects.filter(settled_at=None).count() == 0


def test_a_byte_order_mark_and_strange_but_valid_letters_are_text(vault: Vault, take_over: TakeOver) -> None:
    report = take_over(vault({"Seals.md": "\ufeff# Seals \ufffe \uffff \U0010ffff \u202e\x01\x7f\n"}))
    assert (report.pages, report.attachments, report.problems) == (1, 0, [])
