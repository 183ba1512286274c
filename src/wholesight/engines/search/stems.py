"""Levels the endings and accents of words, so that `testing` finds `tests` and `uber` finds `über`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

import Stemmer

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
LANGUAGES = tuple(_ALGORITHMS)
"""Two-letter codes of the languages whose endings are known."""

_STROKED_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def stem(word: str, language: str) -> str:
    """The stem of a word (as `words` gives it), without accents; of a language that is not known, only the
    accents go.

    `language` is a code such as `en` or `pt-BR`. Stems by Snowball (https://snowballstem.org).
    """
    return _stem(word, language_code(language))


def stemming(language: str) -> Callable[[str], str]:
    """The function that gives the stem of any word of one language."""
    code = language_code(language)
    return lambda word: _stem(word, code)


def stems(found: Iterable[str], language: str) -> dict[str, str]:
    """The stem of each of many words of one language."""
    code = language_code(language)
    return {word: _stem(word, code) for word in found}


def language_code(language: str) -> str:
    """The two-letter code of a language whose endings are known, else an empty text."""
    code = language.replace("_", "-").partition("-")[0].casefold()
    return code if code in _ALGORITHMS else ""


@lru_cache(maxsize=100_000)
def _stem(word: str, code: str) -> str:
    return without_accents(_stemmer(code).stemWord(word) if code else word)


@lru_cache(maxsize=len(_ALGORITHMS))
def _stemmer(code: str) -> Stemmer.Stemmer:
    # Snowball's own cache is off: ours, in front of it, keeps the text without accents.
    return Stemmer.Stemmer(_ALGORITHMS[code], 0)


def without_accents(word: str) -> str:
    """A word without the accents of Latin, Greek and Cyrillic letters; signs of other scripts stay, as
    they make the word."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")
    return unicodedata.normalize("NFC", bare).translate(_STROKED_LETTERS)
