"""Properties that cannot be read never lose a page: a concern names the file, the line and the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wholesight.kernel.concerns.models import Concern
from wholesight.kernel.pages.models import Page, Property
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files

Vault = Callable[[Files], Path]
TakeOver = Callable[[Path], Report]

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
REFUSED = {
    "title: [never closed\nowner: Ada": "line 2: The properties cannot be read: a bracket",
    "title: Seals\nwhen: 'never closed": "line 3: The properties cannot be read: a quote is not closed",
    "title: one: two": "line 2: The properties cannot be read: a text with a colon must be in quotes",
    "- just\n- a list": "line 2: The properties cannot be read: it is not a list of properties",
    "loop: *loop": "line 2: The properties cannot be read: the alias *loop stands for nothing",
    "deep: " + "[" * 10_000: "line 2: The properties cannot be read: its lists are nested too deeply",
    "deep: " + "{a: " * 10_000: "line 2: The properties cannot be read: its lists are nested too deeply",
    BOMB: "The properties cannot be read: its aliases stand for too many values",
    "long: " + "x" * 300_000: "line 2: The properties cannot be read: they are longer than 200,000",
    "bell: \a": "line 2: The properties cannot be read: it contains a character that YAML does not allow",
}
TAGGED = {
    "!!python/object/apply:os.system ['touch /tmp/x']": "python/object/apply:os.system",
    "!!python/name:os.system": "python/name:os.system",
    "!Ref seals": "!Ref",
    "!<tag:example.org,2026:x> 1": "tag:example.org,2026:x",
}


@pytest.mark.parametrize("properties", REFUSED, ids=lambda properties: properties[:20])
def test_the_page_stands_and_the_concern_names_the_place(
    properties: str, vault: Vault, take_over: TakeOver
) -> None:
    text = f"---\n{properties}\n---\nGrease every seal. #winter\n"
    report = take_over(vault({"Docks/Seals.md": text}))
    page = Page.objects.get()
    concern = Concern.objects.get(page=page)
    assert (report.pages, page.title, [tag.name for tag in page.tags.all()]) == (1, "Seals", ["winter"])
    assert page.revision is not None
    assert page.revision.text == text
    assert concern.message.startswith("Docks/Seals.md, line ")
    assert REFUSED[properties] in concern.message


@pytest.mark.parametrize("value", TAGGED)
def test_a_tag_of_yaml_runs_nothing_and_leaves_the_other_properties(
    value: str, vault: Vault, take_over: TakeOver
) -> None:
    take_over(vault({"Seals.md": f"---\nplace: Quay\ndone: {value}\n---\n"}))
    concern = Concern.objects.get()
    assert concern.message.startswith("Seals.md, line 3: The YAML tag ")
    assert TAGGED[value] in concern.message
    assert list(Property.objects.values_list("name", "text")) == [("place", "Quay"), ("done", "")]


def test_a_property_written_twice_counts_once(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"Seals.md": "---\nby: Ada\nby: Oskar\n---\n"}))
    assert Concern.objects.get().message.startswith("Seals.md, line 3: This property is written twice")
    assert [row.text for row in Property.objects.all()] == ["Ada"]


def test_a_mended_page_settles_its_concern(vault: Vault, take_over: TakeOver) -> None:
    take_over(vault({"Seals.md": "---\nby: [Ada\n---\n"}))
    take_over(vault({"Seals.md": "---\nby: [Ada]\n---\n"}))
    concern = Concern.objects.get()
    assert concern.settled_at is not None
    assert [row.text for row in Property.objects.all()] == ["Ada"]


def test_of_very_many_problems_the_first_are_named_and_the_rest_counted(
    vault: Vault, take_over: TakeOver
) -> None:
    take_over(vault({"Seals.md": "---\n" + "by: Ada\n" * 12_000 + "---\n"}))
    messages = list(Concern.objects.order_by("pk").values_list("message", flat=True))
    assert len(messages) == 21
    assert messages[-1] == "Seals.md: 11,979 more properties have such problems."


UNSTORABLE = {
    "NUL in a value": '---\ntitle: "Sea\\0ls"\nowner: Ada\n---\n',
    "NUL in a name": '---\n"own\\0er": Ada\n---\n',
    "NUL in a tag": '---\ntags: ["win\\0ter"]\n---\n',
    "NUL in an alias": '---\naliases: ["win\\0ter"]\n---\n',
    "NUL in a relation": '---\nrests_on: "[[Dia\\0ry]]"\n---\n',
    "NUL in JSON": '---\n{"title": "Sea\\u0000ls"}\n---\n',
    "half a pair in JSON": '---\n{"title": "Sea\\ud800ls", "own\\udfffer": "x"}\n---\n',
    "half a pair in a JSON tag": '---\n{"tags": ["\\ud83d"], "aliases": ["\\udc00"]}\n---\n',
    "half a pair in a JSON relation": '---\n{"rests_on": "[[\\ud83d]]"}\n---\n',
    "deep JSON": '---\n{"a": ' + "[" * 900 + "]" * 900 + "}\n---\n",
    "deeper JSON": '---\n{"a": ' + "[" * 20_000 + "]" * 20_000 + "}\n---\n",
    "deep JSON mappings": "---\n" + '{"a": ' * 950 + "1" + "}" * 950 + "\n---\n",
    "a giant number in JSON": '---\n{"size": 1' + "0" * 400 + "}\n---\n",
    "infinity in JSON": '---\n{"size": 1e999, "other": -Infinity, "third": NaN}\n---\n',
    "a giant number": "---\nsize: 1" + "0" * 400 + "\n---\n",
    "a year before all years": "---\nwhen: 0001-01-01T00:00:00+14:00\n---\n",
    "a year after all years": "---\nwhen: 9999-12-31T23:59:59-14:00\n---\n",
    "a NUL in an address": "[one](%00.md) [two](a%00b/c.md#%00) ![](%00.png)",
    "half a pair in an address": "[one](%ed%a0%80.md) [two](%ff)",
    "NUL as an entity": "# Seals &#0; \n\n[[Diary&#0;]] &#xd800; #win&#0;ter ^block-1",
}


@pytest.mark.parametrize("text", UNSTORABLE.values(), ids=UNSTORABLE)
def test_what_no_database_holds_does_not_stop_an_import(text: str, vault: Vault, take_over: TakeOver) -> None:
    report = take_over(vault({"Seals.md": text, "Diary.md": "[[Seals]]"}))
    page = Page.objects.get(path="Seals.md")
    assert (report.pages, report.skipped, report.resolved) == (2, 0, 1)
    assert page.revision is not None
    assert page.revision.text == text
    assert "\0" not in page.title
