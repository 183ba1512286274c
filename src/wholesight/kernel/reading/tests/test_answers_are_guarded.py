"""Every answer carries what keeps a browser from being used against its reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.people.actions import add_person
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.reading.tests.conftest import browser_of
from wholesight.kernel.reading.tests.hidden_space import addresses, found_organization

NOWHERE_ELSE = (
    "default-src 'none'",
    "script-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
PASSWORD = "grease every seal before november"


@pytest.fixture
def oskar(db: None, tmp_path: Path) -> Person:
    return found_organization(tmp_path, with_hidden=True)[0]


@pytest.fixture
def ada(db: None) -> Person:
    cache.clear()
    return add_person(OPERATOR, "Ada Lindqvist", username="ada", password=PASSWORD)[0]


def sign_in(client: Client, username: str, password: str) -> int:
    return client.post("/account/login/", {"login": username, "password": password}).status_code


def test_every_screen_has_the_strict_policy(oskar: Person) -> None:
    client = browser_of(oskar)
    screens = [address for address in addresses() if not address.startswith("/files/")]
    for address in [*screens, "/account/password/change/", "/account/logout/", "/nowhere/at/all"]:
        answer = client.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert all(rule in policy for rule in NOWHERE_ELSE), address
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers.get("X-Frame-Options") == "DENY", address


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/", "/account/signup/", "/"])
def test_the_door_has_it_too(address: str, ada: Person) -> None:
    answer = Client().get(address)
    assert all(rule in answer.headers["Content-Security-Policy"] for rule in NOWHERE_ELSE)


def test_screens_hold_no_script_or_style_of_their_own(oskar: Person) -> None:
    client = browser_of(oskar)
    for address in ("/", "/pages/Harbour/Winter/Seals", "/search?q=cold", "/recent", "/pages/Harbour/Gone"):
        text = client.get(address).content.decode()
        assert all("src=" in tag for tag in text.split("<script")[1:]), address
        assert "<style" not in text
        assert " style=" not in text
        assert "javascript:" not in text


def test_nothing_is_done_without_the_token_of_the_form(oskar: Person) -> None:
    concern = Concern.objects.get()
    Person.objects.filter(pk=oskar.pk).update(is_steward=True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(oskar)
    for address in (f"/concerns/{concern.pk}/settle", "/account/logout/", "/account/password/change/"):
        assert client.post(address).status_code == 403


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "head"])
def test_a_concern_is_settled_by_a_form_alone(method: str, oskar: Person) -> None:
    answer = getattr(browser_of(oskar), method)(f"/concerns/{Concern.objects.get().pk}/settle")
    assert answer.status_code == 405


def test_a_sign_in_leads_nowhere_else(ada: Person) -> None:
    form = {"login": "ada", "password": PASSWORD, "next": "https://example.org/"}
    answer = Client().post("/account/login/?next=//example.org/", form)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_guessing_passwords_is_slowed_down(ada: Person) -> None:
    client = Client()
    assert [sign_in(client, "ada", f"guess number {number}") for number in range(6)][:5] == [200] * 5
    assert sign_in(client, "ada", PASSWORD) != 302


def test_a_person_who_left_cannot_sign_in(ada: Person) -> None:
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    client = Client()
    sign_in(client, "ada", PASSWORD)
    assert client.get("/").status_code == 302


def test_whether_a_name_exists_is_not_told(ada: Person) -> None:
    wrong = [
        Client().post("/account/login/", {"login": name, "password": "wrong"}) for name in ("ada", "eva")
    ]
    words = [answer.content.decode().partition("<main")[2].partition("</main>")[0] for answer in wrong]
    told = [text.replace("ada", "eva").partition("csrf")[0] for text in words]
    assert told[0] == told[1]
    assert wrong[0].status_code == wrong[1].status_code == 200


def test_nobody_signs_up_by_themselves(ada: Person) -> None:
    form = {"username": "mallory", "password1": PASSWORD, "email": "mallory@example.org"}
    Client().post("/account/signup/", form)
    assert not Person.objects.filter(username="mallory").exists()
