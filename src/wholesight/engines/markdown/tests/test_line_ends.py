from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from wholesight.engines.markdown import typed_over, with_line_feeds

texts = st.text(alphabet="ab\r\n ", max_size=40)


@given(texts)
def test_what_was_not_touched_comes_back_byte_for_byte(original: str) -> None:
    sent = with_line_feeds(original).replace("\n", "\r\n")
    assert typed_over(original, sent) == original


@example("\r\r\n ", " \ra")
@given(texts, texts)
def test_what_was_typed_is_kept(original: str, typed: str) -> None:
    assert with_line_feeds(typed_over(original, typed)) == with_line_feeds(typed)


def test_a_new_line_ends_as_its_neighbours_do() -> None:
    assert typed_over("one\r\ntwo\r\n", "one\nnew\ntwo\n") == "one\r\nnew\r\ntwo\r\n"


def test_mixed_ends_stay_where_they_are() -> None:
    assert typed_over("one\r\ntwo\nthree\r\n", "one\ntwo!\nthree\n") == "one\r\ntwo!\r\nthree\r\n"
    assert typed_over("one\r\ntwo\nthree\r\n", "one\ntwo\nthree\nfour") == "one\r\ntwo\nthree\r\nfour"
