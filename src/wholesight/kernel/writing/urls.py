"""The routes on which pages are written."""

from __future__ import annotations

from django.urls import path

from wholesight.kernel.writing import comparing, completing, editing, making, moving, tagging, uploading

routes = (
    path("edit/<str:space>/<path:path>", editing.edit, name="edit"),
    path("draft/<str:space>/<path:path>", editing.draft, name="draft"),
    path("discard/<str:space>/<path:path>", editing.discard, name="discard"),
    path("merge/<str:space>/<path:path>", editing.merge, name="merge"),
    path("move/<str:space>/<path:path>", moving.move, name="move"),
    path("undo/<str:space>/<path:path>", moving.undo, name="undo_act"),
    path("retag/<str:space>/<path:tag>", tagging.retag, name="retag"),
    path("complete", completing.complete, name="complete"),
    path("upload/<str:space>/", uploading.upload, name="upload"),
    path("new/<str:space>/", making.new, name="new"),
    path("trash/<str:space>/", making.trash, name="trash"),
    path("trash/<str:space>/<path:path>", making.trash_one, name="trash_page"),
    path("restore/<str:space>/", making.restore_one, name="restore_page"),
    path("compare/<str:space>/<path:path>", comparing.compare, name="compare"),
    path("restore-revision/<str:space>/<path:path>", comparing.restore_revision, name="restore_revision"),
)
