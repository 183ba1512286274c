from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.search import SearchText, prepare, snippet, sought_forms

LONG = "Nothing of interest stands here. " * 20
Runs = list[tuple[str, bool]]


def passage(
    text: str, sought: list[str], language: str, length: int = 200, prefixes: list[str] | None = None
) -> Runs:
    page = prepare(SearchText(1, language, "", (), (), "", text))
    return snippet(text, sought_forms(page.terms, sought, language, prefixes or []), length)


def marked(runs: Runs) -> list[str]:
    return [text for text, sought in runs if sought]


def shown(runs: Runs) -> str:
    return "".join(text for text, _ in runs)


def test_the_words_and_their_other_endings_are_marked() -> None:
    assert marked(passage("A seal froze; seals freeze.", ["seal", "freeze"], "en")) == [
        "seal",
        "seals",
        "freeze",
    ]


def test_the_passage_with_most_of_the_words_is_chosen() -> None:
    text = f"A seal. {LONG} In the ice week the seal froze. {LONG} A seal and a seal."
    assert "In the ice week the seal froze." in shown(passage(text, ["ice", "week", "seal"], "en"))


def test_it_begins_with_a_sentence_and_says_what_is_left_out() -> None:
    found = shown(passage(f"{LONG}The seal froze. {LONG}", ["seal"], "en"))
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert "The seal froze." in found


def test_a_short_text_is_shown_whole() -> None:
    assert passage("The  seal\nfroze.", ["seal"], "en") == [
        ("The ", False),
        ("seal", True),
        (" froze.", False),
    ]


def test_without_a_match_it_is_the_beginning() -> None:
    assert shown(passage(LONG, ["latch"], "en")).startswith("Nothing of interest")


def test_function_words_are_not_marked_beside_others() -> None:
    assert marked(passage("The seal of the dock", ["the", "seal"], "en")) == ["seal"]
    assert marked(passage("The seal of the dock", ["the"], "en")) == ["The", "the"]


def test_pairs_of_characters_are_marked_as_one() -> None:
    assert marked(passage("今日は東京都です", ["東京", "京都"], "ja")) == ["東京都"]


def test_beginnings_are_marked_with_their_word() -> None:
    assert marked(passage("Docking at the paddock", [], "en", prefixes=["dock"])) == ["Docking"]


def test_a_word_without_its_accent_is_marked() -> None:
    assert marked(passage("Über die Dichtung", ["uber"], "de")) == ["Über"]


def test_a_part_of_a_name_is_marked_and_a_part_of_a_word_is_not() -> None:
    assert marked(passage("dock_seal, seal.md and sealant", ["seal"], "en")) == ["seal", "seal"]


@given(
    st.text(), st.lists(st.text(alphabet="abc東京", min_size=1, max_size=4), max_size=4), st.integers(20, 300)
)
def test_what_is_shown_stands_in_the_text(text: str, sought: list[str], length: int) -> None:
    runs = passage(text, sought, "en", length)
    levelled = " ".join(text.split())
    inside = " ".join(shown(runs).removeprefix("… ").removesuffix(" …").split())
    assert inside in levelled or inside in levelled.replace(" ", "")
    assert all(part for part, _ in runs)
