"""LaTeX formulas as MathML, built from a list of harmless elements."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from .limits import MarkdownLimits
from .marks import CLOSE, OPEN

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ELEMENTS: Final = frozenset(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom "
    "menclose mfenced msub msup msubsup munder mover munderover mmultiscripts mprescripts none "
    "mtable mtr mtd mlabeledtr".split()
)
_ATTRIBUTES: Final = frozenset(
    "display displaystyle scriptlevel mathvariant stretchy fence separator accent accentunder "
    "largeop movablelimits symmetric linethickness columnalign rowalign columnspacing rowspacing "
    "columnlines rowlines notation open close width height depth lspace rspace minsize maxsize "
    "form".split()
)
_VALUE = re.compile(r"[A-Za-z0-9.,|(){}\[\]\-+ ]{0,60}")
_LONG_NUMBER = re.compile(r"\d{3}")
_DEFINES = re.compile(
    r"\\(?:re)?newcommand|\\providecommand|\\(?:def|gdef|edef|xdef|let|newenvironment)(?![A-Za-z])"
)


def mathml(source: str, display: bool) -> str | None:
    """The formula as MathML, or None where it cannot be read, is too long, or defines commands of its own."""
    if len(source) > MarkdownLimits.FORMULA or _DEFINES.search(source) or not source.strip():
        return None
    from latex2mathml.converter import Converter

    try:
        root = Converter(display="block" if display else "inline").convert_to_element(source)
    except Exception:  # noqa: BLE001  foreign code run on any text; RecursionError included
        return None
    root.set("alttext", source)
    return _written(root)


def _written(root: Element) -> str:
    """The tree as HTML; walked without recursion, since formulas can be nested deeply."""
    parts: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        known = node.tag in _ELEMENTS
        parts.append(f"<{node.tag}{_attributes(node)}>" if known else "")
        parts.append(_text(node.text))
        waiting.append(f"</{node.tag}>{_text(node.tail)}" if known else _text(node.tail))
        waiting.extend(reversed(node))
    return "".join(parts)


def _attributes(node: Element) -> str:
    written = [
        f' {name}="{html.escape(value)}"'
        for name, value in node.attrib.items()
        if name in _ATTRIBUTES and _VALUE.fullmatch(value) and not _LONG_NUMBER.search(value)
    ]
    if node.tag == "math" and "alttext" in node.attrib:
        written.append(f' alttext="{html.escape(node.attrib["alttext"])}"')
    return "".join(written)


def _text(text: str | None) -> str:
    if not text:
        return ""
    # symbols arrive as character references
    return html.escape(html.unescape(text).replace(OPEN, "").replace(CLOSE, ""), quote=False)
