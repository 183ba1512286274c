"""Cuts text into the words that are indexed and looked for, the same way for pages and for queries."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 64
"""Longer runs (encoded files, hashes) are cut here: nobody types them, and one page could flood the
vocabulary."""

FIRST_UNSPACED = "\u0e00"
"""No script that is written without spaces between words has a character before this one."""

_LONGEST_REMEMBERED = 24

# Scripts written without spaces between words; Hangul has spaces, but its endings stick to the word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_PICTURES = "\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
_RARELY_IN_A_WORD = bytes(
    byte if chr(byte).isalnum() or byte >= 0x80 or chr(byte) in "._'+#" else 0x20 for byte in range(256)
)


def words(text: str) -> list[str]:
    """The words of a text in order, in the form that is compared exactly.

    Case and compatibility forms are levelled (NFKC, casefold), diacritics stay. An identifier such as
    `foo_bar` or `v1.2` gives itself and then its parts; a possessive 's is dropped; a run of a script without
    spaces gives its pairs of characters (a character that stands alone gives itself); `c++`, `c#` and emoji
    are words.
    """
    pieces = _level(text).encode("utf-8", "replace").translate(_RARELY_IN_A_WORD).decode().split()
    forms = {
        piece: _remembered_forms(piece)
        for piece in set(pieces)
        if not (piece.isascii() and piece.isalnum() and len(piece) <= LONGEST_WORD)
    }
    if not forms:
        return pieces
    found: list[str] = []
    for piece in pieces:
        if piece in forms:
            found.extend(forms[piece])
        else:
            found.append(piece)
    return found


def _level(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded).replace("\u2019", "'")


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    """Runs of an unspaced script; letters with what joins them; one emoji."""
    letter = rf"[^\W_{_UNSPACED}]"
    run = rf"{letter}(?:{letter}|[{_marks()}])*"
    return re.compile(rf"([{_UNSPACED}]+)|({run}(?:(?:\.|'|_+){run})*)(\+\+|\#)?|[{_PICTURES}]")


def _marks() -> str:
    """Combining marks, which `\\w` leaves out although they belong to a word (Hindi and Tamil vowels, for
    example)."""
    return "".join(
        chr(code)
        for code in (*range(0x0300, 0x1E00), *range(0xA800, 0xAC00))
        if unicodedata.category(chr(code)) in ("Mn", "Mc")
    )


def _forms(piece: str) -> list[str]:
    """The words that one piece between spaces stands for."""
    found: list[str] = []
    for match in _word_pattern().finditer(piece):
        unspaced, letters, sign = match.groups()
        if unspaced:
            found.extend(pairs(unspaced))
        elif letters is None:
            found.append(match[0])
        elif sign and len(letters) == 1:
            found.append(letters + sign)
        else:
            found.extend(_parts(letters))
    return found


_short_forms = lru_cache(maxsize=20_000)(_forms)


def _remembered_forms(piece: str) -> list[str]:
    return _short_forms(piece) if len(piece) <= _LONGEST_REMEMBERED else _forms(piece)


def _parts(letters: str) -> list[str]:
    if "'" in letters:
        return [part for piece in letters.removesuffix("'s").split("'") for part in _parts(piece)]
    parts = [part[:LONGEST_WORD] for part in re.split(r"[._]+", letters)]
    return parts if len(parts) == 1 else [letters[:LONGEST_WORD], *parts]


def pairs(run: str) -> list[str]:
    """The overlapping pairs of characters of a run without spaces; a single character stays as it is."""
    if len(run) == 1:
        return [run]
    return [run[start : start + 2] for start in range(len(run) - 1)]
