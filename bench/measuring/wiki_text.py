"""A generated page in DokuWiki's syntax, so that both systems serve the same words."""

from __future__ import annotations

import re

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
WIKILINK = re.compile(r"!?\[\[([^\]|#]*)(#[^\]|]*)?(?:\|([^\]]*))?\]\]")
MARKDOWN_LINK = re.compile(r"\[([^\]]+)\]\((\S+?)\)")
HEADING = re.compile(r"^(#+) (.*)$")
BULLET = re.compile(r"^( *)- (?:\[[ x]\] )?(.*)$")


def wiki_id(path: str) -> str:
    """DokuWiki's name of a page: lower case, underscores, colons between folders."""
    return path.lower().replace(" ", "_").replace("/", ":")


def wiki_text(text: str, title: str, ids: dict[str, str]) -> str:
    """The page with its words, headings, lists, code, tables and links, and without its properties."""
    lines = [f"====== {title} ======", ""]
    code = False
    for line in FRONT_MATTER.sub("", text).splitlines():
        if line.startswith("```"):
            code = not code
            lines.append("<code python>" if code else "</code>")
        else:
            lines.append(line if code else wiki_line(line, ids))
    return "\n".join(lines) + "\n"


def wiki_line(line: str, ids: dict[str, str]) -> str:
    if heading := HEADING.match(line):
        marks = "=" * (7 - len(heading[1]))
        return f"{marks} {heading[2]} {marks}"
    if line.startswith("|--"):
        return ""
    line = MARKDOWN_LINK.sub(lambda match: markdown_link(match, ids), wikilinks(line, ids))
    line = line.replace("==", "").replace("`", "''")
    if bullet := BULLET.match(line):
        return f"{'  ' * (len(bullet[1]) // 4 + 1)}* {bullet[2]}"
    return line


def wikilinks(line: str, ids: dict[str, str]) -> str:
    def written(match: re.Match[str]) -> str:
        name = match[1].rpartition("/")[2]
        page = ids.get(name, wiki_id(name))
        return f"[[:{page}|{match[3] or name or 'above'}]]"

    return WIKILINK.sub(written, line)


def markdown_link(match: re.Match[str], ids: dict[str, str]) -> str:
    if "://" in match[2]:
        return f"[[{match[2]}|{match[1]}]]"
    name = match[2].rpartition("/")[2].removesuffix(".md").replace("%20", " ")
    return f"[[:{ids.get(name, wiki_id(name))}|{match[1]}]]"
