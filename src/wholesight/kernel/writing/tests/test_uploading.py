from __future__ import annotations

from collections.abc import Callable

from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person

Browser = Callable[[Person], Client]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)


def sent(browser: Client, name: str, content: bytes) -> dict[str, str]:
    answer: dict[str, str] = browser.post(
        "/upload/Handbook/", {"file": SimpleUploadedFile(name, content, "image/png")}
    ).json()
    return answer


def test_a_picture_is_kept_and_shown(browser_of: Browser, ada: Person, docks: Page) -> None:
    browser = browser_of(ada)
    assert sent(browser, "The seal.png", PNG) == {"insert": "![[The seal.png]]", "name": "The seal.png"}
    assert browser.get("/files/Handbook/attachments/The%20seal.png")["Content-Type"] == "image/png"


def test_another_picture_of_that_name_gets_a_number(browser_of: Browser, ada: Person, docks: Page) -> None:
    browser = browser_of(ada)
    sent(browser, "seal.png", PNG)
    assert sent(browser, "seal.png", PNG)["name"] == "seal.png"
    assert sent(browser, "seal.png", PNG + b"x")["name"] == "seal 2.png"
    assert Attachment.objects.count() == 2


def test_a_lying_type_is_found_out(browser_of: Browser, ada: Person, docks: Page) -> None:
    browser = browser_of(ada)
    assert sent(browser, "seal.png", b"<html><script>alert(1)</script>")["insert"] == "[[seal.png]]"
    answer = browser.get("/files/Handbook/attachments/seal.png")
    assert answer["Content-Type"] != "text/html"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_over_the_limit_is_refused(
    browser_of: Browser, ada: Person, docks: Page, settings: LazySettings
) -> None:
    settings.ATTACHMENT_SIZE_LIMIT = 10
    assert "larger than" in sent(browser_of(ada), "seal.png", PNG)["error"]
    assert not Attachment.objects.exists()


def test_a_name_cannot_leave_its_folder(browser_of: Browser, ada: Person, docks: Page) -> None:
    assert sent(browser_of(ada), "..\\..\\etc/passwd#x.png", PNG)["name"] == "passwd-x.png"
    assert Attachment.objects.get().path == "attachments/passwd-x.png"
