"""The routes on which pages are read and found."""

from __future__ import annotations

from django.urls import path

from wholesight.kernel.reading import files, finding, pages, spaces

routes = (
    path("", spaces.home, name="home"),
    path("search", finding.search, name="search"),
    path("find", finding.find, name="find"),
    path("recent", spaces.recent, name="recent"),
    path("pages/<str:space>/", spaces.space_home, name="space"),
    path("pages/<str:space>/<path:path>/", spaces.folder, name="folder"),
    path("pages/<str:space>/<path:path>", pages.page, name="page"),
    path("files/<str:space>/<path:path>", files.file, name="file"),
    path("tags/<str:space>/", spaces.tags, name="tags"),
    path("tags/<str:space>/<path:tag>", spaces.tag, name="tag"),
    path("attachments/<str:space>/", spaces.attachments, name="attachments"),
    path("history/<str:space>/<path:path>", pages.history, name="history"),
    path("concerns/<int:concern>/settle", pages.settle, name="settle_concern"),
)
