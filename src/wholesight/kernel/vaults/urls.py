"""The routes of imports and exports."""

from __future__ import annotations

from django.urls import path

from wholesight.kernel.vaults import export_views, views

routes = (
    path("import/", views.import_vault, name="import"),
    path("imports/<int:number>/", views.import_report, name="import_report"),
    path("imports/<int:number>/run", views.run_import, name="run_import"),
    path("imports/<int:number>/rename", views.rename, name="accept_rename"),
    path("conflicts/<int:concern>/", views.import_conflict, name="import_conflict"),
    path("export/<str:space>/", export_views.export, name="export"),
    path("print/<str:space>/", export_views.printed, name="print"),
    path("exports/<int:number>/", export_views.exported, name="exported"),
)
