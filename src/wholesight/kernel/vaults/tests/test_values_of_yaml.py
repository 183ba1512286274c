"""Values that YAML 1.1 and 1.2 read differently are read as 1.2 does, and stay as they are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.models import Property
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]

READ_AS = {
    "12:30": ("text", "12:30", None),
    "1:20:30": ("text", "1:20:30", None),
    "no": ("text", "no", None),
    "On": ("text", "On", None),
    "y": ("text", "y", None),
    "010": ("text", "010", None),
    "0o10": ("number", "8", 8.0),
    "0x1F": ("number", "31", 31.0),
    "1_000": ("text", "1_000", None),
    "1e3": ("number", "1000", 1000.0),
    ".5": ("number", "0.5", 0.5),
    ".inf": ("text", ".inf", None),
    "true": ("checkbox", "true", None),
    "2026-01-31": ("date", "2026-01-31", None),
    "2026-01-31T09:30": ("datetime", "2026-01-31T09:30", None),
    "2026-02-31": ("text", "2026-02-31", None),
    "'7'": ("text", "7", None),
    "~": ("text", "", None),
    "1234567890123456789": ("text", "1234567890123456789", None),
    "=": ("text", "=", None),
    "<<": ("text", "<<", None),
}


@pytest.mark.parametrize("written", READ_AS)
def test_a_value_is_read_as_yaml_1_2_reads_it(written: str, vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"Round.md": f"---\nvalue: {written}\n---\n"}))
    row = Property.objects.get()
    assert (row.type, row.text, row.number) == READ_AS[written]
    assert not Concern.objects.exists()


def test_a_no_in_a_list_of_tags_is_a_tag(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"Round.md": "---\ntags: [no, 12:30, winter]\n---\n"}))
    assert [row.text for row in Property.objects.all()] == ["no", "12:30", "winter"]


def test_a_checkbox_that_says_no_is_a_misfit_and_kept(vault: Vault, take_over: TakeOver) -> None:
    types = '{"types": {"done": "checkbox"}}'
    take_over(vault({".obsidian/types.json": types, "Round.md": "---\ndone: no\n---\n"}))
    row = Property.objects.get()
    assert (row.type, row.text) == ("checkbox", "no")
    assert Concern.objects.get().message == "Round.md, property done: 'no' is not true or false"
