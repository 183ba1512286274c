from __future__ import annotations

from itertools import combinations
from math import hypot, isfinite

from hypothesis import given
from hypothesis import strategies as some

from wholesight.kernel.whole.layout import Layout, Seat, lay_out

FOLDERS = some.sampled_from(["", "Docks", "Docks/Seals", "Docks/Seals/Old", "Teams", "Teams/North"])
PAGES = some.dictionaries(some.integers(1, 400), FOLDERS, min_size=1, max_size=60)
LINKS = some.lists(
    some.tuples(some.integers(1, 400), some.integers(1, 400), some.sampled_from([1.0, 3.0])), max_size=90
)
NEAREST = 1.0


def places(layout: Layout) -> list[tuple[float, float]]:
    return list(zip(layout.x, layout.y, strict=True))


def seats_of(layout: Layout, folder_of: dict[int, str]) -> dict[int, Seat]:
    return {page: (folder_of[page], seat) for page, seat in zip(layout.pages, layout.seats, strict=True)}


def spot(layout: Layout, page: int) -> tuple[float, float]:
    at = layout.pages.index(page)
    return layout.x[at], layout.y[at]


@given(PAGES, LINKS)
def test_every_page_has_a_place_of_its_own_inside_its_folder(
    folder_of: dict[int, str], links: list[tuple[int, int, float]]
) -> None:
    layout = lay_out(folder_of, links)
    assert list(layout.pages) == sorted(folder_of)
    assert all(isfinite(x) and isfinite(y) for x, y in places(layout))
    for one, other in combinations(places(layout), 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > NEAREST
    circles = dict(layout.folders)
    for page, (x, y) in zip(layout.pages, places(layout), strict=True):
        around = circles[folder_of[page]]
        assert hypot(x - around.x, y - around.y) < around.radius


@given(PAGES, LINKS)
def test_folders_lie_inside_the_folder_above(
    folder_of: dict[int, str], links: list[tuple[int, int, float]]
) -> None:
    circles = dict(lay_out(folder_of, links).folders)
    for folder, circle in circles.items():
        above = circles[folder.rpartition("/")[0]]
        assert folder == "" or hypot(circle.x - above.x, circle.y - above.y) + circle.radius < above.radius


@given(PAGES, LINKS)
def test_the_same_pages_are_laid_out_the_same(
    folder_of: dict[int, str], links: list[tuple[int, int, float]]
) -> None:
    turned = dict(reversed(folder_of.items()))
    assert lay_out(folder_of, links) == lay_out(turned, links)


@given(PAGES, LINKS)
def test_what_was_kept_stays_whatever_is_linked(
    folder_of: dict[int, str], links: list[tuple[int, int, float]]
) -> None:
    before = lay_out(folder_of, links)
    assert lay_out(folder_of, [], seats_of(before, folder_of)) == before


def test_a_new_page_leaves_the_others_where_they_are() -> None:
    folder_of = dict.fromkeys(range(1, 30), "Docks")
    before = lay_out(folder_of, [(1, 9, 1.0), (9, 20, 1.0)])
    after = lay_out(folder_of | {77: "Docks"}, [], seats_of(before, folder_of))
    assert places(after)[:-1] == places(before)


def test_a_new_page_takes_the_seat_of_one_that_went() -> None:
    folder_of = dict.fromkeys(range(1, 20), "")
    before = seats_of(lay_out(folder_of, []), folder_of)
    without = {page: folder for page, folder in folder_of.items() if page != 7}
    after = seats_of(lay_out(without | {50: ""}, [], before), without | {50: ""})
    assert after[50] == before[7]


def test_an_emptied_folder_gathers_again() -> None:
    folder_of = dict.fromkeys(range(1, 101), "")
    before = seats_of(lay_out(folder_of, []), folder_of)
    left = dict.fromkeys((98, 99, 100), "")
    assert max(lay_out(left, [], before).seats) < 14


def test_linked_pages_come_near_one_another() -> None:
    folder_of = dict.fromkeys(range(1, 121), "")
    links = [(page, 121 - page, 1.0) for page in range(1, 61)]

    def length(layout: Layout) -> float:
        ends = [(spot(layout, one), spot(layout, other)) for one, other, _strength in links]
        return sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in ends)

    assert length(lay_out(folder_of, links)) < 0.6 * length(lay_out(folder_of, links, rounds=0))


def test_pages_of_two_folders_turn_towards_one_another() -> None:
    folder_of = {page: "North" if page <= 40 else "South" for page in range(1, 81)}
    layout = lay_out(folder_of, [(5, 60, 3.0)])
    (x, y), (far_x, far_y) = spot(layout, 5), spot(layout, 60)
    circles = dict(layout.folders)
    apart = hypot(circles["North"].x - circles["South"].x, circles["North"].y - circles["South"].y)
    assert hypot(x - far_x, y - far_y) < 0.6 * apart


def test_a_space_without_pages_has_a_circle() -> None:
    assert lay_out({}, []).folders[0][1].radius > 0
