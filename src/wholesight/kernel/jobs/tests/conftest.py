"""Ada, who works on the docks, and Tomás, who looks after the organization; kinds of job for one test."""

from __future__ import annotations

import pytest

from wholesight.kernel.jobs import registry
from wholesight.kernel.people.models import Person


@pytest.fixture(autouse=True)
def _no_kind_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test registers is forgotten at its end."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))


@pytest.fixture
def ada(db: None) -> Person:
    return Person.objects.create_user("ada", name="Ada Lindqvist")


@pytest.fixture
def tomas(db: None) -> Person:
    return Person.objects.create_user("tomas", name="Tomás Rey", is_steward=True)
