"""`wholesight search`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wholesight.cli.django_start import open_data
from wholesight.cli.spaces import space_named
from wholesight.cli.speaking import AsJson, print_json, wants_json

if TYPE_CHECKING:
    from wholesight.kernel.search.queries import SearchResults


def search(
    query: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="What to look for; - reads one query a line from stdin."),
    ],
    space: Annotated[str, typer.Option(help="Only in this space.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many results.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find pages: words, "phrases", pref*, -not, tag: kind: space: path: and properties."""
    for word in query:
        if word.startswith("--"):
            raise typer.BadParameter(f"there is no option {word}", param_hint="WORDS")
    open_data()
    from wholesight.kernel.search.queries import search as find

    space_ids = [space_named(space).pk] if space else None
    if query == ["-"]:
        for line in sys.stdin.buffer:
            results = find(line.decode("utf-8", "replace").strip(), space_ids=space_ids, limit=limit)
            sys.stdout.write(json.dumps(as_dictionaries(results), ensure_ascii=False) + "\n")
            sys.stdout.flush()
        return
    results = find(" ".join(query), space_ids=space_ids, limit=limit)
    if wants_json(as_json):
        print_json(as_dictionaries(results))
        return
    for word, instead in results.corrections.items():
        print(f"Nothing has {word!r}; showing {instead!r}.", file=sys.stderr)
    for hit in results.hits:
        print(f"{hit.title}  ({hit.space}: {hit.path})")
        print("    " + "".join(text for text, _ in hit.snippet))
    if not results.hits:
        print("Nothing found.", file=sys.stderr)


def as_dictionaries(results: SearchResults) -> list[dict[str, Any]]:
    return [
        {
            "path": hit.path,
            "title": hit.title,
            "kind": hit.kind,
            "score": round(hit.score, 6),
            "snippet": "".join(text for text, _ in hit.snippet),
            "space": hit.space,
        }
        for hit in results.hits
    ]
