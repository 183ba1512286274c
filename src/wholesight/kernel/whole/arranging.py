"""The layout of each space: as it is kept, and made anew when its pages have changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.jobs.registry import job
from wholesight.kernel.jobs.running import Running
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.whole.layout import ROUNDS, Layout, Link, Seat, lay_out
from wholesight.kernel.whole.models import Arrangement
from wholesight.kernel.whole.packing import Circle
from wholesight.kernel.whole.queries import Whole, read_whole

RELATION_STRENGTH = 3.0
AT_ONCE = 1500  # so many pages are brought together while somebody waits; for more there is a job
DECIMALS = 3


def layouts_of(whole: Whole) -> dict[int, Layout]:
    """The layout of every space of what a reader sees, by the space. Where the pages have changed since one
    was kept, it is brought up to date, and a job is asked for that keeps it."""
    kept = {row.space_id: row for row in Arrangement.objects.filter(space__in=whole.space_ids)}
    layouts: dict[int, Layout] = {}
    for space_id, folder_of in folders_by_space(whole).items():
        row = kept.get(space_id)
        if row is not None and row.digest == digest_of(folder_of):
            layouts[space_id] = layout_from(row)
            continue
        rounds = ROUNDS if len(folder_of) <= AT_ONCE else 0
        layouts[space_id] = lay_out(folder_of, links_in(whole, space_id), seats_from(row), rounds)
        enqueue(OPERATOR, "lay-out-space", {"space": space_id}, unique_key=str(space_id))
    return layouts


@job("lay-out-space", _("Lay out a space on the map"))
def lay_out_space(running: Running, space: int) -> dict[str, int]:
    """Keep the layout of a space for its pages as they are now."""
    wanted = Space.objects.filter(pk=space)
    whole = read_whole(Sight(tuple(wanted)))
    folder_of = folders_by_space(whole).get(space)
    if folder_of is None:
        Arrangement.objects.filter(space=space).delete()
        return {"pages": 0}
    row = Arrangement.objects.filter(space=space).first()
    if row is None or row.digest != digest_of(folder_of):
        running.check()
        keep(space, folder_of, lay_out(folder_of, links_in(whole, space), seats_from(row)))
    return {"pages": len(folder_of)}


def keep(space: int, folder_of: Mapping[int, str], layout: Layout) -> None:
    number_of = {folder: number for number, (folder, _circle) in enumerate(layout.folders)}
    rows = zip(layout.pages, layout.seats, layout.x, layout.y, strict=True)
    Arrangement.objects.update_or_create(
        space_id=space,
        defaults={
            "digest": digest_of(folder_of),
            "folders": [
                [path, round(at.x, DECIMALS), round(at.y, DECIMALS), round(at.radius, DECIMALS)]
                for path, at in layout.folders
            ],
            "places": [
                [page, number_of[folder_of[page]], seat, round(x, DECIMALS), round(y, DECIMALS)]
                for page, seat, x, y in rows
            ],
            "made_at": timezone.now(),
        },
    )


def layout_from(row: Arrangement) -> Layout:
    places: Sequence[tuple[int, int, int, float, float]] = row.places
    return Layout(
        tuple((path, Circle(x, y, radius)) for path, x, y, radius in row.folders),
        tuple(place[0] for place in places),
        tuple(place[2] for place in places),
        tuple(place[3] for place in places),
        tuple(place[4] for place in places),
    )


def seats_from(row: Arrangement | None) -> dict[int, Seat]:
    if row is None:
        return {}
    return {page: (row.folders[number][0], seat) for page, number, seat, _x, _y in row.places}


def folders_by_space(whole: Whole) -> dict[int, dict[int, str]]:
    """The folder of every page, by space."""
    found: dict[int, dict[int, str]] = {}
    for page in whole.pages:
        found.setdefault(page.space_id, {})[page.id] = page.folder
    return found


def links_in(whole: Whole, space_id: int) -> list[Link]:
    """Links within a space. One that leads out of it has no say, for not everyone sees both ends."""
    inside = {page.id for page in whole.pages if page.space_id == space_id}
    within = [each for each in whole.relations if each.source in inside and each.target in inside]
    return [
        (each.source, each.target, RELATION_STRENGTH if each.relation else 1.0) for each in sorted(within)
    ]


def digest_of(folder_of: Mapping[int, str]) -> str:
    """Of pages and their folders, which is all that makes a layout out of date."""
    words = "\n".join(f"{page} {folder}" for page, folder in sorted(folder_of.items()))
    return blake2b(words.encode(errors="surrogatepass"), digest_size=16).hexdigest()
