"""Our own small set of icons, drawn on a grid of 24 with round strokes."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "mark": '<path d="M4.6 15.6A8.2 8.2 0 1 1 9.8 19.9"/><path d="M13.2 17.5 9.8 19.9l2 3.3"/>'
    '<circle class="brand-eye" cx="12" cy="12" r="2.7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.2"/><path d="m15.2 15.2 5 5"/>',
    "home": '<path d="M4 11.2 12 4.5l8 6.7"/><path d="M6.2 9.8v9h11.6v-9"/>',
    "today": '<circle cx="12" cy="12" r="4"/>'
    '<path d="M12 3v1.8M12 19.2V21M3 12h1.8M19.2 12H21M5.6 5.6 7 7M17 17l1.4 1.4'
    'M18.4 5.6 17 7M7 17l-1.4 1.4"/>',
    "recent": '<circle cx="12" cy="12" r="8.2"/><path d="M12 7.4V12l3.2 2"/>',
    "whole": '<circle cx="8.2" cy="8.6" r="4.4"/><circle cx="16.6" cy="15.6" r="3.6"/>'
    '<circle cx="7" cy="18" r="1.6"/><path d="m11.6 11.4 2.2 2M7.4 16.4 7.8 13"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h10"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "turn": '<path d="m9.5 6 6 6-6 6"/>',
    "arrow": '<path d="M4.5 12h15M13.5 6l6 6-6 6"/>',
    "back": '<path d="M19.5 12h-15M10.5 6l-6 6 6 6"/>',
    "folder": '<path d="M3.5 7.2c0-.9.7-1.6 1.6-1.6h4l2 2.4h7.8c.9 0 1.6.7 1.6 1.6v7.2'
    'c0 .9-.7 1.6-1.6 1.6H5.1c-.9 0-1.6-.7-1.6-1.6z"/>',
    "page": '<path d="M6.5 3.8h7l4.5 4.5v11.9H6.5z"/><path d="M13.5 3.8v4.5H18M9.3 12.5h5.4M9.3 15.8h5.4"/>',
    "file": '<path d="m19 11-7.1 7.1a4.3 4.3 0 0 1-6.1-6.1l7.6-7.6a2.9 2.9 0 0 1 4.1 4.1l-7.4 7.4'
    'a1.4 1.4 0 0 1-2-2l6.6-6.6"/>',
    "tag": '<path d="M9.8 4 8 20M16 4l-1.8 16M4.5 9h15.5M4 15h15.5"/>',
    "space": '<path d="m12 4 8.5 4.4L12 12.8 3.5 8.4z"/>'
    '<path d="m4.6 12.4 7.4 3.8 7.4-3.8M4.6 16l7.4 3.8 7.4-3.8"/>',
    "contents": '<path d="M9 6.5h11M9 12h11M9 17.5h7M4.2 6.5h.6M4.2 12h.6M4.2 17.5h.6"/>',
    "history": '<path d="M4.2 12a7.8 7.8 0 1 1 2.4 5.6"/><path d="M4 19v-4.2h4.2M12 8v4.2l2.8 1.7"/>',
    "edit": '<path d="m5 19 .8-3.6L16 5.2a1.7 1.7 0 0 1 2.4 0l.4.4a1.7 1.7 0 0 1 0 2.4L8.6 18.2z"/>'
    '<path d="m14.3 6.9 2.8 2.8"/>',
    "copy": '<rect x="8.5" y="8.5" width="11" height="11" rx="2"/>'
    '<path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>',
    "check": '<path d="m5 12.8 4.6 4.7L19 7"/>',
    "minus": '<path d="M5 12h14"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "warning": '<path d="M12 4.5 21 19.5H3z"/><path d="M12 10.2v4M12 16.9h.01"/>',
    "information": '<circle cx="12" cy="12" r="8.2"/><path d="M12 11.2v5M12 7.9h.01"/>',
    "question": '<circle cx="12" cy="12" r="8.2"/>'
    '<path d="M9.6 9.5a2.5 2.5 0 1 1 3.5 2.5c-.8.4-1.1.9-1.1 1.7M12 16.6h.01"/>',
    "person": '<circle cx="12" cy="8.5" r="3.7"/><path d="M4.8 19.8c.8-3.6 3.6-5.6 7.2-5.6s6.4 2 7.2 5.6"/>',
    "lock": '<rect x="5.5" y="10.5" width="13" height="9" rx="2"/>'
    '<path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>',
    "leave": '<path d="M14 4.5H6.5v15H14M10.5 12H20M16.5 8.3 20.2 12l-3.7 3.7"/>',
    "external": '<path d="M13.5 5H19v5.5M19 5l-8.5 8.5M17 14v5H5V7h5"/>',
    "star": '<path d="m12 4.2 2.4 5 5.4.7-4 3.8 1 5.4-4.8-2.6-4.8 2.6 1-5.4-4-3.8 5.4-.7z"/>',
    "more": '<path stroke-width="2.4" d="M5.5 12h.01M12 12h.01M18.5 12h.01"/>',
    "bold": '<path stroke-width="2" d="M8 5h5a3.4 3.4 0 0 1 0 6.8H8zM8 11.8h5.8a3.6 3.6 0 0 1 0 7.2H8z"/>',
    "italic": '<path d="M10.5 5h6M7.5 19h6M13.8 5l-3.6 14"/>',
    "strike": '<path d="M4.5 12.2h15M16.6 8.3C16.2 6.2 14.4 5 12 5c-2.6 0-4.5 1.3-4.5 3.5 0 1.5.8 2.6 2.4 3.7'
    'M7.3 15.4c.3 2.3 2.1 3.6 4.7 3.6 2.8 0 4.8-1.4 4.8-3.6"/>',
    "highlight": '<path d="m9 15.5-1.8-1.8 8.4-9a1.6 1.6 0 0 1 2.3 0l.9.9a1.6 1.6 0 0 1 0 2.3l-9 8.4z"/>'
    '<path d="m7.2 13.7-2.4 3.8 1.2.2L9 15.5M4.5 20.3h15"/>',
    "heading": '<path stroke-width="1.9" d="M6.5 5v14M17.5 5v14M6.5 12h11"/>',
    "bullets": '<path d="M9.5 6.5H20M9.5 12H20M9.5 17.5H20"/>'
    '<path stroke-width="2.6" d="M5 6.5h.01M5 12h.01M5 17.5h.01"/>',
    "numbers": '<path d="M10 6.5h10M10 12h10M10 17.5h10M4.2 5.4l1.3-.8v4.6"/>'
    '<path d="M4 15.6c.3-.8 2.4-.9 2.4.5 0 1-1.3 1.6-2.4 3h2.6"/>',
    "checklist": '<path d="m3.8 6.8 1.5 1.5 2.6-3M3.8 16.3l1.5 1.5 2.6-3M11.5 7H20M11.5 16.5H20"/>',
    "quote": '<path d="M4.5 5v14M9 7h11M9 12h11M9 17h7"/>',
    "link": '<path d="m10 14 4-4M11.2 7.2l1.6-1.6a4 4 0 0 1 5.6 5.6l-1.6 1.6"/>'
    '<path d="m12.8 16.8-1.6 1.6a4 4 0 0 1-5.6-5.6l1.6-1.6"/>',
    "image": '<rect x="3.8" y="5" width="16.4" height="14" rx="2"/><circle cx="9" cy="10" r="1.5"/>'
    '<path d="m4.5 17.5 4.7-4 3 2.4 3.4-3.4 4.2 4"/>',
    "table": '<rect x="3.8" y="5" width="16.4" height="14" rx="2"/>'
    '<path d="M3.8 10h16.4M3.8 14.5h16.4M12 10v9"/>',
    "code": '<path d="m8.5 7.5-4.7 4.5 4.7 4.5M15.5 7.5l4.7 4.5-4.7 4.5"/>',
    "undo": '<path d="M8.5 5 4.5 9l4 4"/><path d="M4.8 9h9.4a5 5 0 0 1 0 10H9"/>',
    "redo": '<path d="m15.5 5 4 4-4 4"/><path d="M19.2 9H9.8a5 5 0 0 0 0 10H15"/>',
    "source": '<path d="M3.5 17V7l4 5 4-5v10M17.3 7v10M14 13.7l3.3 3.3 3.3-3.3"/>',
    "alone": '<path d="M9 4.5H4.5V9M15 4.5h4.5V9M9 19.5H4.5V15M15 19.5h4.5V15"/>',
}
TURNING = frozenset("turn arrow back contents leave menu undo redo bullets checklist".split())
_SIZE = 24


def draw(name: str, label: str = "") -> SafeString:
    """The SVG of an icon, hidden from screen readers unless it has a label; KeyError for an unknown one."""
    if name not in PATHS:
        raise KeyError(f"No icon is called {name!r}; there are {', '.join(PATHS)}.")
    if not label:
        return _DRAWN[name]
    return format_html(
        '<svg class="{}" width="{size}" height="{size}" viewBox="0 0 {size} {size}" role="img" '
        'aria-label="{}">{}</svg>',
        _class(name),
        label,
        mark_safe(PATHS[name]),
        size=_SIZE,
    )


def _class(name: str) -> str:
    return "icon icon-turns" if name in TURNING else "icon"


_DRAWN = {
    name: mark_safe(
        f'<svg class="{_class(name)}" width="{_SIZE}" height="{_SIZE}" viewBox="0 0 {_SIZE} {_SIZE}" '
        f'aria-hidden="true">{paths}</svg>'
    )
    for name, paths in PATHS.items()
}
