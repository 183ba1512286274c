"""The pages near a page: those one and two links away, and by what they are tied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.permissions.queries import Sight

SHOWN = 60
NEAREST_SHOWN = 36
TIES_READ = 4_000


@dataclass(frozen=True, slots=True)
class Node:
    """A page of the picture; `steps` is how many links it is away from the one in the middle."""

    title: str
    url: str
    kind: str
    steps: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two nodes, by their place in the list; `relation` is empty for one in the prose."""

    source: int
    target: int
    relation: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The page itself is the first node. `others` counts visible pages as near that are not shown; where
    `counted` is false there are more than those."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    others: int
    counted: bool

    def as_json(self) -> dict[str, object]:
        """What the picture is drawn from."""
        return {
            "nodes": [[node.title, node.url, node.kind, node.steps] for node in self.nodes],
            "ties": [[tie.source, tie.target, tie.relation] for tie in self.ties],
        }


Row = tuple[int, int, str]  # source, target, property


def neighbourhood(page: Page, sight: Sight) -> Neighbourhood:
    """The pages within two links of a page, of which at most SHOWN are told apart: relations before links in
    prose, the best tied before the others. Level by level, and only through pages that the reader sees."""
    first_rows, first_whole = ties_at([page.pk], sight)
    first = nearest(first_rows, {page.pk})
    kept = first[:NEAREST_SHOWN]
    second_rows, second_whole = ties_at(kept, sight)
    second = nearest(second_rows, {page.pk, *first})
    room = SHOWN - len(kept)
    shown = [page.pk, *kept, *second[:room]]
    nodes = nodes_of(shown, len(kept), sight)
    numbers = {page_id: number for number, page_id in enumerate(nodes)}
    ties = {
        Tie(numbers[source], numbers[target], relation.replace("_", " "))
        for source, target, relation in (*first_rows, *second_rows)
        if source in numbers and target in numbers and source != target
    }
    return Neighbourhood(
        nodes=tuple(nodes.values()),
        ties=tuple(sorted(ties, key=lambda tie: (tie.source, tie.target, tie.relation))),
        others=len(first) + len(second) + 1 - len(shown),
        counted=first_whole and second_whole,
    )


def ties_at(page_ids: Sequence[int], sight: Sight) -> tuple[list[Row], bool]:
    """The links from and to these pages whose other end the reader sees; and whether these are all."""
    visible = sight.space_ids
    ends = Link.objects.filter(
        source__trashed_at=None, space_id__in=visible, page__trashed_at=None, page__space_id__in=visible
    )
    rows: list[Row] = []
    whole = True
    for side in (Q(source_id__in=page_ids), Q(page_id__in=page_ids)):
        wanted = ends.filter(side).order_by("source_id", "page_id", "property")
        found = list(wanted.values_list("source_id", "page_id", "property").distinct()[: TIES_READ + 1])
        whole = whole and len(found) <= TIES_READ
        rows += [(source, target or 0, relation) for source, target, relation in found[:TIES_READ]]
    return rows, whole


def nearest(rows: Iterable[Row], known: set[int]) -> list[int]:
    """The pages at the other ends, those with relations first, then those with most ties."""
    related: set[int] = set()
    tied: dict[int, set[Row]] = {}
    for row in rows:
        for page_id in {row[0], row[1]} - known:
            tied.setdefault(page_id, set()).add(row)
            if row[2]:
                related.add(page_id)
    return sorted(tied, key=lambda page_id: (page_id not in related, -len(tied[page_id]), page_id))


def nodes_of(page_ids: Sequence[int], nearest_count: int, sight: Sight) -> dict[int, Node]:
    """The pages as they are shown, in the order given: the one in the middle, so many one step away, the
    rest two."""
    pages = Page.objects.filter(pk__in=page_ids, trashed_at=None, space_id__in=sight.space_ids)
    rows = {row[0]: row[1:] for row in pages.values_list("pk", "title", "path", "space__name", "kind")}
    found = {}
    for number, page_id in enumerate(page_ids):
        if page_id in rows:
            title, path, space, kind = rows[page_id]
            steps = 0 if number == 0 else 1 if number <= nearest_count else 2
            found[page_id] = Node(title, page_url(space, path), kind, steps)
    return found


@dataclass(frozen=True, slots=True)
class Strand:
    """One way in which pages are tied to the one in the middle: a relation's name, or none for links in
    prose; `outward` where it leads from there to them."""

    relation: str
    outward: bool
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Beyond:
    """A page two steps away, and the nearer ones that lead on to it."""

    node: Node
    by_way_of: tuple[Node, ...]


def strands(around: Neighbourhood) -> list[Strand]:
    """The nearest pages in words: relations first, by name."""
    grouped: dict[tuple[str, bool], list[Node]] = {}
    for tie in around.ties:
        if 0 in (tie.source, tie.target):
            outward = tie.source == 0
            other = around.nodes[tie.target if outward else tie.source]
            grouped.setdefault((tie.relation, outward), []).append(other)
    order = sorted(grouped, key=lambda key: (not key[0], key[0], not key[1]))
    return [Strand(*key, tuple(sorted(grouped[key], key=lambda node: node.title))) for key in order]


def beyond(around: Neighbourhood) -> list[Beyond]:
    """The pages two steps away in words, by title."""
    ways: dict[int, set[int]] = {}
    for tie in around.ties:
        for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
            if around.nodes[one].steps == 2 and around.nodes[other].steps == 1:
                ways.setdefault(one, set()).add(other)
    found = [
        Beyond(around.nodes[one], tuple(around.nodes[number] for number in sorted(others)[:3]))
        for one, others in ways.items()
    ]
    return sorted(found, key=lambda each: each.node.title)
