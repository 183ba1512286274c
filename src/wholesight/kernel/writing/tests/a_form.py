"""A page's form, filled in as a browser does it: every field as it is shown, with CRLF line ends."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class FormReader(HTMLParser):
    """The fields of the form that has an input called `base`, or of the last one of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, str] = {}
        self.area = ""
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag == "input" and name and found.get("type") != "checkbox":
            self.fields[name] = found.get("value") or ""
        elif tag == "textarea":
            self.area = name
            self.fields[name] = ""
        elif tag == "select":
            self.select = name
            self.fields[name] = ""
        elif tag == "option" and "selected" in found:
            self.fields[self.select] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data


def open_form(client: Client, address: str) -> dict[str, str]:
    """The fields of the form at an address; the first line break in a text area is not part of its text."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    reader = FormReader()
    reader.feed(answer.content.decode())
    for name in ("csrfmiddlewaretoken", "q"):
        reader.fields.pop(name, None)
    return {name: value.removeprefix("\n") for name, value in reader.fields.items()}


def send(client: Client, address: str, fields: dict[str, str], **changed: str) -> Any:
    """Post the form with some fields changed."""
    sent = {name: value.replace("\n", "\r\n") for name, value in (fields | changed).items()}
    return client.post(address, sent)
