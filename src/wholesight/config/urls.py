"""Routes: accounts, and what each room brings."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from wholesight.design.gallery import routes as gallery_routes
from wholesight.kernel.rooms.registry import rooms

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    *(path(room.prefix, include(list(room.routes))) for room in rooms()),
]
if settings.DEBUG:
    urlpatterns += [path("gallery/", include(gallery_routes))]
