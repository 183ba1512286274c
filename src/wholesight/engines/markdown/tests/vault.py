"""A vault of file names in which tests resolve links as the kernel does."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from wholesight.engines import markdown
from wholesight.engines.markdown import Candidate, Rendered, Resolution, WrittenLink


class Vault:
    """Files by their paths, and the aliases of pages."""

    def __init__(self, *paths: str, aliases: dict[str, str] | None = None) -> None:
        self.named: dict[str, list[Candidate]] = defaultdict(list)
        for number, path in enumerate(paths):
            page = path.lower().endswith(".md")
            self.named[markdown.link_key(path)].append(Candidate(number, path, "file", page))
        for alias, path in (aliases or {}).items():
            self.named[markdown.link_key(alias)].append(Candidate(paths.index(path), path, "alias", True))

    def resolve(self, source: str, link: WrittenLink) -> Resolution:
        """What a link of the page `source` means."""
        candidates = self.named[markdown.link_key(link.target)]
        return markdown.resolve(link.form, link.target, source, candidates)

    def find(self, text: str, source: str = "Desk.md") -> str | None:
        """The path of the file that the first link of a text means."""
        candidate = self.resolve(source, links(text)[0]).candidate
        return candidate.path if candidate else None

    def status(self, text: str, source: str = "Desk.md") -> str:
        """How the first link of a text is resolved."""
        return self.resolve(source, links(text)[0]).status


def links(text: str) -> tuple[WrittenLink, ...]:
    """The links of a page."""
    return markdown.outline(text).links


def targets(text: str) -> list[str]:
    """The targets of a page's links."""
    return [link.target for link in links(text)]


def html(text: str, strict: bool = False) -> str:
    """A page as it is stored."""
    return markdown.render(text, strict_line_breaks=strict).html


def read(text: str, languages: frozenset[str] = frozenset()) -> str:
    """A page as one reader sees it: every mark is filled with words that say what it was."""
    rendered = markdown.render(text, fenced_languages=languages)
    return filled(rendered, rendered.html)


def filled(rendered: Rendered, part: str) -> str:
    """A part of a rendered page, filled."""

    def target(number: int) -> str:
        reference = rendered.references[number]
        return escape(f"{reference.target}#{reference.fragment}" if reference.fragment else reference.target)

    def embed(number: int, inline: bool) -> str:
        return f"[{'inline' if inline else 'block'} {target(number)}]"

    return markdown.fill(
        part,
        open_link=lambda number: f'<a href="/{target(number)}">',
        embed=embed,
        fenced=lambda number: f"[{rendered.fenced[number].language}]",
        url=lambda number: f"/{rendered.references[number].target}",
        tag=lambda name: f'<a href="/tag/{escape(name)}">',
    )
