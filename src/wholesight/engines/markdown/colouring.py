"""Code as HTML whose words carry pygments' classes."""

from __future__ import annotations

import functools
from html import escape
from typing import TYPE_CHECKING

from .limits import MarkdownLimits

if TYPE_CHECKING:
    from pygments.lexer import Lexer


@functools.lru_cache(maxsize=64)
def _lexer_class(language: str) -> type[Lexer] | None:
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        return find_lexer_class_by_name(language)
    except ClassNotFound:
        return None


def coloured(code: str, language: str) -> str:
    """The code, escaped, with a class around each word that means something in its language."""
    lexer_class = (
        _lexer_class(language) if language and len(code) <= MarkdownLimits.HIGHLIGHTED_CODE else None
    )
    if lexer_class is None:
        return escape(code, quote=False)
    from pygments.token import STANDARD_TYPES

    parts: list[str] = []
    try:
        # a lexer of its own for each block: some keep notes while they read, and threads share this module
        lexer = lexer_class(stripnl=False, ensurenl=False)
        for kind, value in lexer.get_tokens(code):
            known = next(step for step in reversed(kind.split()) if step in STANDARD_TYPES)
            name = STANDARD_TYPES[known]
            words = escape(value, quote=False)
            parts.append(f'<span class="{name}">{words}</span>' if name and value.strip() else words)
    except Exception:  # noqa: BLE001  a lexer is foreign code run on any text; its failure costs the colours
        return escape(code, quote=False)
    return "".join(parts)
