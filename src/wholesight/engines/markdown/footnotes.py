"""The footnotes of a page: numbered as they are referred to, shown at its end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class _Note:
    number: int
    html: str | None = None
    references: int = 0


class Footnotes:
    """Collects notes while a page is written; nothing that a page defines is lost, referred to or not."""

    def __init__(self) -> None:
        self._labelled: dict[str, _Note] = {}
        self._notes: list[_Note] = []
        self._unused: list[tuple[str, str]] = []
        self._open: list[tuple[str, _Note | None, list[str]]] = []

    def _new(self) -> _Note:
        note = _Note(len(self._notes) + 1)
        self._notes.append(note)
        return note

    def _reference(self, note: _Note) -> str:
        note.references += 1
        suffix = f":{note.references}" if note.references > 1 else ""
        return (
            f'<sup class="footnote-reference"><a href="#fn:{note.number}" id="fnref:{note.number}{suffix}"'
            f' aria-label="Footnote {note.number}">{note.number}</a></sup>'
        )

    def refer(self, label: str) -> str:
        """The reference to a labelled note."""
        note = self._labelled.get(label)
        if note is None:
            note = self._labelled[label] = self._new()
        return self._reference(note)

    def refer_inline(self, outer: list[str]) -> str:
        """The reference to the note written next, until `end`; `outer` is where writing then goes on."""
        note = self._new()
        self._open.append(("", note, outer))
        return self._reference(note)

    def begin(self, label: str, outer: list[str]) -> None:
        """The text of a labelled note is written next, until `end`."""
        self._open.append((label, None, outer))

    def end(self, html: str) -> list[str]:
        """Keep the text of the note that was begun last; returns where writing goes on."""
        label, note, outer = self._open.pop()
        if note is not None:
            note.html = html
        else:
            self._unused.append((label, html))
        return outer

    def html(self) -> str:
        """The list of all notes, '' where there are none."""
        for label, text in self._unused:
            note = self._labelled.get(label)
            if note is None or note.html is not None:
                note = self._new()
                self._labelled.setdefault(label, note)
            note.html = text
        if not self._notes:
            return ""
        items = "".join(_item(note) for note in self._notes)
        return f'<div class="footnotes" role="doc-endnotes">\n<ol>\n{items}</ol>\n</div>\n'


def _item(note: _Note) -> str:
    back = "".join(
        f' <a href="#fnref:{note.number}{f":{count}" if count > 1 else ""}" class="footnote-back"'
        f' aria-label="Back to the text of footnote {note.number}">↩</a>'
        for count in range(1, note.references + 1)
    )
    text = note.html or ""
    body = text.rstrip()
    if body.endswith("</p>"):
        text = f"{body[:-4]}{back}</p>\n"
    else:
        text = f"{text}{back}\n"
    return f'<li id="fn:{note.number}">{text}</li>\n'
