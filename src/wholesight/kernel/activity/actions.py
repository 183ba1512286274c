"""Writing down what happened, and telling those who asked to hear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from wholesight.kernel.activity.events import Event
from wholesight.kernel.activity.models import Activity
from wholesight.kernel.permissions.actors import Actor, person_of

Subscriber = Callable[[Any], None]
_subscribers: dict[type[Event], list[Subscriber]] = defaultdict(list)


def subscribe(event: type[Event], subscriber: Subscriber) -> None:
    """Call `subscriber` with every event of this type, after the transaction that recorded it is
    committed."""
    if subscriber not in _subscribers[event]:
        _subscribers[event].append(subscriber)


def record(actor: Actor, event: Event, at: datetime | None = None) -> Activity:
    """Append one act; called inside the transaction of the act itself."""
    activity = Activity.objects.create(
        at=at or timezone.now(),
        person=person_of(actor),
        verb=type(event).__name__,
        space_id=event.space,
        page_id=event.page,
        details=event.details(),
    )
    for subscriber in _subscribers[type(event)]:
        transaction.on_commit(lambda subscriber=subscriber: subscriber(event))  # type: ignore[misc]
    return activity
