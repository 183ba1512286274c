from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wholesight.kernel.attachments.ranges import NoSuchRange, asked_range


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 100)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-999", (90, 100)),
        ("bytes=-5", (95, 100)),
        ("bytes=-500", (0, 100)),
        ("", None),
        ("bytes=-", None),
        ("bytes=9-3", None),
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
    ],
)
def test_one_part_of_the_bytes_is_understood_and_all_else_is_the_whole(
    header: str, part: tuple[int, int] | None
) -> None:
    assert asked_range(header, 100) == part


@pytest.mark.parametrize(("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0)])
def test_a_part_beyond_the_end_is_none(header: str, size: int) -> None:
    with pytest.raises(NoSuchRange):
        asked_range(header, size)


@given(some.one_of(some.from_regex(r"bytes=\d{0,20}-\d{0,20}"), some.text()), some.integers(0, 10_000))
def test_a_part_always_lies_within_the_file(header: str, size: int) -> None:
    try:
        part = asked_range(header, size)
    except NoSuchRange:
        return
    assert part is None or 0 <= part[0] < part[1] <= size
