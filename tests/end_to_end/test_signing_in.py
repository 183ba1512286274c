"""Nothing is shown before one has signed in, and whoever does gets what they asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.saltwheel import Organization

pytestmark = pytest.mark.browser

SEAL_CHECK = "/pages/Workshop%20floor/Seal%20check"


def sign_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("User name or e-mail address").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_maren_follows_a_link_from_a_message_and_reads_after_signing_in(
    chromium: Page, saltwheel: Organization
) -> None:
    chromium.goto(SEAL_CHECK)
    expect(chromium.get_by_role("button", name="Sign in")).to_be_visible()
    expect(chromium.get_by_text("silicone grease")).to_have_count(0)
    sign_in(chromium, "maren", saltwheel.password)
    expect(chromium.get_by_role("heading", name="Seal check", level=1)).to_be_visible()
    expect(chromium.locator(".person-name")).to_have_text("Maren Solheim")


def test_a_wrong_password_is_told_and_the_name_is_kept(chromium: Page) -> None:
    chromium.goto("/account/login/")
    sign_in(chromium, "maren", "not the password")
    expect(chromium.get_by_role("alert")).to_be_visible()
    expect(chromium.get_by_label("User name or e-mail address")).to_have_value("maren")
    expect(chromium.get_by_label("Password", exact=True)).to_have_value("")


def test_piotr_signs_out_and_what_he_read_is_gone(chromium: Page, saltwheel: Organization) -> None:
    chromium.goto(SEAL_CHECK)
    sign_in(chromium, "piotr", saltwheel.password)
    chromium.locator(".person summary").click()
    chromium.get_by_role("link", name="Sign out").click()
    chromium.get_by_role("button", name="Sign out").click()
    chromium.goto(SEAL_CHECK)
    expect(chromium.get_by_role("button", name="Sign in")).to_be_visible()
