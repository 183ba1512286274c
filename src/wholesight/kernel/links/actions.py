"""Decides where links lead, and decides again whenever a name appears, goes, moves or changes."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet

from wholesight.engines import markdown
from wholesight.kernel.links.models import FORMER, Link, Name, Status
from wholesight.kernel.pages.models import Block, Heading
from wholesight.kernel.rows import batches, update_rows
from wholesight.kernel.spaces.models import Space

PATH_FORMS = frozenset({"markdown", "image", "html"})
MANY_OF_A_NAME = 16


class Written(NamedTuple):
    """What is needed of a link's row to decide where it leads."""

    id: int
    form: str
    target: str
    fragment: str
    key: str
    first: str
    source_path: str
    space_id: int
    page_id: int | None
    attachment_id: int | None
    status: str
    anchor: str | None


WRITTEN = tuple(field.replace("source_path", "source__path") for field in Written._fields)


class Decision(NamedTuple):
    """Where a link leads, and in which space that is."""

    page_id: int | None
    attachment_id: int | None
    status: str
    space_id: int | None


NOWHERE = Decision(None, None, Status.UNRESOLVED.value, None)


def resolve_links(links: QuerySet[Link]) -> int:
    """Decide again where each of these links leads and whether its fragment is there. Returns how many
    rows changed."""
    rows = links.exclude(target="").order_by("key").values_list(*WRITTEN)
    return sum(
        _resolve(Names.load({row[4] for row in batch}), [Written(*row) for row in batch])
        for batch in batches(rows, 2000)
    )


def resolve_names(space: Space, keys: Iterable[str]) -> int:
    """Decide again where every link leads that may mean one of these names of the space, resolved ones
    too: a nearer page may win."""
    changed = 0
    for batch in batches(sorted(set(keys)), 400):
        here = Q(space=space) | Q(first=space.key)
        changed += resolve_links(Link.objects.filter(here, key__in=batch))
    return changed


def resolve_space_name(space: Space) -> int:
    """Decide again where links lead whose first segment is this space's name."""
    return resolve_links(Link.objects.filter(first=space.key))


def check_fragments(links: QuerySet[Link]) -> int:
    """Look again for the headings and blocks that these links name; their pages' text has changed."""
    rows = list(
        links.exclude(fragment="").exclude(page=None).values_list("id", "page_id", "fragment", "anchor")
    )
    anchors = find_anchors([(page_id, fragment) for _, page_id, fragment, _ in rows])
    changes = [
        (anchors[page_id, fragment], link_id)
        for link_id, page_id, fragment, anchor in rows
        if anchors[page_id, fragment] != anchor
    ]
    update_rows(Link, ("anchor",), changes)
    return len(changes)


class NameRow(NamedTuple):
    """A name as it is looked up: in which space, under which key, and what it stands for."""

    space_id: int
    key: str
    via: str
    path: str
    page_id: int | None
    attachment_id: int | None


