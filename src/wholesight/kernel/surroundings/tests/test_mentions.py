from __future__ import annotations

import re

import pytest
from django.test import Client

from wholesight.kernel.links.models import Link
from wholesight.kernel.pages.actions import Overtaken, PageRefused, edit_page
from wholesight.kernel.pages.models import Page
from wholesight.kernel.people.models import Person
from wholesight.kernel.permissions.actors import OPERATOR
from wholesight.kernel.permissions.queries import NotAllowed, Sight
from wholesight.kernel.spaces.actions import make_space
from wholesight.kernel.spaces.models import Access, Space
from wholesight.kernel.surroundings.mentions import link_words, unlinked_mentions
from wholesight.kernel.surroundings.tests.conftest import Write, around

FIELD = re.compile(r'name="(source|onto|line|words)" value="([^"]*)"')


def mentioning(page: Page, sight: Sight) -> dict[str, list[str]]:
    """Title of each page that mentions this one, with the words."""
    found = unlinked_mentions(page, sight).pages
    return {one.title: [mention.words for mention in one.mentions] for one in found}


def text_of(page: Page) -> str:
    page.refresh_from_db()
    assert page.revision is not None
    return page.revision.text


def first_form(page: Page, reader: Client) -> dict[str, str]:
    """The fields of the first mention's form."""
    return dict(FIELD.findall(reader.get(around(page, "mentions")).content.decode())[:4])


@pytest.fixture
def seals(write: Write) -> Page:
    return write("Docks/Seal check.md", "---\naliases: [Greasing]\n---\nThree clicks.\n")


def test_a_name_in_prose_is_a_mention_by_title_and_by_alias(write: Write, seals: Page, sight: Sight) -> None:
    write("Diary.md", "We did the seal check twice.\n\nGreasing took six minutes.\n")
    assert mentioning(seals, sight) == {"Diary": ["seal check", "Greasing"]}


def test_a_name_in_a_link_or_in_code_is_none(write: Write, seals: Page, sight: Sight) -> None:
    write("Linked.md", "Do the [[Seal check]] now; `Seal check` is code.\n")
    assert mentioning(seals, sight) == {}


def test_a_page_does_not_mention_itself(seals: Page, sight: Sight) -> None:
    edit_page(OPERATOR, seals, "The seal check is a seal check.\n")
    assert mentioning(seals, sight) == {}


def test_a_hidden_page_mentions_nothing(write: Write, seals: Page, sight: Sight, vault: Space) -> None:
    write("Secret.md", "The seal check is a secret.\n", vault)
    assert mentioning(seals, sight) == {}


def test_what_was_put_in_the_trash_mentions_nothing(write: Write, seals: Page, sight: Sight) -> None:
    diary = write("Diary.md", "A seal check.\n")
    Page.objects.filter(pk=diary.pk).update(trashed_at=diary.updated_at)
    assert mentioning(seals, sight) == {}


def test_a_name_that_says_nothing_is_not_looked_for(write: Write, sight: Sight) -> None:
    readme = write("Docks/README.md", "Welcome.\n")
    write("Diary.md", "The readme is old.\n")
    assert mentioning(readme, sight) == {}


def test_many_candidates_are_looked_through_in_stretches(write: Write, seals: Page, sight: Sight) -> None:
    for number in range(23):
        write(f"Day {number}.md", "A seal check.\n")
    first = unlinked_mentions(seals, sight)
    assert first.further is not None
    rest = unlinked_mentions(seals, sight, first.further)
    assert rest.further is None
    assert len({one.title for one in (*first.pages, *rest.pages)}) == 23


def test_one_click_makes_the_words_a_link_there(write: Write, seals: Page, reader: Client) -> None:
    diary = write("Diary.md", "# Monday\n\nThe seal check, again.\n")
    form = first_form(seals, reader)
    answer = reader.post("/mentions/Handbook/Docks/Seal%20check", form)
    assert answer.headers["Location"] == "/around/Handbook/Docks/Seal%20check.md#mentions"
    assert text_of(diary) == "# Monday\n\nThe [[seal check]], again.\n"
    assert Link.objects.get(source=diary).page == seals


def test_the_part_alone_comes_back_without_what_is_linked_now(
    write: Write, seals: Page, reader: Client
) -> None:
    write("Diary.md", "The seal check, again.\n")
    form = first_form(seals, reader) | {"part": "mentions"}
    answer = reader.post("/mentions/Handbook/Docks/Seal%20check", form)
    assert answer.status_code == 200
    assert b"No page names this one without a link." in answer.content


def test_from_another_space_the_link_names_the_space(write: Write, seals: Page, ada: Person) -> None:
    diary = write("Diary.md", "A seal check.\n", make_space(OPERATOR, "Yard"))
    link_words(ada, diary, seals, onto=diary.revision_id or 0, line=1, written="seal check")
    assert text_of(diary) == "A [[Handbook/Docks/Seal check|seal check]].\n"
    assert Link.objects.get(source=diary).page == seals


def test_what_somebody_saved_meanwhile_is_not_overwritten(write: Write, seals: Page, reader: Client) -> None:
    diary = write("Diary.md", "A seal check.\n")
    form = first_form(seals, reader)
    edit_page(OPERATOR, diary, "No seal check.\n")
    answer = reader.post("/mentions/Handbook/Docks/Seal%20check", form | {"part": "mentions"})
    assert answer.status_code == 422
    assert b"was saved meanwhile" in answer.content
    assert text_of(diary) == "No seal check.\n"


def test_words_that_do_not_stand_there_are_refused(write: Write, seals: Page, ada: Person) -> None:
    diary = write("Diary.md", "A seal check.\n")
    with pytest.raises(PageRefused):
        link_words(ada, diary, seals, onto=diary.revision_id or 0, line=1, written="latch")
    with pytest.raises(Overtaken):
        link_words(ada, diary, seals, onto=0, line=1, written="seal check")
    assert text_of(diary) == "A seal check.\n"


def test_who_may_only_read_sees_the_mention_and_cannot_link_it(
    write: Write, seals: Page, reader: Client, ada: Person
) -> None:
    diary = write("Diary.md", "A seal check.\n", make_space(OPERATOR, "Closed", access=Access.CLOSED))
    shown = reader.get(around(seals, "mentions")).content.decode()
    assert "A seal check." in shown
    assert "<form" not in shown
    with pytest.raises(NotAllowed):
        link_words(ada, diary, seals, onto=diary.revision_id or 0, line=1, written="seal check")


def test_a_hidden_source_answers_like_none(write: Write, seals: Page, reader: Client, vault: Space) -> None:
    secret = write("Secret.md", "A seal check.\n", vault)
    form = {"source": secret.pk, "onto": secret.revision_id, "line": 1, "words": "seal check"}
    hidden = reader.post("/mentions/Handbook/Docks/Seal%20check", form)
    none = reader.post("/mentions/Handbook/Docks/Seal%20check", form | {"source": 999_999})
    assert (hidden.status_code, hidden.content) == (none.status_code, none.content)
    assert hidden.status_code == 404
