"""The routes of what a person keeps at hand."""

from __future__ import annotations

from django.urls import path

from wholesight.kernel.favourites import views

routes = (
    path("favourites", views.at_hand, name="at_hand"),
    path("favourites/<str:space>/<path:path>", views.favourite, name="favourite"),
)
