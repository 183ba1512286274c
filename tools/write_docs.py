"""Write the documentation as HTML into build/docs, rendered and dressed as Wholesight does with a page."""

from __future__ import annotations

import json
import re
import shutil
import sys
from html import escape
from pathlib import Path

from wholesight.engines.markdown import Rendered, fill, outline, render

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "src" / "wholesight" / "design" / "built"
TARGET = ROOT / "build" / "docs"
FIRST_HEADING = re.compile(r"<h2[^>]*>.*?</h2>", re.DOTALL)  # the engine keeps h1 for a page's title
SHEET = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Wholesight</title>
<link rel="stylesheet" href="{up}{style}">
</head>
<body class="accent-knowledge">
<main id="main" class="desk"><div class="leaf">
<article>
<header class="head"><h1 class="title">{title}</h1></header>
<div class="prose">{html}</div>
</article>
<aside class="surroundings">{contents}</aside>
</div></main>
</body>
</html>
"""


def main() -> int:
    """Write every page, and copy the pictures and style sheets that they show."""
    sources = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    titles = {source: title_of(source) for source in sources}
    shutil.rmtree(TARGET, ignore_errors=True)
    for source in sources:
        page = target_of(source)
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(sheet(source, titles), encoding="utf-8")
    for asset in [*BUILT.glob("*.css"), *BUILT.glob("*.woff2"), *BUILT.glob("*-license.txt")]:
        shutil.copy(asset, TARGET)
    for picture in (each for each in (ROOT / "docs").rglob("*") if each.suffix in {".svg", ".png"}):
        copy = TARGET / picture.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, copy)
    shutil.copy(TARGET / "README.html", TARGET / "index.html")
    print(f"{len(sources)} pages: {(TARGET / 'index.html').relative_to(ROOT)}")
    return 0


def title_of(source: Path) -> str:
    """The first heading, else the name of the file."""
    headings = outline(source.read_text(encoding="utf-8")).headings
    return headings[0].text if headings else source.stem


def target_of(source: Path) -> Path:
    return TARGET / source.relative_to(ROOT).with_suffix(".html")


def sheet(source: Path, titles: dict[Path, str]) -> str:
    """One whole page of HTML."""
    up = "../" * (len(source.relative_to(ROOT).parts) - 1)
    style = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
    html = filled(render(source.read_text(encoding="utf-8"), strict_line_breaks=True))
    return SHEET.format(
        title=escape(titles[source]),
        up=up,
        style=style["src/wholesight/design/styles/reading.css"]["file"],
        html=FIRST_HEADING.sub("", html, count=1),
        contents=contents(up, titles),
    )


def contents(up: str, titles: dict[Path, str]) -> str:
    """Links to all pages, folder by folder."""
    folders: dict[str, list[str]] = {}
    for other, title in titles.items():
        path = other.relative_to(ROOT)
        link = f'<li><a href="{up}{address(path.as_posix())}">{escape(title)}</a></li>'
        folders.setdefault(path.parent.name or "Wholesight", []).append(link)
    return "\n".join(
        f'<nav><h2>{escape(name.capitalize())}</h2><ul class="close-list">{"".join(links)}</ul></nav>'
        for name, links in folders.items()
    )


def filled(page: Rendered) -> str:
    """The page's HTML with its links led to the written files."""

    def link_address(number: int) -> str:
        link = page.references[number]
        return address(link.target) + (f"#{slug(link.fragment)}" if link.fragment else "")

    return fill(
        page.html,
        open_link=lambda number: f'<a href="{escape(link_address(number))}">',
        embed=lambda number, inline: picture(page, number),
        fenced=lambda number: f"<pre>{escape(page.fenced[number].text)}</pre>",
        url=link_address,
        tag=lambda name: "<a>",
    )


def picture(page: Rendered, number: int) -> str:
    shown = page.references[number]
    return f'<img src="{escape(shown.target)}" alt="{escape(shown.display)}">'


def address(target: str) -> str:
    """Where a link to a Markdown file leads once the file is HTML."""
    return re.sub(r"\.md$", ".html", target)


def slug(fragment: str) -> str:
    return re.sub(r"[^\w-]", "", fragment.casefold().replace(" ", "-"))


if __name__ == "__main__":
    sys.exit(main())
