"""Which file a written link means, among the files that bear its name."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_EXTENSION = ".md"
_PATH_FORMS = frozenset({"markdown", "image", "html"})
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that might be meant: `path` in its space, found `via` its file name, an alias or its title."""

    id: int
    path: str
    via: str
    page: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a link means; `status` is resolved, ambiguous, aliased or unresolved.

    Ambiguous: resolved, but only because one path is shorter or comes first.
    Aliased: no file has the name, only an alias or a title.
    """

    candidate: Candidate | None
    status: str


_UNRESOLVED = Resolution(None, "unresolved")


@functools.lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text.translate(_SPACES)).casefold()
    return unicodedata.normalize("NFC", composed)


def _without_extension(name: str) -> str:
    return name[: -len(_EXTENSION)] if name.endswith(_EXTENSION) and name != _EXTENSION else name


def link_key(target: str) -> str:
    """The name under which files and links are indexed: the last segment, NFC, case folded, without `.md`.

    A link and the files that it may mean always have the same key.
    """
    last = target.rstrip("/").rpartition("/")[2].strip()
    return _without_extension(_folded(last))


def folder_targets(target: str) -> tuple[str, ...]:
    """What a link to a folder means: its README, else its index. '' when the target cannot be a folder.

    Ask `resolve` with each of them, in order, when a markdown link's own target is unresolved.
    """
    folder = target.rstrip("/")
    if not target:
        return ()
    if not folder:
        return ("/README", "/index")
    return (f"{folder}/README", f"{folder}/index")


def _joined(folder: str, target: str) -> str | None:
    """The vault path that `target` means from `folder`, or None where it climbs out of the root."""
    path = [] if target.startswith("/") else [segment for segment in folder.split("/") if segment]
    for segment in target.split("/"):
        if segment in ("", "."):
            continue
        if segment == "..":
            if not path:
                return None
            path.pop()
        else:
            path.append(segment)
    return "/".join(path)


@dataclass(frozen=True, slots=True)
class _File:
    """A candidate beside the path that links compare with: folded, a page's without `.md`."""

    candidate: Candidate
    key: str

    def spelled(self, written: str) -> bool:
        """Whether letter case and Unicode form are those of the link, too."""
        return self.candidate.path.removesuffix(_EXTENSION).endswith(written.removesuffix(_EXTENSION))

    def preference(self, written: str) -> tuple[int, bool, str, int]:
        path = self.candidate.path
        return (len(path), not self.spelled(written), path, self.candidate.id)


def _files(target: str, candidates: Iterable[Candidate]) -> list[_File]:
    """The candidates that bear the target's name: pages, or attachments where their extension is named."""
    name = _folded(target.rpartition("/")[2].strip())
    stem = _without_extension(name)
    attachments: list[_File] = []
    pages: list[_File] = []
    for candidate in candidates:
        if candidate.via != "file":
            continue
        key = _folded(candidate.path)
        if not candidate.page:
            if key.rpartition("/")[2] == name:
                attachments.append(_File(candidate, key))
            continue
        key = _without_extension(key)
        if key.rpartition("/")[2] == stem:
            pages.append(_File(candidate, key))
    return attachments or pages if "." in name else pages or attachments


def _only(files: Sequence[_File], key: str, written: str) -> Resolution | None:
    """The file at exactly this path; of several that differ in case or Unicode form, the one spelled so."""
    found = [file for file in files if file.key == key]
    if not found:
        return None
    spelled = [file for file in found if file.spelled(written)]
    best = min(spelled or found, key=lambda file: file.preference(written))
    sure = len(found) == 1 or len(spelled) == 1
    return Resolution(best.candidate, "resolved" if sure else "ambiguous")


def _key(path: str, files: Sequence[_File]) -> str:
    """The folded path, without `.md` where pages are meant (all files are pages, or none is)."""
    return _without_extension(_folded(path)) if files[0].candidate.page else _folded(path)


def _resolve_path(target: str, folder: str, files: Sequence[_File], relative_first: bool) -> Resolution:
    segments = target.split("/")
    dotted = "." in segments or ".." in segments
    if relative_first or dotted:
        path = _joined(folder, target)
        if path is None:
            return _UNRESOLVED
        found = _only(files, _key(path, files), path)
        if found is not None or dotted:
            return found or _UNRESOLVED
    return _resolve_name(target.strip("/"), folder, files)


def _resolve_name(path: str, folder: str, files: Sequence[_File]) -> Resolution:
    """Obsidian's order: the path from the root, the source's own folder, the shortest path."""
    key = _key(path, files)
    found = _only(files, key, path) or _only(files, f"{_folded(folder)}/{key}", path)
    if found is not None:
        return found
    ends = [file for file in files if file.key.endswith(f"/{key}")]
    if not ends:
        return _UNRESOLVED
    best = min(ends, key=lambda file: file.preference(path))
    return Resolution(best.candidate, "resolved" if len(ends) == 1 else "ambiguous")


def _resolve_alias(target: str, folder: str, candidates: Sequence[Candidate]) -> Resolution:
    if "/" in target:
        return _UNRESOLVED

    def preference(candidate: Candidate) -> tuple[bool, bool, int, str, int]:
        own = candidate.path.rpartition("/")[0] == folder
        return (candidate.via != "alias", not own, len(candidate.path), candidate.path, candidate.id)

    named = [candidate for candidate in candidates if candidate.via != "file" and candidate.page]
    return Resolution(min(named, key=preference), "aliased") if named else _UNRESOLVED


def resolve(form: str, target: str, source_path: str, candidates: Sequence[Candidate]) -> Resolution:
    """The file that a link in `source_path` means.

    `candidates`: every file of the space whose `link_key` equals the target's, and every page with such an
    alias or title. Markdown, image and html targets are looked up relative to the source's folder first;
    then, as for wikilinks, as a path from the root, in the source's own folder, and as the end of a path
    anywhere, where the shortest path wins and then the first in order. A target with `./` or `../` is only
    relative. The target '' (the page itself) is the caller's to resolve.
    """
    written = target.translate(_SPACES).strip()
    if not written or written.endswith("/"):
        return _UNRESOLVED
    folder = source_path.rpartition("/")[0]
    by_path = form in _PATH_FORMS
    files = _files(written, candidates)
    if files:
        found = _resolve_path(written, folder, files, relative_first=by_path)
        if found.candidate is not None:
            return found
    return _UNRESOLVED if by_path else _resolve_alias(written, folder, candidates)
