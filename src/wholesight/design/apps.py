"""The Django app of the look."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "wholesight.design"
    label = "design"
