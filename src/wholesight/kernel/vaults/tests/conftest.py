"""A vault on disk, made of a mapping from paths to texts or bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.test import Client

from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space
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


@pytest.fixture
def ada(db: None) -> Person:
    return Person.objects.create_user("ada", name="Ada")


@pytest.fixture
def ben(db: None) -> Person:
    return Person.objects.create_user("ben", name="Ben")


@pytest.fixture
def handbook(db: None) -> Space:
    return make_space(OPERATOR, "Handbook")


@pytest.fixture
def browser_of() -> Callable[[Person], Client]:
    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in
