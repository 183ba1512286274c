"""A vault on disk, made of a mapping from paths to texts or bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from wholesight.kernel.vaults.imports import import_vault
from wholesight.kernel.vaults.report import Report

Files = Mapping[str, str | bytes]


def write_files(root: Path, files: Files) -> Path:
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read_files(root: Path) -> dict[str, bytes]:
    return {str(place.relative_to(root)): place.read_bytes() for place in root.rglob("*") if place.is_file()}


@pytest.fixture
def vault(tmp_path: Path) -> Callable[[Files], Path]:
    root = tmp_path / "vault"
    root.mkdir()
    return lambda files: write_files(root, files)


@pytest.fixture
def take_over(db: None) -> Callable[[Path], Report]:
    """Import a folder into the space Harbour."""
    return lambda root: import_vault(root, "Harbour")
