"""Tries, at each place of the text, only the rules that can begin with the character there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_BLOCK_BEGINS: Mapping[str, str] = {
    "comment_block": "%", "math_block": "$", "fence": "`~", "blockquote": ">", "hr": "*-_",
    "list": "*-+0123456789", "footnote_def": "[", "reference": "[", "html_block": "<", "heading": "#",
}  # fmt: skip
_INLINE_BEGINS: Mapping[str, str] = {
    "address": ":", "newline": "\n", "long_run": "*_~=$", "math_inline": "$", "escape": "\\",
    "backticks": "`", "strikethrough": "~",
    "mark": "=", "emphasis": "*_", "footnote_ref": "[", "wikilink": "[", "link": "[",
    "embed": "!", "image": "!", "comment_inline": "%", "tag": "#", "footnote_inline": "^", "autolink": "<",
    "html_inline": "<", "entity": "&",
}  # fmt: skip
_NEVER_TEXT = "\n#$&*<[\\]_`~"

_Rule = TypeVar("_Rule")
_Tables = dict[str, tuple[_Rule, ...]]


def install(md: MarkdownIt) -> None:
    """Let a parser whose rules are complete look at the first character before it tries a rule."""
    md.block.ruler = _FirstCharacters(md.block.ruler, _BLOCK_BEGINS, {}, _block_rule)
    md.inline.ruler = _FirstCharacters(md.inline.ruler, _INLINE_BEGINS, {"text": _NEVER_TEXT}, _inline_rule)


class _FirstCharacters(Ruler[_Rule]):
    """A chain of rules that looks like a single one."""

    def __init__(
        self,
        rules: Ruler[_Rule],
        begins: Mapping[str, str],
        never: Mapping[str, str],
        combine: Callable[[_Tables[_Rule], tuple[_Rule, ...]], _Rule],
    ) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__
        self._begins, self._never, self._combine = begins, never, combine
        self._chains: dict[str, list[_Rule]] = {}

    def getRules(self, chainName: str = "") -> list[_Rule]:  # noqa: N802, N803  (the parser's own names)
        """The one rule that stands for a chain."""
        chain = self._chains.get(chainName)
        if chain is None:
            chain = self._chains[chainName] = [self._combined(chainName)]
        return chain

    def _combined(self, chain: str) -> _Rule:
        rules = [rule for rule in self.__rules__ if rule.enabled and (not chain or chain in rule.alt)]
        special = sorted({character for begins in self._begins.values() for character in begins})
        tables: _Tables[_Rule] = {
            character: tuple(
                rule.fn
                for rule in rules
                if character in self._begins.get(rule.name, character)
                and character not in self._never.get(rule.name, "")
            )
            for character in (*special, "]")
        }
        return self._combine(tables, tuple(rule.fn for rule in rules if rule.name not in self._begins))


def _block_rule(tables: _Tables[Any], others: tuple[Any, ...]) -> Any:
    def combined(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        position = state.bMarks[start] + state.tShift[start]
        character = state.src[position] if position < len(state.src) else ""
        for rule in tables.get(character, others):
            if rule(state, start, end, silent):
                return True
        return False

    return combined


def _inline_rule(tables: _Tables[Any], others: tuple[Any, ...]) -> Any:
    def combined(state: StateInline, silent: bool) -> bool:
        for rule in tables.get(state.src[state.pos], others):
            if rule(state, silent):
                return True
        return False

    return combined
