"""A page's HTML: made once from its text, and filled for each reader with what they may see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from wholesight.engines import markdown
from wholesight.kernel.attachments.media_types import SHOWN_IMAGES
from wholesight.kernel.links.queries import PATH_FORMS, Destination, destinations
from wholesight.kernel.pages.addresses import tag_url
from wholesight.kernel.pages.models import Heading, Page, Rendering, Revision
from wholesight.kernel.pages.queries import pages_with
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.rooms.registry import FencedBlockRenderer, fenced_block_renderers

RENDERER = 1
EMBED_DEPTH = 4
EMBED_LIMIT = 60
EMBEDDED_CHARACTERS = 2_000_000  # what is embedded past this much HTML is a link
PLAYED = ("audio/", "video/")
PLAYED_FROM = re.compile(r"t=\d{1,6}(\.\d{1,3})?(,\d{1,6}(\.\d{1,3})?)?$")
PDF = "application/pdf"
PDF_PAGE = re.compile(r"page=\d{1,5}$")
IMAGE_SIZE = re.compile(r"(?:(.*)\|)?\s*(\d{1,4})(?:x(\d{1,4}))?\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page with its rendering, on its way into HTML. `contents` holds (level, text, slug) of each
    heading."""

    page: Page
    rendering: markdown.Rendered
    contents: list[tuple[int, str, str]]


def leaf_of(page: Page) -> Leaf:
    """A page with its stored rendering, which is made now where it is missing or of another text or
    renderer."""
    stored: Rendering | None = getattr(page, "rendering", None)
    if stored is None or stored.revision_id != page.revision_id or stored.version != RENDERER:
        return render(page)
    kept = {"html": stored.html, "references": stored.references, "fenced": stored.fenced}
    return Leaf(page, markdown.Rendered.from_json(kept), stored.contents)


def render(page: Page) -> Leaf:
    """Render a page's text and keep the result. A reader gets it even where the database is too busy to
    keep it."""
    assert page.revision_id is not None
    text = Revision.objects.values_list("text", flat=True).get(pk=page.revision_id)
    fresh = markdown.render(text, fenced_languages=frozenset(fenced_block_renderers()))
    headings = Heading.objects.filter(page=page).order_by("ordinal")
    contents = list(headings.values_list("level", "text", "slug"))
    kept = {"revision_id": page.revision_id, "version": RENDERER, "contents": contents, **fresh.as_json()}
    try:
        with transaction.atomic():
            Rendering.objects.update_or_create(page=page, defaults=kept)
    except DatabaseError:
        pass  # the next reader tries again
    return Leaf(page, fresh, contents)


