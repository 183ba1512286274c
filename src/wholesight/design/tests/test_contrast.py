"""Colours that carry words or shapes stand out from what lies behind them, in light and dark (WCAG AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wholesight.design.accents import ACCENTS

TOKENS = Path(__file__).parent.parent / "styles" / "_tokens.css"
CODE = Path(__file__).parent.parent / "styles" / "_code.css"
PAIR = re.compile(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKEN = re.compile(rf"--([a-z0-9-]+): {PAIR.pattern}")

GROUNDS = ("paper", "raised", "sunken")
WORDS = ("ink", "ink-2", "ink-3", "good", "warn", "bad", *ACCENTS)


def tokens() -> dict[str, tuple[str, str]]:
    return {name: (light, dark) for name, light, dark in TOKEN.findall(TOKENS.read_text(encoding="utf-8"))}


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_close(front: tuple[str, str], back: tuple[str, str], least: float) -> list[float]:
    return [round(c, 2) for c in map(contrast, front, back) if c < least]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("words", WORDS)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    known = tokens()
    assert too_close(known[words], known[ground], 4.5) == []


@pytest.mark.parametrize("accent", ACCENTS)
def test_words_on_a_button_stand_out_from_its_accent(accent: str) -> None:
    known = tokens()
    assert too_close(known["on-accent"], known[accent], 4.5) == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_the_edge_of_a_field_can_be_seen(ground: str) -> None:
    known = tokens()
    assert too_close(known["edge"], known[ground], 3) == []


def test_marked_words_can_be_read() -> None:
    known = tokens()
    assert too_close(known["ink"], known["marked"], 4.5) == []


def test_coloured_code_can_be_read() -> None:
    ground = tokens()["sunken"]
    colours = PAIR.findall(CODE.read_text(encoding="utf-8"))
    assert len(colours) >= 5
    assert {colour: close for colour in colours if (close := too_close(colour, ground, 4.5))} == {}
