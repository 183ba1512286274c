"""The toy room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ToyRoomConfig(AppConfig):
    name = "tests.toy_room"
    label = "toy_room"