class Filling:
    """Fills a page and what it embeds, level by level: a constant number of queries a level, at most
    EMBED_DEPTH levels."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.leaves: dict[int, Leaf] = {}
        self.places: dict[tuple[int, bool, str, str], Destination] = {}
        self.fenced: dict[str, FencedBlockRenderer] = fenced_block_renderers()
        self.embedded = 0
        self.embedded_characters = 0

    def page_html(self, page: Page) -> str:
        """The page's HTML as this reader sees it."""
        self.gather(page)
        return self.fill(page.pk, "", (page.pk,), prefix="")

    def gather(self, page: Page) -> None:
        """Load the page and all that it embeds."""
        level = [page]
        for _depth in range(EMBED_DEPTH + 1):
            self.leaves.update((leaf.pk, leaf_of(leaf)) for leaf in level)
            self.places.update(destinations([leaf.pk for leaf in level], self.sight))
            wanted = {page_id for leaf in level for page_id in self.embedded_in(leaf)} - self.leaves.keys()
            if not wanted or len(self.leaves) > EMBED_LIMIT:
                return
            level = pages_with(sorted(wanted)[:EMBED_LIMIT], self.sight)

    def embedded_in(self, page: Page) -> Iterator[int]:
        for reference in self.leaves[page.pk].rendering.references:
            if reference.form in {"embed", "image"}:
                place = self.place(page.pk, reference)
                if place is not None and place.page_id is not None:
                    yield place.page_id

    def place(self, page_id: int, reference: markdown.Reference) -> Destination | None:
        return self.places.get((page_id, reference.form in PATH_FORMS, reference.target, reference.fragment))

    def fill(self, page_id: int, part: str, above: tuple[int, ...], prefix: str) -> str:
        """The HTML of a page or a part of it. `above` holds the pages it stands in, so that no page holds
        itself."""
        leaf = self.leaves[page_id]
        html = self.part_of(leaf, part)
        if prefix:
            html = markdown.isolate_ids(html, prefix)
        references = leaf.rendering.references
        space = leaf.page.space.name

        def open_link(number: int) -> str:
            return self.open_link(page_id, references[number])

        def embed(number: int, inline: bool) -> str:
            return self.embed(page_id, references[number], inline, above)

        def fenced(number: int) -> str:
            block = leaf.rendering.fenced[number]
            render_block = self.fenced.get(block.language)
            if render_block is None:
                return f"<pre><code>{escape(block.text)}</code></pre>"
            return render_block(leaf.page, block.text, self.sight)

        def url(number: int) -> str | None:
            place = self.place(page_id, references[number])
            return None if place is None or place.wanted else place.url

        def tag(name: str) -> str:
            return f'<a class="tag" href="{escape(tag_url(space, name))}">'

        return markdown.fill(html, open_link=open_link, embed=embed, fenced=fenced, url=url, tag=tag)

    def part_of(self, leaf: Leaf, part: str) -> str:
        html = leaf.rendering.html
        if part.startswith("^"):
            return markdown.block(html, part[1:]) or html
        for number, (_level, _text, slug) in enumerate(leaf.contents if part else ()):
            if slug == part:
                return markdown.section(html, number)
        return html

    def open_link(self, page_id: int, reference: markdown.Reference) -> str:
        place = self.place(page_id, reference)
        if place is None:
            return '<a class="wanted">'
        if place.wanted:
            title = escape(_("Nobody has written this page yet"))
            return f'<a class="wanted" href="{escape(place.url)}" title="{title}">'
        missing = ' class="broken-fragment"' if place.anchor == "" else ""
        return f'<a href="{escape(place.url)}"{missing}>'

    def embed(self, page_id: int, reference: markdown.Reference, inline: bool, above: tuple[int, ...]) -> str:
        place = self.place(page_id, reference)
        if place is None or place.wanted:
            words = reference.display or reference.target or reference.fragment
            return self.linked(page_id, reference, words)
        if place.media_type in SHOWN_IMAGES:
            return image(reference, place)
        if place.media_type.startswith(PLAYED) and not reference.linked:
            return player(reference, place)
        if place.media_type == PDF and not reference.linked:
            return document_link(reference, place)
        shown = place.page_id in self.leaves and place.page_id not in above and len(above) <= EMBED_DEPTH
        full = self.embedded >= EMBED_LIMIT or self.embedded_characters > EMBEDDED_CHARACTERS
        if place.page_id is None or inline or not shown or full:
            return self.linked(page_id, reference, place.title)
        self.embedded += 1
        part = place.anchor or ""
        html = self.fill(place.page_id, part, (*above, place.page_id), prefix=f"embed-{self.embedded}-")
        self.embedded_characters += len(html)
        return (
            f'<section class="embed" aria-label="{escape(place.title)}">'
            f'<p class="embed-source"><a href="{escape(place.url)}">{escape(place.title)}</a></p>'
            f"{html}</section>"
        )

    def linked(self, page_id: int, reference: markdown.Reference, words: str) -> str:
        """An embed that is not shown in place: a link, or its words alone where it stands inside another
        link."""
        if reference.linked:
            return escape(words)
        return f"{self.open_link(page_id, reference)}{escape(words)}</a>"


def image(reference: markdown.Reference, place: Destination) -> str:
    """An image of the space, with the size that is written after its name."""
    words, width, height = reference.display, "", ""
    if match := IMAGE_SIZE.match(words):
        words = match[1] or ""
        width = f' width="{match[2]}"'
        height = f' height="{match[3]}"' if match[3] else ""
    name = place.title.rpartition(".")[0] or place.title
    return f'<img src="{escape(place.url)}" alt="{escape(words or name)}" loading="lazy"{width}{height}>'


def player(reference: markdown.Reference, place: Destination) -> str:
    """Sound or film of the space, with the browser's own controls. A fragment like `#t=90` is where it
    begins."""
    name = escape(reference.display or place.title)
    element = place.media_type.partition("/")[0]
    url = place.url + (f"#{reference.fragment}" if PLAYED_FROM.match(reference.fragment) else "")
    return (
        f'<{element} class="player" controls preload="metadata" src="{escape(url)}" aria-label="{name}">'
        f'<a href="{escape(place.url)}">{name}</a></{element}>'
    )


def document_link(reference: markdown.Reference, place: Destination) -> str:
    """A PDF of the space: a browser shows it in a window of its own, where nothing in it can act here."""
    page = f"#{reference.fragment}" if PDF_PAGE.match(reference.fragment) else ""
    name = escape(reference.display or place.title)
    return f'<a class="document-link" href="{escape(place.url + page)}">{name} <small>PDF</small></a>'


def page_html(page: Page, sight: Sight) -> str:
    """The HTML of a page as this reader may see it."""
    return Filling(sight).page_html(page)
