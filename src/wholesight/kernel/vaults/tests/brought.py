"""Zips as people make them, brought by browser, with the job done as a worker does it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from wholesight.kernel.jobs.models import Job
from wholesight.kernel.jobs.tests.crates import do_next
from wholesight.kernel.vaults.models import BroughtVault

BrowserOf = Callable[[Any], Client]
Content = Mapping[str, str | bytes]


def zip_with(files: Content) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return target.getvalue()


def bring(browser: Client, files: Content | bytes, **fields: object) -> HttpResponse:
    """Post a zip as the form does; answered as to the island."""
    content = files if isinstance(files, bytes) else zip_with(files)
    form = {"vault": SimpleUploadedFile("Harbour.zip", content), **fields}
    answer: HttpResponse = browser.post("/import/", form, headers={"Accept": "application/json"})  # type: ignore[assignment]
    return answer


def imported(browser: Client, files: Content, **fields: object) -> BroughtVault:
    """Bring a vault, let a worker import it, and give what is known of it then."""
    answer = bring(browser, files, **fields)
    assert answer.status_code == 200, answer.content
    job = do_next()
    assert job.state == "done", (job.error, job.traceback)
    return BroughtVault.objects.latest("pk")


def waiting_jobs() -> int:
    return Job.objects.filter(state="waiting", kind="import-vault").count()
