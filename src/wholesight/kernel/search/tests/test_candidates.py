"""The few hundred pages taken from the index hold those that ranking every page would put first."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from wholesight.engines.search import Candidate, SearchText, Term, counts_of, rank, stem
from wholesight.kernel.pages.models import Page
from wholesight.kernel.search.index import index_pages
from wholesight.kernel.search.meaning import index_size
from wholesight.kernel.search.models import SearchDocument
from wholesight.kernel.search.queries import search
from wholesight.kernel.spaces.models import Space

PAGES, VOCABULARY = (
    700,
    [f"word{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(900)],
)
WEIGHTS = [1 / (rank + 2) for rank in range(len(VOCABULARY))]


@pytest.fixture
def candidates(harbour: Space) -> list[Candidate]:
    generator = random.Random(7)
    pages = Page.objects.bulk_create(
        Page(space=harbour, path=f"{number}.md", title=" ".join(generator.choices(VOCABULARY, WEIGHTS, k=3)))
        for number in range(PAGES)
    )
    bodies = [" ".join(generator.choices(VOCABULARY, WEIGHTS, k=generator.randint(40, 160))) for _ in pages]
    index_pages(
        [
            SearchText(page.pk, "en", page.title, (), (), page.path, body)
            for page, body in zip(pages, bodies, strict=True)
        ]
    )
    columns = ("page_id", "language", "terms", "titles", "body_length", "headings_length", "titles_length")
    return [Candidate(*row) for row in SearchDocument.objects.values_list(*columns)]


def best_of_all(query: list[str], candidates: list[Candidate]) -> list[int]:
    having = {
        word: sum(bool(counts_of(each.terms, stem(word, "en"))) for each in candidates) for word in query
    }
    terms = [Term(word, having[word], repeated) for word, repeated in Counter(query).items()]
    return [page.page_id for page in rank(terms, candidates, index_size().collection, query)[:10]]


def test_the_first_ten_are_those_of_ranking_every_page(candidates: list[Candidate]) -> None:
    generator = random.Random(8)
    same = wanted = 0
    for length in [1, 2, 3, 5, 12] * 6:
        query = generator.choices(VOCABULARY, WEIGHTS, k=length)
        expected = best_of_all(query, candidates)
        found = [hit.page_id for hit in search(" ".join(query), space_ids=None, limit=10).hits]
        same += len(set(found) & set(expected))
        wanted += len(expected)
    assert same / wanted > 0.97
