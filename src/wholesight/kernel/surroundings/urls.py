"""The routes of what lies around a page."""

from __future__ import annotations

from django.urls import path

from wholesight.kernel.surroundings import views

routes = (
    path("around/<str:space>/<path:path>", views.around, name="around"),
    path("mentions/<str:space>/<path:path>", views.link_mention, name="link_mention"),
)
