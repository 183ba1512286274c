"""How a link is written so that it leads to a page which has another place now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from wholesight.engines.markdown import WrittenLink
from wholesight.kernel.links.actions import PATH_FORMS, Decision, Names, Written, path_key
from wholesight.kernel.pages.prepare import name_key
from wholesight.kernel.pages.projection import first_segment


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page or an attachment lies; `space_name` is what a link from another space begins with."""

    space_id: int
    space_name: str
    path: str


def decide(names: Names, link: WrittenLink, target: str, source: Place) -> Decision:
    """Where a link of this form would lead if `target` were written in it."""
    key, first = name_key(target), first_segment(target)
    written = (0, link.form, target, link.fragment, key, first, source.path, source.space_id)
    return names.decide(Written(*written, None, None, "", None))


def same(one: Decision, other: Decision) -> bool:
    return (one.page_id, one.attachment_id) == (other.page_id, other.attachment_id)


def follow(link: WrittenLink, source: Place, wanted: Decision, moved: Place, names: Names) -> str | None:
    """The target that leads from `source` to `wanted`, which lies at `moved` now; as near to what was
    written as can be. None where the link leads there as it is, or where nothing would.

    A Markdown link is made the exact path, for other programs find nothing by its name alone.
    """
    leads_there = same(decide(names, link, link.target, source), wanted)
    if leads_there and (link.form not in PATH_FORMS or is_exact(link.target, source, moved)):
        return None
    unsure = None
    for target in spellings(link, source, moved):
        decision = decide(names, link, target, source)
        if same(decision, wanted):
            if decision.status == "resolved":
                return target
            unsure = unsure or target
    return unsure


def is_exact(target: str, source: Place, moved: Place) -> bool:
    """Whether a path leads to the place without any search; from another space none does."""
    whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(source.path), target)).lstrip("/")
    return source.space_id != moved.space_id or path_key(whole) == path_key(moved.path)


def spellings(link: WrittenLink, source: Place, moved: Place) -> Iterator[str]:
    """The ways to write where something lies, the one like the link's own first."""
    page = moved.path.lower().endswith(".md")
    with_ending = not page or link.target.lower().endswith(".md")
    path = moved.path if with_ending else moved.path[:-3]
    if source.space_id != moved.space_id:
        yield f"{moved.space_name}/{path}"
        return
    name = path.rpartition("/")[2]
    relative = posixpath.relpath(f"/{path}", posixpath.join("/", posixpath.dirname(source.path)))
    if link.form in PATH_FORMS:
        if link.target.startswith("/"):
            yield f"/{path}"
        elif link.target.startswith("./") and not relative.startswith("../"):
            yield f"./{relative}"
        yield relative
    elif "/" not in link.target:
        yield name
    elif link.target.startswith(("./", "../")):
        yield relative if relative.startswith("../") else f"./{relative}"
    yield path
    yield f"/{path}"
