"""Every word on every screen goes through translation.

People here write in Greek only, and every translated string is put into ⟦ ⟧. A Latin letter outside of
them is therefore a word of ours that nobody could translate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from tests.end_to_end.screens import Screen, screens_of_routes
from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.people.actions import add_person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import add_member, make_space
from wholesight.kernel.spaces.models import Space
from wholesight.kernel.vaults.imports import import_vault

BEGIN, END = "⟦", "⟧"
LATIN = re.compile(r"[A-Za-z]")
# Names and forms that are the same in every language; and the room that only tests have.
SAME_EVERYWHERE = re.compile(r"Wholesight|image/svg\+xml|\.(svg|md)\b|\bToys?\b")
SPOKEN = ("alt", "aria-label", "placeholder", "title", "label", "done", "failed", "data-said")
UNTRANSLATED_ELEMENTS = frozenset({"script", "style", "kbd", "code", "pre", "svg"})
# The sentence of a concern was stored when it was raised; names of properties are words of the page.
STORED = frozenset({"concern-message", "property-name"})
EMPTY_ELEMENTS = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>'

SPACE, PAGE, FOLDER = "Λιμάνι", "Αποβάθρες/Σφραγίδες", "Αποβάθρες"
ARGUMENTS = {"space": SPACE, "path": PAGE, "tag": "χειμώνας", "key": "1-2", "uidb36": "1", "number": "1"}
OTHERWISE = {"folder": {"space": SPACE, "path": FOLDER}}
PROPERTIES = "".join(f"ιδιότητα {number}: αξία\n" for number in range(12))
TEXT = "# Πρώτα\n\nΔες [[Πάγος]].\n\n# Μετά\n"
FILES = {
    "README.md": "Εδώ αρχίζει το λιμάνι.\n\n# Περισσότερα\n\nΚείμενο.\n",
    f"{PAGE}.md": f"---\n{PROPERTIES}tags: [χειμώνας]\naliases: [Λάστιχο]\n---\n{TEXT}",
    f"{FOLDER}/Κενό.md": "",
    f"{FOLDER}/Σπασμένο.md": "---\ntags: [α\n---\nΔεν διαβάζεται.\n",
    f"{FOLDER}/εικόνα.svg": PICTURE,
    "Ημερολόγιο.md": "Ο [[Πάγος]] ήρθε.\n\n![[Σφραγίδες#Πρώτα]]\n\n![[εικόνα.svg]]\n\n![[Πάγος]]\n",
    **{f"Βάρδιες/Βάρδια {number}.md": "Δες [[Σφραγίδες]]. #χειμώνας/βάρδια\n" for number in range(20)},
}


class Words(HTMLParser):
    """Collects what of a screen stands outside of ⟦ ⟧: of its texts, and of what is shown or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outside += [outside(value)[0] for name, value in attrs if name in SPOKEN and value]
        if tag not in EMPTY_ELEMENTS:
            self.open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        # A translated sentence may have an element in its middle.
        kept, self.depth = outside(data, self.depth)
        if not any(name in UNTRANSLATED_ELEMENTS or STORED & set(kind.split()) for name, kind in self.open):
            self.outside.append(kept)


def untranslated(html: str) -> list[str]:
    """What a screen says with a Latin letter outside of ⟦ ⟧."""
    words = Words()
    words.feed(html)
    assert words.depth == 0
    return [said.strip() for said in words.outside if LATIN.search(SAME_EVERYWHERE.sub("", said))]


