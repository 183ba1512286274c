"""What a browser fetches to show its first page: HTML, styles, scripts, fonts, compressed, and from where."""

from __future__ import annotations

import gzip
import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection

FETCHED_LINKS = frozenset({"stylesheet", "preload", "modulepreload", "icon", "manifest"})
STYLE_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
SCRIPT_IMPORT = re.compile(r"""(?:\bimport\s*\(?|\bfrom)\s*["'`]([^"'`]+\.js)["'`]""")
OTHER_HOST = re.compile(r"""["'(=\s]((?:https?:)?//[A-Za-z0-9][^"')\s>]*)""")
NAMESPACES = ("http://www.w3.org/", "https://www.w3.org/")


@dataclass
class FirstView:
    """Compressed bytes of everything by path; fonts that only some letters need; addresses of other hosts."""

    fetched: dict[str, int] = field(default_factory=dict)
    fonts_on_demand: dict[str, int] = field(default_factory=dict)
    other_hosts: list[str] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        return sum(self.fetched.values())


class Needs(HTMLParser):
    """Collects what a document makes a browser fetch; images of the page's own text are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and values.get("src"):
            self.paths.append(values["src"])
        if tag == "link" and FETCHED_LINKS.intersection(values.get("rel", "").split()):
            self.paths.append(values["href"])


def first_view(port: int, path: str, cookie: str) -> FirstView:
    """Fetch a page and everything that it makes a browser fetch, as a browser without a cache would."""
    view = FirstView()
    connection = HTTPConnection("localhost", port, timeout=30)
    waiting = [path]
    fonts: list[str] = []
    while waiting:
        wanted = waiting.pop(0)
        if wanted in view.fetched:
            continue
        size, content_type, text = fetch(connection, wanted, cookie)
        view.fetched[wanted] = size
        if "font" not in content_type and "image/png" not in content_type:
            view.other_hosts += [
                f"{address} in {wanted}"
                for address in OTHER_HOST.findall(text)
                if not address.startswith(NAMESPACES)
            ]
        if "html" in content_type:
            needs = Needs()
            needs.feed(text)
            waiting += [joined(wanted, needed) for needed in needs.paths if "//" not in needed]
        elif "css" in content_type:
            addresses = [joined(wanted, first or second) for first, second in STYLE_ADDRESS.findall(text)]
            fonts += [address for address in addresses if address.endswith((".woff2", ".woff"))]
            waiting += [address for address in addresses if address not in fonts]
        elif "javascript" in content_type:
            waiting += [joined(wanted, needed) for needed in SCRIPT_IMPORT.findall(text)]
    for font in dict.fromkeys(fonts):
        if font not in view.fetched:
            view.fonts_on_demand[font] = fetch(connection, font, cookie)[0]
    connection.close()
    return view


def joined(base: str, address: str) -> str:
    return (
        address
        if address.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(base), address))
    )


def fetch(connection: HTTPConnection, path: str, cookie: str) -> tuple[int, str, str]:
    """The bytes of the body as they travel, its type, and its text."""
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    plain = gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body
    return len(body), answer.getheader("Content-Type", ""), plain.decode(errors="replace")
