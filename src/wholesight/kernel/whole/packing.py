"""Circles side by side inside a circle, as close as a greedy hand lays them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

TOUCHING = 1e-7
ENCLOSING_STEPS = 64


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float

    def moved(self, x: float, y: float) -> Circle:
        return Circle(self.x + x, self.y + y, self.radius)


def pack(radii: Sequence[float]) -> list[Circle]:
    """Circles of these radii around the origin, in this order and without overlap. Later ones come outside,
    so that one more at the end moves none of those before it.

    The front chain of W. Wang, H. Wang, G. Dai and H. Wang, "Visualization of large hierarchical data by
    circle packing" (2006).
    """
    placed: list[Circle] = []
    front: _Front | None = None
    for radius in radii:
        if not placed:
            placed.append(Circle(0.0, 0.0, radius))
        elif front is None:
            placed.append(Circle(placed[0].radius + radius, 0.0, radius))
            front = _Front(placed)
        else:
            front.add(radius)
    return placed


def enclosing(circles: Sequence[Circle]) -> Circle:
    """A circle around all of them, at most a few hundredths wider than the narrowest.

    The core-set steps of M. Bădoiu and K. L. Clarkson, "Smaller core-sets for balls" (2003).
    """
    first = circles[0]
    if len(circles) == 1:
        return first
    x, y = first.x, first.y
    for step in range(1, ENCLOSING_STEPS + 1):
        far = max(circles, key=lambda circle: hypot(circle.x - x, circle.y - y) + circle.radius)
        distance = hypot(far.x - x, far.y - y)
        if distance:
            reach = (distance + far.radius) / distance / (step + 1)
            x, y = x + (far.x - x) * reach, y + (far.y - y) * reach
    return Circle(x, y, max(hypot(circle.x - x, circle.y - y) + circle.radius for circle in circles))


class _Front:
    """The outermost circles, counter-clockwise; a new one is laid against two that are neighbours."""

    def __init__(self, placed: list[Circle]) -> None:
        self.placed = placed
        self.after = {0: 1, 1: 0}
        self.before = {0: 1, 1: 0}
        self.start = 0

    def add(self, radius: float) -> None:
        left = self.start
        right = self.after[left]
        while True:
            new = against(self.placed[left], self.placed[right], radius)
            met = self.first_met(new, left, right)
            if met is None:
                break
            ahead, other = met
            left, right = (left, other) if ahead else (other, right)
            self.join(left, right)
        self.placed.append(new)
        number = len(self.placed) - 1
        self.join(left, number)
        self.join(number, right)
        self.start = min(self.chain(number), key=self.distance)

    def first_met(self, new: Circle, left: int, right: int) -> tuple[bool, int] | None:
        """The circle of the front that a new one would cover, the nearest along the front first."""
        ahead, behind = self.after[right], self.before[left]
        gone_ahead, gone_behind = self.placed[right].radius, self.placed[left].radius
        while ahead != self.after[behind]:
            if gone_ahead <= gone_behind:
                if overlap(new, self.placed[ahead]):
                    return True, ahead
                gone_ahead += self.placed[ahead].radius
                ahead = self.after[ahead]
            else:
                if overlap(new, self.placed[behind]):
                    return False, behind
                gone_behind += self.placed[behind].radius
                behind = self.before[behind]
        return None

    def join(self, left: int, right: int) -> None:
        self.after[left], self.before[right] = right, left

    def chain(self, start: int) -> Iterator[int]:
        number = start
        while True:
            yield number
            number = self.after[number]
            if number == start:
                return

    def distance(self, number: int) -> float:
        """How far out the gap after this circle of the front is."""
        here, there = self.placed[number], self.placed[self.after[number]]
        whole = here.radius + there.radius
        x = (here.x * there.radius + there.x * here.radius) / whole
        y = (here.y * there.radius + there.y * here.radius) / whole
        return x * x + y * y


def against(left: Circle, right: Circle, radius: float) -> Circle:
    """A circle that touches both, on the right hand of who goes from the one to the other."""
    x, y = right.x - left.x, right.y - left.y
    apart = hypot(x, y)
    x, y = x / apart, y / apart
    to_left, to_right = left.radius + radius, right.radius + radius
    along = (apart * apart + to_left * to_left - to_right * to_right) / (2 * apart)
    aside = sqrt(max(0.0, to_left * to_left - along * along))
    return Circle(left.x + along * x + aside * y, left.y + along * y - aside * x, radius)


def overlap(one: Circle, other: Circle) -> bool:
    return hypot(one.x - other.x, one.y - other.y) < (one.radius + other.radius) * (1 - TOUCHING)
