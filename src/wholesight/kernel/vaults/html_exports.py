"""Pages as a folder of HTML that needs no server: links lead from file to file, and nothing is asked of
anybody else."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from wholesight.design.assets import asset_url
from wholesight.engines.markdown import isolate_ids
from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.queries import find_page
from wholesight.kernel.pages.rendering import Filling
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.reading.titles import from_the_top, said_once
from wholesight.kernel.vaults.scopes import Scope, in_reading_order, pages_of
from wholesight.kernel.vaults.zip_exports import ExportedFile

TAG = re.compile(r'<[a-z][a-z0-9-]*(?:[^">]|"[^"]*")*>')
ADDRESS = re.compile(r' (href|src|poster|data)="(/[^"]*)"')
LAZY = re.compile(r' loading="lazy"')
SAFE = "/!$'()*+,;=@~"
STYLE, FIRST = "style.css", "index.html"
FILES, PAGES = "files", "pages"

Rewritten = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page as it stands in a document: `html` has its headings below the title, `anchor` is its id."""

    path: str
    title: str
    language: str
    html: str
    anchor: str = ""


EMBED_NAMED = re.compile(r'(<section class="[^"]*\bembed\b[^"]*") aria-label="[^"]*"')


def readdressed(html: str, rewritten: Rewritten) -> str:
    """The HTML with every address of this server as `rewritten` has it; None takes the address away."""

    def attribute(match: re.Match[str]) -> str:
        address = rewritten(unescape(match[2]))
        return "" if address is None else f' {match[1]}="{escape(address)}"'

    return TAG.sub(lambda tag: ADDRESS.sub(attribute, tag[0]), html)


def chapter_of(page: Page, sight: Sight) -> Chapter:
    """A page as this reader sees it."""
    title, html = said_once(Filling(sight).page_html(page), page.title)
    return Chapter(page.path, title, page.language, LAZY.sub("", from_the_top(html)))


def chapters_of(scope: Scope, sight: Sight, paths: list[str]) -> Iterator[Chapter]:
    """The pages at these paths of a scope; one that goes meanwhile is left out."""
    for path in paths:
        page = find_page(sight, scope.space, path)
        if page is not None and page.path == path:
            yield chapter_of(page, sight)


def paths_of(scope: Scope) -> list[str]:
    return in_reading_order(list(pages_of(scope).values_list("path", "title")))


def document_of(scope: Scope, sight: Sight) -> list[Chapter]:
    """The pages of a scope as the chapters of one document: links between them lead within it."""
    paths = paths_of(scope)
    numbers = {page_url(scope.space.name, path): f"page-{number}" for number, path in enumerate(paths, 1)}

    def within(address: str) -> str | None:
        place, _hash, fragment = address.partition("#")
        if place in numbers:
            anchor = numbers[place]
            return f"#{anchor}-{fragment}" if fragment else f"#{anchor}"
        return address

    chapters = []
    for chapter in chapters_of(scope, sight, paths):
        anchor = numbers[page_url(scope.space.name, chapter.path)]
        html = readdressed(isolate_ids(chapter.html, f"{anchor}-"), within)
        html = EMBED_NAMED.sub(
            r"\1", html
        )  # two chapters may embed one page, and landmarks have names of their own
        marked = mark_safe(html)  # the page's own sanitized HTML, other addresses in it
        chapters.append(Chapter(chapter.path, chapter.title, chapter.language, marked, anchor))
    return chapters


def html_path(path: str) -> str:
    """Where a page goes; never where the contents or the files of others are."""
    place = f"{path.removesuffix('.md')}.html"
    taken = place.lower() == FIRST or place.lower().startswith((f"{FILES}/", f"{PAGES}/"))
    return f"{PAGES}/{place}" if taken else place


@dataclass(slots=True)
class HtmlExport:
    """One export: what it holds, and the files that its pages turned out to need."""

    scope: Scope
    sight: Sight
    places: dict[str, str] = field(default_factory=dict)
    needed: dict[str, Attachment] = field(default_factory=dict)

    def files(self) -> Iterator[ExportedFile]:
        """All files, each page as soon as it is rendered."""
        now, paths = timezone.now(), paths_of(self.scope)
        for path in paths:
            self.places[page_url(self.scope.space.name, path)] = html_path(path)
        yield ExportedFile(STYLE, style_sheet(), now)
        contents = []
        for chapter in chapters_of(self.scope, self.sight, paths):
            place = self.places[page_url(self.scope.space.name, chapter.path)]
            contents.append({"title": chapter.title, "url": quote(place, safe=SAFE), "path": chapter.path})
            yield ExportedFile(place, self.page(chapter, place), now)
        yield ExportedFile(FIRST, self.index(contents), now)
        for place, file in self.needed.items():
            yield ExportedFile(place, stored_path(file.digest), file.created_at, pack=False)

    def page(self, chapter: Chapter, place: str) -> bytes:
        def relative(address: str) -> str | None:
            path, _hash, fragment = address.partition("#")
            target = self.places.get(path) or self.file(path)
            if target is None:
                return None
            return leading(place, target) + (f"#{fragment}" if fragment else "")

        body = mark_safe(readdressed(chapter.html, relative))  # the page's own sanitized HTML
        context = {
            "chapter": chapter,
            "html": body,
            "space": self.scope.space,
            "style": leading(place, STYLE),
            "first": leading(place, FIRST),
        }
        return render_to_string("kernel/exported_page.html", context).encode()

    def index(self, contents: list[dict[str, str]]) -> bytes:
        context = {"scope": self.scope, "space": self.scope.space, "contents": contents, "style": STYLE}
        return render_to_string("kernel/exported_index.html", context).encode()

    def file(self, address: str) -> str | None:
        """The place of an attachment that this reader sees, which comes along then."""
        start, _files, rest = address.partition("/files/")
        name, _slash, path = rest.partition("/")
        space = None if start else self.sight.space_named(unquote(name))
        if space is None:
            return None
        place = f"{FILES}/{space.name}/{unquote(path)}"
        if place not in self.needed:
            found = Attachment.objects.filter(space=space, path=unquote(path), trashed_at=None).first()
            if found is None or not stored_path(found.digest).is_file():
                return None
            self.needed[place] = found
        return place


def leading(start: str, target: str) -> str:
    """The relative address of one file of the export in another."""
    return quote(posixpath.relpath(target, posixpath.dirname(start) or "."), safe=SAFE)


def style_sheet() -> bytes:
    """The styles of an exported page, as built."""
    return (Path(settings.STATIC_ROOT or "") / asset_url("exported.css").rpartition("/")[2]).read_bytes()
