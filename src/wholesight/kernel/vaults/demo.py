"""Loads the demo organization: each room's chapter, through the same door as a user's vault, at the times
that its chronicle says."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wholesight.kernel.people.actions import add_person
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.rooms.registry import rooms
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.imports import import_vault

CHRONICLE = "chronicle.yaml"
SHOWN_ACCOUNTS = 2


def load_demo(progress: Callable[[str, int, int], None]) -> list[tuple[str, str]]:
    """Load every chapter that is not there yet. Returns (username, password) of two people to sign in as."""
    password = demo_password()
    for room in rooms():
        if room.demo is not None:
            load_chapter(room.demo, password, progress)
    people = Person.objects.order_by("pk").values_list("username", flat=True)[:SHOWN_ACCOUNTS]
    return [(username, password) for username in people]


def demo_password() -> str:
    """One password for all invented people, made up once and kept beside the data, mode 600."""
    kept = Path(settings.HOME) / "demo-password"
    if not kept.exists():
        with os.fdopen(os.open(kept, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(9))
    return kept.read_text()


def load_chapter(folder: Path, password: str, progress: Callable[[str, int, int], None]) -> None:
    chronicle: dict[str, Any] = yaml.safe_load((folder / CHRONICLE).read_text(encoding="utf-8"))
    people = {entry["username"]: invite(entry, password) for entry in chronicle["people"]}
    for name, about in chronicle["spaces"].items():
        if not Space.objects.filter(name=name).exists():
            make_space(
                OPERATOR,
                name,
                access=about["access"],
                language=about["language"],
                description=about["description"],
            )

        def written(path: str, name: str = name) -> tuple[Person | None, datetime]:
            entry = chronicle["pages"].get(f"{name}/{path}")
            return (people[entry["by"]], moment(entry["at"])) if entry else (None, timezone.now())

        import_vault(folder / name, name, progress=progress, written=written)


def invite(entry: dict[str, Any], password: str) -> Person:
    person = Person.objects.filter(username=entry["username"]).first()
    if person is None:
        with transaction.atomic():
            person, _ = add_person(OPERATOR, entry["name"], username=entry["username"], password=password)
            person.joined_at = moment(entry["joined"])
            person.save(update_fields=["joined_at"])
    return person


def moment(value: date | datetime | str) -> datetime:
    """A date or time of the chronicle, in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(9))
    return value if value.tzinfo else value.replace(tzinfo=UTC)
