"""Everything that an import leaves behind, with each row named by what it says and not by its number."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from wholesight.kernel.attachments.models import Attachment
from wholesight.kernel.attachments.store import stored_path
from wholesight.kernel.models import Activity, Page, Person, Revision, Space
from wholesight.kernel.search.models import SearchSize
from wholesight.kernel.search.queries import search

WORDS = ("cold", "grease", "seals", "winter", "dock", '"in the cold"', "tag:winter", "nowhere")


def whole_state() -> dict[str, list[str]]:
    """All rows of the kernel and what a search finds. Times count as given or not, the rest word for word."""
    state = {}
    names = names_of_rows()
    for model in apps.get_app_config("kernel").get_models():
        if model not in {Activity, SearchSize, Person}:
            rows = model._default_manager.all()
            state[model.__name__] = sorted(
                json.dumps(described(row, names), default=str, sort_keys=True) for row in rows
            )
    state["Activity"] = sorted(
        f"{row.verb} {names['Space', row.space_id]} {names['Page', row.page_id]}"
        for row in Activity.objects.all()
    )
    state["sizes"] = sizes()
    state["found"] = [
        f"{words}: {hit.path} {hit.score:.6f}"
        for words in WORDS
        for hit in search(words, space_ids=None, limit=50).hits
    ]
    lost = [file.path for file in Attachment.objects.all() if not stored_path(file.digest).exists()]
    return state | {"lost bytes": lost}


def names_of_rows() -> dict[tuple[str, int | None], str]:
    names: dict[tuple[str, int | None], str] = {("Space", None): "", ("Page", None): ""}
    for space in Space.objects.all():
        names["Space", space.pk] = space.name
    for person in Person.objects.all():
        names["Person", person.pk] = person.username
    for model in (Page, Attachment):
        rows = model._default_manager.values_list("pk", "space", "path", "trashed_at")
        for pk, home, path, trashed_at in rows:
            trashed = " in the trash" if trashed_at else ""
            names[model.__name__, pk] = f"{names['Space', home]}: {path}{trashed}"
    for revision in Revision.objects.all():
        names["Revision", revision.pk] = f"{names['Page', revision.page_id]} {revision.digest}"
    return names


def described(row: Model, names: dict[tuple[str, int | None], str]) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if not is_number_of_row(field)]
    return {field.name: described_value(row, field, names) for field in fields}


def is_number_of_row(field: Field[Any, Any]) -> bool:
    return bool(field.primary_key) and not field.is_relation and field.get_internal_type() != "TextField"


def described_value(row: Model, field: Field[Any, Any], names: dict[tuple[str, int | None], str]) -> Any:
    value = getattr(row, field.attname)
    if field.is_relation:
        return None if value is None else names[getattr(field.related_model, "__name__", ""), value]
    if field.get_internal_type() == "DateTimeField":
        return value is not None
    return bytes(value).hex() if field.get_internal_type() == "BinaryField" else value


def sizes() -> list[str]:
    """The size of the search index: a process adds to a shard of its own, so that only sums tell."""
    sums: dict[str, Counter[str]] = {}
    for row in SearchSize.objects.all():
        counts = {
            name: getattr(row, name) for name in ("pages", "body_words", "headings_words", "titles_words")
        }
        sums.setdefault(row.language, Counter()).update(counts)
    return [f"{language}: {dict(sums[language])}" for language in sorted(sums)]
