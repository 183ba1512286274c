"""The route of one file's screen."""

from __future__ import annotations

from django.urls import path

from wholesight.kernel.attachments import views

routes = (path("attachments/<str:space>/<path:path>", views.attachment, name="attachment"),)
