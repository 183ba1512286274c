"""The routes of the house, with the gallery, which only development has."""

from __future__ import annotations

from django.urls import include, path

from wholesight.design.gallery import routes

urlpatterns = [path("gallery/", include(routes)), path("", include("wholesight.config.urls"))]
