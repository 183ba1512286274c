"""What the kernel adds, through the same door as every room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wholesight.kernel.attachments.urls import routes as attachment_routes
from wholesight.kernel.favourites.urls import routes as favourite_routes
from wholesight.kernel.jobs.urls import routes as job_routes
from wholesight.kernel.kinds.models import ActionFields, LessonFields, MetricFields
from wholesight.kernel.kinds.properties import PropertyType
from wholesight.kernel.kinds.registry import Kind
from wholesight.kernel.reading.urls import routes as reading_routes
from wholesight.kernel.rooms.registry import Room, open_room
from wholesight.kernel.surroundings.urls import routes as surroundings_routes
from wholesight.kernel.vaults.urls import routes as vault_routes
from wholesight.kernel.whole.urls import routes as whole_routes
from wholesight.kernel.writing.urls import routes as writing_routes

OWNER = PropertyType("owner", "relation", kinds=("person", "team"))

open_room(
    Room(
        name="kernel",
        title=_("Pages"),
        routes=(
            *reading_routes,
            *writing_routes,
            *job_routes,
            *vault_routes,
            *attachment_routes,
            *favourite_routes,
            *surroundings_routes,
            *whole_routes,
        ),
        kinds=(
            Kind("note", _("Note"), properties=(OWNER,)),
            Kind("question", _("Question"), properties=(OWNER,), accent="knowledge"),
            Kind(
                "lesson",
                _("Lesson"),
                properties=(OWNER, PropertyType("learned", "date")),
                companion=LessonFields,
                accent="innovation",
            ),
            Kind(
                "action",
                _("Action"),
                properties=(
                    OWNER,
                    PropertyType("status", "choice", choices=("open", "doing", "done", "dropped")),
                    PropertyType("due", "date"),
                ),
                companion=ActionFields,
                accent="teams",
            ),
            Kind(
                "metric",
                _("Metric"),
                properties=(
                    OWNER,
                    PropertyType("unit", "text"),
                    PropertyType("target", "number"),
                    PropertyType("better", "choice", choices=("higher", "lower")),
                ),
                companion=MetricFields,
                accent="outcomes",
            ),
            Kind(
                "person",
                _("Person"),
                properties=(PropertyType("team", "relation", kinds=("team",)), PropertyType("since", "date")),
                accent="mastery",
            ),
            Kind(
                "team",
                _("Team"),
                properties=(
                    PropertyType("lead", "relation", kinds=("person",)),
                    PropertyType("part_of", "relation", kinds=("team",)),
                ),
                accent="teams",
            ),
        ),
    )
)