class Names:
    """Everything that a set of keys may mean, ready to be asked link by link."""

    def __init__(self, rows: Iterable[NameRow], spaces: Mapping[str, int]) -> None:
        self.files: dict[tuple[int, str], list[markdown.Candidate]] = defaultdict(list)
        self.folders: dict[tuple[int, str], list[markdown.Candidate]] = defaultdict(list)
        self.by_path: dict[tuple[int, str], dict[str, list[markdown.Candidate]]] = {}
        self.spaces = spaces
        former: list[tuple[tuple[int, str], markdown.Candidate]] = []
        for row in rows:
            place, is_page = (row.space_id, row.key), row.page_id is not None
            identity = row.page_id if row.page_id is not None else row.attachment_id
            assert identity is not None
            if row.via == "folder":
                self.folders[place].append(markdown.Candidate(identity, f"{row.path}.md", "file", is_page))
            elif row.via == FORMER:
                former.append((place, markdown.Candidate(identity, row.path, "file", is_page)))
            else:
                self.files[place].append(markdown.Candidate(identity, row.path, row.via, is_page))
        for place, candidate in former:  # whoever took the place since comes first
            if all(file.path != candidate.path or file.via != "file" for file in self.files[place]):
                self.files[place].append(candidate)

    @classmethod
    def load(cls, keys: Iterable[str]) -> Names:
        """The names with these keys in all spaces."""
        return cls(stored_names(keys), dict(Space.objects.values_list("key", "id")))

    def decide(self, link: Written) -> Decision:
        """In the link's own space first; then, where its first segment names a space, there."""
        decision = self._in_space(link, link.space_id, link.target, link.source_path)
        named = self.spaces.get(link.first) if link.first else None
        if decision is NOWHERE and named is not None:
            rest = link.target.lstrip("/").partition("/")[2]
            decision = self._in_space(link, named, rest, "")
        return decision

    def likely(self, place: tuple[int, str], target: str, source_path: str) -> Sequence[markdown.Candidate]:
        """The candidates to choose from. Where hundreds share a name (README), those at the very path that
        is written from the root or from the source's folder come before all others, so that deciding does
        not read them all for every link."""
        candidates = self.files.get(place, [])
        if len(candidates) <= MANY_OF_A_NAME:
            return candidates
        if place not in self.by_path:
            by_path = self.by_path[place] = defaultdict(list)
            files = [candidate for candidate in candidates if candidate.via == "file"]
            if all(file.page for file in files):  # else it matters what sort of file the others are
                for file in files:
                    by_path[path_key(file.path)].append(file)
        folder = source_path.rpartition("/")[0]
        from_folder = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        at_paths = {path_key(target.strip("/")), path_key(from_folder)}
        exact = [candidate for path in sorted(at_paths) for candidate in self.by_path[place].get(path, ())]
        return exact or candidates

    def _in_space(self, link: Written, space_id: int, target: str, source_path: str) -> Decision:
        place = (space_id, link.key)
        found = markdown.resolve(link.form, target, source_path, self.likely(place, target, source_path))
        if found.candidate is None and link.form in PATH_FORMS and place in self.folders:
            found = markdown.resolve(link.form, target.rstrip("/"), source_path, self.folders[place])
        if found.candidate is None:
            return NOWHERE
        if found.candidate.page:
            return Decision(found.candidate.id, None, found.status, space_id)
        return Decision(None, found.candidate.id, found.status, space_id)


def path_key(path: str) -> str:
    """A path as it is compared: folded, and without `.md`."""
    return unicodedata.normalize("NFC", path).casefold().removesuffix(".md")


def stored_names(keys: Iterable[str]) -> Iterator[NameRow]:
    for batch in batches(sorted(set(keys))):
        names = Name.objects.filter(key__in=batch).order_by("path")
        yield from map(
            NameRow._make, names.values_list("space_id", "key", "via", "path", "page_id", "attachment_id")
        )


def _resolve(names: Names, links: Sequence[Written]) -> int:
    decisions = [names.decide(link) for link in links]
    pairs = list(zip(links, decisions, strict=True))
    anchors = find_anchors(
        [(decision.page_id, link.fragment) for link, decision in pairs if decision.page_id and link.fragment]
    )
    changes = []
    for link, decision in pairs:
        now = (
            decision.page_id,
            decision.attachment_id,
            decision.status,
            anchors.get((decision.page_id, link.fragment)),
        )
        if now != (link.page_id, link.attachment_id, link.status, link.anchor):
            changes.append((*now, link.id))
    update_rows(Link, ("page", "attachment", "status", "anchor"), changes)
    return len(changes)


def find_anchors(asked: Sequence[tuple[int | None, str]]) -> dict[tuple[int | None, str], str]:
    """For each (page id, fragment) the HTML id of the heading or block that it names; empty where the page
    has none such."""
    if not asked:
        return {}
    headings: dict[int, list[markdown.Heading]] = defaultdict(list)
    identifiers: dict[tuple[int, str], str] = {}
    for batch in batches(sorted({page_id for page_id, _ in asked if page_id is not None})):
        for heading in Heading.objects.filter(page_id__in=batch).order_by("page_id", "ordinal"):
            headings[heading.page_id].append(
                markdown.Heading(heading.level, heading.text, heading.key, heading.slug, heading.line)
            )
        for page_id, identifier in Block.objects.filter(page_id__in=batch).values_list(
            "page_id", "identifier"
        ):
            identifiers.setdefault((page_id, identifier.casefold()), f"^{identifier}")
    anchors: dict[tuple[int | None, str], str] = {}
    for asked_page, fragment in set(asked):
        assert asked_page is not None
        if fragment.startswith("^"):
            anchors[asked_page, fragment] = identifiers.get((asked_page, fragment[1:].casefold()), "")
        else:
            found = markdown.find_heading(headings[asked_page], fragment)
            anchors[asked_page, fragment] = "" if found is None else headings[asked_page][found].slug
    return anchors