def outside(said: str, depth: int = 0) -> tuple[str, int]:
    """What of a text stands outside of ⟦ ⟧, and how deep inside of them it ends."""
    kept = []
    for character in said:
        if character == BEGIN:
            depth += 1
        elif character == END:
            depth -= 1
        elif depth == 0:
            kept.append(character)
    return "".join(kept), depth


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything that is translated stands in ⟦ ⟧, whichever door it comes by. The language is one that no
    other test uses, since parts of a screen are kept for each language."""
    real = translation._trans  # type: ignore[attr-defined]

    def wrapped(text: object) -> str:
        return f"{BEGIN}{text}{END}"

    originals = {name: getattr(real, name) for name in ("gettext", "pgettext", "ngettext", "npgettext")}
    for name, original in originals.items():
        monkeypatch.setattr(real, name, lambda *words, original=original: wrapped(original(*words)))
    with translation.override("en-gb"):
        yield


@pytest.fixture
def agathi(db: None, pseudo: None, tmp_path: Path) -> Client:
    """The browser of Agathi, who reads in a harbour where all pages are Greek."""
    for path, text in FILES.items():
        place = tmp_path / "vault" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    make_space(OPERATOR, SPACE, language="el", description="Όλα για το λιμάνι.")
    night = make_space(OPERATOR, "Νύχτα", access="private")
    import_vault(tmp_path / "vault", SPACE)
    person, _ = add_person(OPERATOR, "Αγάθη Θεοδώρου", username="αγάθη", password="λιμάνι στον πάγο")
    add_member(OPERATOR, night, person)
    browser = Client()
    browser.force_login(person)
    return browser


def greek_screens() -> list[Screen]:
    """Every route, and the same with what is shown on some occasions only."""
    more = {
        "a page with little": f"/pages/{SPACE}/{FOLDER}/Κενό",
        "a page with a concern": f"/pages/{SPACE}/{FOLDER}/Σπασμένο",
        "a page with embeds": f"/pages/{SPACE}/Ημερολόγιο",
        "a page that is wanted": f"/pages/{SPACE}/Πάγος",
        "a page that is misspelt": f"/pages/{SPACE}/Σφραγίδης",
        "an empty space": "/pages/Νύχτα/",
        "no files": "/attachments/Νύχτα/",
        "no tags": "/tags/Νύχτα/",
        "nothing": "/τίποτα",
        "results": "/search?q=πάγος",
        "results of a space": f"/search?q=πάγος&space={SPACE}",
        "results of a later screen": "/search?q=δες&start=20",
        "a correction": "/search?q=πάγως",
        "no results": "/search?q=ζζζζζζ",
        "changes of a space": f"/recent?space={SPACE}",
        "what changed last, in the palette": "/find",
        "what was found, in the palette": "/find?q=πάγος",
    }
    return [
        *screens_of_routes(ARGUMENTS, OTHERWISE),
        *(Screen(name, address) for name, address in more.items()),
    ]


def test_every_word_on_every_screen_is_translated(agathi: Client) -> None:
    found = {}
    for screen in greek_screens():
        browser = agathi if screen.signed_in else Client()
        answer = browser.get(screen.address, follow=True)
        if words := untranslated(answer.content.decode()):
            found[screen.name] = words
    assert found == {}


def test_the_answers_to_htmx_are_translated(agathi: Client) -> None:
    answer = agathi.get("/search?q=πάγος", headers={"HX-Request": "true"})
    assert untranslated(answer.content.decode()) == []


def test_what_a_refused_form_says_is_translated(agathi: Client) -> None:
    wrong = {"oldpassword": "λάθος", "password1": "12345", "password2": "54321"}
    refused = [
        Client().post("/account/login/", {"login": "αγάθη", "password": "λάθος"}),
        Client().post("/account/login/", {}),
        Client().post("/account/password/reset/", {"email": "λάθος"}),
        agathi.post("/account/password/change/", wrong),
    ]
    for answer in refused:
        text = answer.content.decode()
        assert "errorlist" in text
        assert untranslated(text) == []


def test_settling_a_concern_without_the_right_is_refused_in_translated_words(agathi: Client) -> None:
    concern = Concern.objects.get()
    Space.objects.filter(name=SPACE).update(access="closed")
    answer = agathi.post(f"/concerns/{concern.pk}/settle")
    assert answer.status_code == 403
    assert untranslated(answer.content.decode()) == []


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "429.html", "500.html"])
def test_the_pages_for_when_something_goes_wrong_are_translated(pseudo: None, template: str) -> None:
    assert untranslated(render_to_string(template)) == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>⟦Search⟧ Λιμάνι</p>", []),
        ("<p>Search Λιμάνι</p>", ["Search Λιμάνι"]),
        ("<p>⟦In <b>⟦Notes⟧</b> of ⟧late</p>", ["late"]),
        ('<a aria-label="Open" href="/find">⟦Open⟧</a>', ["Open"]),
        ("<code>wholesight demo</code><kbd>Ctrl K</kbd><br>then", ["then"]),
    ],
)
def test_an_untranslated_word_would_be_found(html: str, said: list[str]) -> None:
    assert untranslated(html) == said
