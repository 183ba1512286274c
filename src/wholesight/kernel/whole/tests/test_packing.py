from __future__ import annotations

from itertools import combinations
from math import hypot, isfinite

from hypothesis import given
from hypothesis import strategies as some

from wholesight.kernel.whole.packing import Circle, enclosing, pack

RADII = some.lists(some.floats(0.1, 40), min_size=1, max_size=40)
CLOSE = 1e-5


@given(RADII)
def test_packed_circles_keep_their_sizes_and_do_not_overlap(radii: list[float]) -> None:
    circles = pack(radii)
    assert [circle.radius for circle in circles] == radii
    assert all(isfinite(circle.x) and isfinite(circle.y) for circle in circles)
    for one, other in combinations(circles, 2):
        apart = hypot(one.x - other.x, one.y - other.y)
        assert apart >= (one.radius + other.radius) * (1 - CLOSE)


@given(RADII, some.floats(0.1, 40))
def test_one_more_circle_moves_none_of_the_others(radii: list[float], more: float) -> None:
    assert pack([*radii, more])[:-1] == pack(radii)


@given(RADII)
def test_the_enclosing_circle_holds_all(radii: list[float]) -> None:
    circles = pack(radii)
    around = enclosing(circles)
    for circle in circles:
        assert hypot(circle.x - around.x, circle.y - around.y) + circle.radius <= around.radius + CLOSE


def test_equal_circles_are_packed_closely() -> None:
    around = enclosing(pack([1.0] * 100))
    assert 100 / around.radius**2 > 0.6  # the share of the ground that is covered; the best known is 0.81


def test_a_circle_alone_is_its_own_enclosing_circle() -> None:
    assert enclosing(pack([3.0])) == Circle(0.0, 0.0, 3.0)


def test_nothing_is_packed_into_nothing() -> None:
    assert pack([]) == []
