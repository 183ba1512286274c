"""The room of knowledge as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "wholesight.knowledge"
    label = "knowledge"
