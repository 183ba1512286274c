"""Pages that name a page in plain words without linking to it, and making such words a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wholesight.engines import markdown
from wholesight.engines.search import words
from wholesight.kernel.links.actions import Names
from wholesight.kernel.pages.actions import Overtaken, PageRefused, edit_page, text_of
from wholesight.kernel.pages.addresses import page_url
from wholesight.kernel.pages.models import Page, Revision
from wholesight.kernel.pages.prepare import file_title, name_key
from wholesight.kernel.pages.queries import ALIASES, OPENING_NAMES, WIKILINK, values_on
from wholesight.kernel.permissions.actors import Actor
from wholesight.kernel.permissions.queries import Sight
from wholesight.kernel.search.expressions import any_of
from wholesight.kernel.search.meaning import index_size, phrase_expression
from wholesight.kernel.search.storage import storage
from wholesight.kernel.search.visibility import visible_among, visible_pages
from wholesight.kernel.writing.completing import Found, link_to

CANDIDATES = 200
PAGES_SHOWN = 20
MENTIONS_A_PAGE = 3
CHARACTERS_PARSED = 60_000  # at a time; it keeps a request far below 200 ms
SHORTEST_NAME = 3
ONE_SIGN_IS_A_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class MentioningPage:
    """A page whose prose names another. `revision` is the text that the lines are of."""

    number: int
    revision: int
    title: str
    url: str
    space_id: int
    space: str
    mentions: tuple[markdown.Mention, ...]


@dataclass(frozen=True, slots=True)
class Mentioning:
    """`further` is the candidate to go on with; None where all have been looked through."""

    pages: tuple[MentioningPage, ...]
    further: int | None


def unlinked_mentions(page: Page, sight: Sight, start: int = 0) -> Mentioning:
    """The visible pages that name this one in prose without a link there.

    The index finds those that have the words, the newest pages first; as many of their texts are read as is
    quickly done, beginning with the candidate `start`. At most CANDIDATES are looked at.
    """
    names = names_of(page)
    ids = candidates(names, sight)[start:]
    sought = markdown.Names(names)
    found: list[MentioningPage] = []
    parsed = 0
    for number, source in enumerate(in_order(ids)):
        if parsed > CHARACTERS_PARSED or len(found) == PAGES_SHOWN:
            return Mentioning(tuple(found), start + number)
        text = text_of(source)
        # Most pages that have the words have them in a link, and to see that costs far less than to parse.
        if source.pk == page.pk or not any(sought.find(WIKILINK.sub(" ", text))):
            continue
        parsed += len(text)
        mentions = markdown.mentions(text, sought)
        if mentions:
            found.append(mentioning(source, mentions))
    return Mentioning(tuple(found), None)


def mentioning(source: Page, mentions: Sequence[markdown.Mention]) -> MentioningPage:
    return MentioningPage(
        number=source.pk,
        revision=source.revision_id or 0,
        title=source.title,
        url=page_url(source.space.name, source.path),
        space_id=source.space_id,
        space=source.space.name,
        mentions=tuple(mentions[:MENTIONS_A_PAGE]),
    )


def names_of(page: Page) -> list[str]:
    """What a page is called, as far as it can be looked for: neither `README` nor a name of two letters."""
    aliases = [text for _name, key, _type, text in values_on(page.pk) if key in ALIASES]
    names = dict.fromkeys(name.strip() for name in (page.title, file_title(page.path), *aliases))
    return [name for name in names if is_telling(name)]


def is_telling(name: str) -> bool:
    long_enough = len(name) >= SHORTEST_NAME or ONE_SIGN_IS_A_WORD.search(name) is not None
    return long_enough and name.casefold() not in OPENING_NAMES and bool(words(name))


def candidates(names: Sequence[str], sight: Sight) -> list[int]:
    """Ids of visible pages that have the words of a name one after the other, be they links or not."""
    languages = index_size().languages
    if not names or not languages:
        return []
    phrases = any_of(phrase_expression(words(name), languages) for name in names)
    return storage().newest(phrases, visible_among(visible_pages(sight.space_ids)), CANDIDATES)


def in_order(page_ids: Sequence[int]) -> Iterator[Page]:
    """The pages with their texts, loaded a few at a time."""
    for first in range(0, len(page_ids), PAGES_SHOWN):
        batch = page_ids[first : first + PAGES_SHOWN]
        pages = Page.objects.select_related("space", "revision").in_bulk(batch)
        yield from (pages[page_id] for page_id in batch if page_id in pages)


def link_words(actor: Actor, source: Page, page: Page, *, onto: int, line: int, written: str) -> Revision:
    """Make the words that stand in a line of the source's revision `onto` a link to the page.

    Raises PageRefused where they do not stand there (any more) or the source was saved meanwhile, and
    NotAllowed.
    """
    if source.revision_id != onto:
        raise Overtaken(
            _("“%(title)s” was saved meanwhile, so nothing was changed.") % {"title": source.title}
        )
    found = Found(page.pk, page.path, page.space.name, page.title, page.kind)
    target = link_to(Names.load({name_key(page.path)}), source.space, source.path, found)
    try:
        text = markdown.link_mention(text_of(source), line, written, target)
    except markdown.MarkdownError as refused:
        raise PageRefused(
            _("“%(words)s” could not be made a link in “%(title)s”, so nothing was changed. Edit it by hand.")
            % {"words": written, "title": source.title}
        ) from refused
    summary = _("Linked to %(title)s") % {"title": page.title}
    revision = edit_page(actor, source, text, summary=summary, onto=onto)
    assert revision is not None  # a link more is another text
    return revision
