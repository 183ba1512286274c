"""The kernel's models, each defined in the folder of its noun."""

from __future__ import annotations

from wholesight.kernel.activity.models import Activity
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.drafts.models import Draft, Presence
from wholesight.kernel.favourites.models import Favourite
from wholesight.kernel.jobs.models import Job
from wholesight.kernel.kinds.models import ActionFields, LessonFields, MetricFields
from wholesight.kernel.links.models import Link, Name
from wholesight.kernel.pages.models import Block, Heading, Page, Property, Rendering, Revision, Tag
from wholesight.kernel.people.models import Person
from wholesight.kernel.search.models import *  # noqa: F403
from wholesight.kernel.spaces.models import Membership, Space
from wholesight.kernel.vaults.models import BroughtVault, ImportedFile
from wholesight.kernel.whole.models import Arrangement

__all__ = [
    "ActionFields",
    "Activity",
    "Arrangement",
    "Attachment",
    "Block",
    "BroughtVault",
    "Concern",
    "Draft",
    "Favourite",
    "Heading",
    "ImportedFile",
    "Job",
    "LessonFields",
    "Link",
    "Membership",
    "MetricFields",
    "Name",
    "Page",
    "Person",
    "Presence",
    "Property",
    "Rendering",
    "Revision",
    "Space",
    "Tag",
]
