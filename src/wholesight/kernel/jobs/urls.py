"""The routes on which people look after jobs."""

from __future__ import annotations

from django.urls import path

from wholesight.kernel.jobs import views

routes = (
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:number>/", views.job, name="job"),
    path("jobs/<int:number>/cancel", views.cancel_job, name="cancel_job"),
    path("jobs/<int:number>/again", views.try_job_again, name="try_job_again"),
)
