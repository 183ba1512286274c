"""Whatever the front matter: after a change the property has the value, and nothing else has moved."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from wholesight.engines.markdown import MISSING, PropertyNotChanged, Value, change_property, outline

texts = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\ufdd0\ufdd1"), max_size=12
) | st.sampled_from(
    ["12:30", "no", "[[Ice week]]", "a: b", "- x", "#x", "'", '"', "{x}", "2025-01-14", "~", "| x", "x # y"]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6)
lines = st.lists(
    st.sampled_from(
        [
            "a: 1", "b: x # note", "c:", "s:   # none", "d:\n- x\n- y", "e:\n  - x # y\n\n  - z",
            "f: |\n  two\n  lines\n",
            "g: >-\n  folded\n  text", "h: [a, b]", "i: {x: 1}", "j: 'it''s'", 'k: "a # b"', "# comment", "",
            "l:\n  m: 1\n  n: [2]",
            "o: two\n  lines", "'p q': 1", "r: [a,\n  b]  # end",
        ]
    ),
    unique=True, max_size=7,
)  # fmt: skip


def read(text: str) -> dict[str, Value]:
    return outline(text).front_matter.values


@given(lines, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]), values, st.data())
def test_a_change_is_exactly_that_change(
    written: list[str], newline: str, start: str, value: Value, data: st.DataObject
) -> None:
    text = start + newline.join(["---", *"\n".join(written).split("\n"), "---", "Body [[x]]", "---", "a: 2"])
    before = read(text)
    name = data.draw(st.sampled_from([*before, "brand new"]))
    after = change_property(text, name, value)
    assert read(after) == {**before, name: value}
    assert after[outline(after).front_matter.body_start :] == text[outline(text).front_matter.body_start :]
    assert unchanged_lines(text, after, name, newline)


def unchanged_lines(before: str, after: str, name: str, newline: str) -> bool:
    """Whether all lines before and behind one stretch are shared, which begins with the property's name."""
    old, new = before.split(newline), after.split(newline)
    head = next(
        (i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]),
        min(len(old), len(new)),
    )
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    touched = old[head : len(old) - tail]
    others = [line for line in touched if line[:1].isalpha() and not line.startswith(f"{name}:")]
    return not others


@given(lines, names)
def test_a_new_property_taken_away_again_leaves_the_text_as_it_was(written: list[str], name: str) -> None:
    text = "\n".join(["---", *written, "---", "Body"])
    assume(name not in read(text))
    assert change_property(change_property(text, name, ["x", "y"]), name, MISSING) == text


@given(st.text(), names, values)
def test_any_text_is_changed_or_refused_never_spoilt(text: str, name: str, value: Value) -> None:
    try:
        after = change_property(text, name, value)
    except PropertyNotChanged:
        return
    assert read(after) == {**read(text), name: value}
