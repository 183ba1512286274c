"""The kernel as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "wholesight.kernel"
    label = "kernel"

    def ready(self) -> None:
        autodiscover_modules("room")
