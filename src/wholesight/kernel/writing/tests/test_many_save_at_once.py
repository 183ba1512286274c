"""Ten people save one page at the same time: every word that anybody saved is in the text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from wholesight.kernel.pages.actions import create_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.pages.saving import save_page
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.spaces.actions import make_space

WRITERS, SAVES = 10, 4


def write(number: int, page_id: int) -> list[str]:
    """Save a few paragraphs, each over the text as this writer last saw it."""
    try:
        page = Page.objects.select_related("space", "revision").get(pk=page_id)
        base, own = page.revision, []
        assert base is not None
        for turn in range(SAVES):
            own.append(f"writer{number}turn{turn}")
            text = f"{base.text}\n{own[-1]}\n"
            now = Page.objects.select_related("space", "revision").get(pk=page_id)
            saved = save_page(OPERATOR, now, base, text)
            base = saved.revision
        return own
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_word_is_lost() -> None:
    page = create_page(OPERATOR, make_space(OPERATOR, "Handbook"), "Docks.md", "The seal froze.\n")
    with ThreadPoolExecutor(WRITERS) as pool:
        words = [
            word for own in pool.map(lambda number: write(number, page.pk), range(WRITERS)) for word in own
        ]
    revision = Page.objects.select_related("revision").get(pk=page.pk).revision
    assert revision is not None
    assert len(words) == WRITERS * SAVES
    assert sorted(words) == sorted(revision.text.split()[3:])
