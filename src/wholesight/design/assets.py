"""Finds the built file of a style sheet, an island, a font or an image by the name of its source."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static


def asset_url(name: str) -> str:
    """The address of the built file of a source, say "reading.css"; ImproperlyConfigured without one."""
    names = _addresses()
    if name not in names:
        known = ", ".join(sorted(names)) or "nothing"
        raise ImproperlyConfigured(
            f"The front end has no {name!r}. It was built with: {known}. Run `make install` after adding one."
        )
    return names[name]


def _addresses() -> dict[str, str]:
    """Read once, as the server knows only the files it found at its start; in development when it changes."""
    manifest = Path(settings.STATIC_ROOT or "") / "manifest.json"
    try:
        return _read(manifest, manifest.stat().st_mtime_ns) if settings.DEBUG else _read(manifest, 0)
    except OSError as missing:
        raise ImproperlyConfigured(
            f"The front end is not built: {manifest} is missing. Run `make install`."
        ) from missing


@lru_cache(maxsize=4)
def _read(manifest: Path, changed: int) -> dict[str, str]:
    built: dict[str, dict[str, object]] = json.loads(manifest.read_text(encoding="utf-8"))
    return {Path(source).name: static(str(entry["file"])) for source, entry in built.items()}
