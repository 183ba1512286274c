"""The routes of the whole."""

from __future__ import annotations

from django.urls import path

from wholesight.kernel.whole import views

routes = (
    path("whole", views.whole, name="whole"),
    path("whole/picture", views.whole_picture, name="whole_picture"),
    path("whole/outline", views.whole_outline, name="whole_outline"),
    path("whole/pages/<str:space>/<path:path>", views.whole_card, name="whole_card"),
)
