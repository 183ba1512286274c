"""The one list of what HTML may hold."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .targets import SCHEMES

if TYPE_CHECKING:
    import nh3

USER_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt "
    "em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s "
    "samp small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul "
    "var wbr".split()
)
"""The tags that a user may write."""

USER_ATTRIBUTES: dict[str, frozenset[str]] = {
    "img": frozenset({"alt", "width", "height"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "ol": frozenset({"start", "reversed"}),
    "li": frozenset({"value"}),
    "details": frozenset({"open"}),
    "time": frozenset({"datetime"}),
}
"""The attributes that a user may write, beside `USER_ATTRIBUTES_ANYWHERE`."""

USER_ATTRIBUTES_ANYWHERE = frozenset({"title", "lang", "dir"})

_OUR_TAGS = frozenset({"input", "section"})
_OUR_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "role", "aria-label", "tabindex", *USER_ATTRIBUTES_ANYWHERE},
    "a": {"href", "rel"},
    "img": {"src", "loading"},
    "input": {"type", "disabled", "checked", "data-line"},
    "li": {"data-task"},
    "th": {"scope"},
}


@functools.cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    attributes = {tag: set(names) for tag, names in USER_ATTRIBUTES.items()}
    for tag, names in _OUR_ATTRIBUTES.items():
        attributes.setdefault(tag, set()).update(names)
    return nh3.Cleaner(
        tags=set(USER_TAGS | _OUR_TAGS), attributes=attributes, link_rel=None, url_schemes=set(SCHEMES)
    )


def sanitize(html: str) -> str:
    """Well-formed HTML that holds nothing but the listed tags and attributes."""
    return _cleaner().clean(html)
