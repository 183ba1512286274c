"""Where the pages of a space lie on the map: folders as circles in circles, their pages as the seeds of a
sunflower, turned so that pages which lead to one another come near one another.

Everything is decided by the pages, the links and the layout before; there is no chance in it. A space is laid
out by itself, so nothing about it depends on another space that a reader may not see.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from wholesight.kernel.whole.packing import Circle, enclosing, pack

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.float64]
    Indices = NDArray[numpy.int64]

GOLDEN_ANGLE = pi * (3 - sqrt(5))
GROWTH = 1.3  # a folder's circle grows by steps, so that one more page seldom moves its neighbours
AROUND_SEEDS = 0.9
AROUND_FOLDER = 0.9
ROUNDS = 8
PULL = 0.75
EMPTIED, SMALL = 2, 8
KEPT_SHARE = 0.6  # with fewer pages from before, all places are looked for anew

Seat = tuple[str, int]  # folder, and the number of the seed in it
Link = tuple[int, int, float]  # page, page, strength


@dataclass(frozen=True, slots=True)
class Layout:
    """Places around the origin, in the unit of a sunflower: neighbouring pages are about 1.7 apart.

    `folders` has a circle for each folder, the outer ones first; the first, of the name "", is the space.
    `pages`, `seats`, `x` and `y` go together, in the order of the pages' ids.
    """

    folders: tuple[tuple[str, Circle], ...]
    pages: tuple[int, ...]
    seats: tuple[int, ...]
    x: tuple[float, ...]
    y: tuple[float, ...]


def lay_out(
    folder_of: Mapping[int, str],
    links: Sequence[Link],
    before: Mapping[int, Seat] | None = None,
    rounds: int = ROUNDS,
) -> Layout:
    """Lay out the pages of a space by the folder of each. Pages that keep their folder keep the seats from
    `before`; where that is most of them, only the new ones look for a seat. Without `rounds` linked pages
    are not brought together, which takes a tenth of the time."""
    pages = sorted(folder_of)
    kept = kept_seats(folder_of, before or {})
    seats = seated(pages, folder_of, kept)
    circles, centres = folder_circles(folder_of, seats)
    if len(kept) < KEPT_SHARE * len(pages):
        seats = pulled_together(pages, folder_of, centres, links, rounds)
    places = [seed(seats[page]) for page in pages]
    middles = [centres[folder_of[page]] for page in pages]
    return Layout(
        circles,
        tuple(pages),
        tuple(seats[page] for page in pages),
        tuple(middle[0] + place[0] for middle, place in zip(middles, places, strict=True)),
        tuple(middle[1] + place[1] for middle, place in zip(middles, places, strict=True)),
    )


@lru_cache(maxsize=1 << 15)
def seed(number: int) -> tuple[float, float]:
    """Where the seed of this number is in a sunflower (H. Vogel, 1979). No two are at one place."""
    distance, angle = sqrt(number + 0.5), number * GOLDEN_ANGLE
    return distance * cos(angle), distance * sin(angle)


def room_for(count: int) -> float:
    """The radius of the circle for so many seeds, by steps."""
    size = 4
    while size < count:
        size = ceil(size * GROWTH)
    return sqrt(size) + AROUND_SEEDS


def kept_seats(folder_of: Mapping[int, str], before: Mapping[int, Seat]) -> dict[int, int]:
    """The seats of pages that are in the folder in which they were, but none far out in an emptied one."""
    count = Counter(folder_of.values())
    taken: set[Seat] = set()
    kept: dict[int, int] = {}
    for page, (folder, number) in sorted(before.items()):
        near = 0 <= number < EMPTIED * count[folder] + SMALL
        if near and folder_of.get(page) == folder and (folder, number) not in taken:
            taken.add((folder, number))
            kept[page] = number
    return kept


def seated(pages: Sequence[int], folder_of: Mapping[int, str], kept: Mapping[int, int]) -> dict[int, int]:
    """A seat for every page: the one it had, else the innermost free one of its folder."""
    taken: dict[str, set[int]] = defaultdict(set)
    for page, number in kept.items():
        taken[folder_of[page]].add(number)
    seats = dict(kept)
    next_free: dict[str, int] = defaultdict(int)
    for page in pages:
        if page in kept:
            continue
        folder = folder_of[page]
        while next_free[folder] in taken[folder]:
            next_free[folder] += 1
        seats[page] = next_free[folder]
        next_free[folder] += 1
    return seats


def folder_circles(
    folder_of: Mapping[int, str], seats: Mapping[int, int]
) -> tuple[tuple[tuple[str, Circle], ...], dict[str, tuple[float, float]]]:
    """The circle of every folder, and the middle of the sunflower in each that has pages of its own.

    Folders lie in the order of their first pages, so that a new one comes outside and moves none.
    """
    needed: dict[str, int] = {}
    first: dict[str, int] = {"": 0}
    for page, folder in sorted(folder_of.items()):
        needed[folder] = max(needed.get(folder, 0), seats[page] + 1)
        while folder not in first:
            first[folder] = page
            folder = folder.rpartition("/")[0]
    below: dict[str, list[str]] = defaultdict(list)
    for folder in sorted(first, key=lambda name: (first[name], name)):
        if folder:
            below[folder.rpartition("/")[0]].append(folder)
    inner_first = sorted(first, key=lambda name: (-depth(name), name))
    inside: dict[str, dict[str, Circle]] = {}
    radius: dict[str, float] = {}
    for folder in inner_first:
        inside[folder], radius[folder] = filled(folder, needed.get(folder, 0), below[folder], radius)
    circles = {"": Circle(0.0, 0.0, radius[""])}
    centres: dict[str, tuple[float, float]] = {}
    for folder in reversed(inner_first):
        around = circles[folder]
        for name, circle in inside[folder].items():
            if name == folder:
                centres[folder] = (circle.x + around.x, circle.y + around.y)
            else:
                circles[name] = circle.moved(around.x, around.y)
    return tuple(circles.items()), centres


def depth(folder: str) -> int:
    return folder.count("/") + 1 if folder else 0


def filled(
    folder: str, seeds: int, below: Sequence[str], radius: Mapping[str, float]
) -> tuple[dict[str, Circle], float]:
    """What is inside a folder around its middle: its own pages, by its own name, and the folders below."""
    names = [*([folder] if seeds else []), *below]
    sizes = [*([room_for(seeds)] if seeds else []), *(radius[name] for name in below)]
    if not names:
        return {}, room_for(0)
    circles = pack(sizes)
    around = enclosing(circles)
    inside = {name: circle.moved(-around.x, -around.y) for name, circle in zip(names, circles, strict=True)}
    return inside, around.radius + AROUND_FOLDER


def pulled_together(
    pages: Sequence[int],
    folder_of: Mapping[int, str],
    centres: Mapping[str, tuple[float, float]],
    links: Sequence[Link],
    rounds: int,
) -> dict[int, int]:
    """Seats in which pages are near to those that they are linked with: each round, every page says where it
    would like to be, and the seats of a folder are given by that."""
    import numpy

    seats = seated(pages, folder_of, {})
    number_of = {page: number for number, page in enumerate(pages)}
    folders = {folder: number for number, folder in enumerate(centres)}
    folder = numpy.array([folders[folder_of[page]] for page in pages], dtype=numpy.int64)
    seat = numpy.array([seats[page] for page in pages], dtype=numpy.int64)
    middle = numpy.array([centres[folder_of[page]] for page in pages], dtype=numpy.float64).reshape(-1, 2)
    place = middle + numpy.array([seed(int(each)) for each in seat], dtype=numpy.float64).reshape(-1, 2)
    known = [
        (number_of[one], number_of[other], strength)
        for one, other, strength in links
        if one in number_of and other in number_of and one != other
    ]
    if known and rounds:
        ends = numpy.array([(one, other) for one, other, _strength in known], dtype=numpy.int64)
        strengths = numpy.array([strength for _one, _other, strength in known], dtype=numpy.float64)
        here = place.copy()
        places_in_order = in_order(folder, place)
        for _round in range(rounds):
            given = matched(folder, wishes(here, ends, strengths), places_in_order)
            here = place[given]
            now = seat[given]
        seat = now
    return {page: int(number) for page, number in zip(pages, seat, strict=True)}


def wishes(here: Numbers, ends: Indices, strengths: Numbers) -> Numbers:
    """Where every page would like to be: most of the way towards the middle of those it is linked with."""
    import numpy

    count = len(here)
    one = numpy.concatenate([ends[:, 0], ends[:, 1]])
    other = numpy.concatenate([ends[:, 1], ends[:, 0]])
    weight = numpy.concatenate([strengths, strengths])
    pulls = numpy.bincount(one, weights=weight, minlength=count)
    towards = numpy.stack(
        [numpy.bincount(one, weights=weight * here[other, axis], minlength=count) for axis in (0, 1)], axis=1
    )
    linked = pulls > 0
    wanted = here.copy()
    wanted[linked] += PULL * (towards[linked] / pulls[linked, None] - here[linked])
    return wanted


def matched(folder: Indices, wanted: Numbers, places_in_order: Indices) -> Indices:
    """For each page the place of its folder that it gets: pages and places are halved along one axis and then
    the other, until each part has one of both."""
    import numpy

    given = numpy.empty(len(folder), dtype=numpy.int64)
    given[in_order(folder, wanted)] = places_in_order
    return given


def in_order(folder: Indices, points: Numbers) -> Indices:
    """The points in the order in which halving each folder's, across and along in turn, sets them apart."""
    import numpy

    count = len(folder)
    ranks = numpy.arange(count)
    block = folder
    order = numpy.argsort(block, kind="stable")
    axis = 0
    while True:
        sorted_blocks = block[order]
        begins = numpy.concatenate([[True], sorted_blocks[1:] != sorted_blocks[:-1]])
        starts = ranks[begins]
        if len(starts) == count:
            return numpy.asarray(order, dtype=numpy.int64)
        number = numpy.cumsum(begins) - 1
        sizes = numpy.diff(numpy.append(starts, count))
        order = numpy.lexsort((points[:, axis], block))
        block = numpy.empty(count, dtype=numpy.int64)
        block[order] = number * 2 + ((ranks - starts[number]) * 2 >= sizes[number])
        axis = 1 - axis
