"""Makes of a page what the index stores: its tokens, and a record of its words that ranks it without
reading it again."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from wholesight.engines.search.function_words import function_words
from wholesight.engines.search.stems import language_code, stem, stems, without_accents
from wholesight.engines.search.words import words

VERSION = 1
"""Raised whenever the same page would be indexed otherwise; rows of another version are indexed again."""

IN_TITLE = "^"
PROMINENT = "*"
BETWEEN_TITLES = "^"
_USUAL_LENGTH = 500
_FOLDER_PAGES = frozenset({"readme", "index"})


@dataclass(frozen=True, slots=True)
class SearchText:
    """What of a page is searched. `headings` are all of its headings in order, `text` its body without
    markup."""

    page_id: int
    language: str
    title: str
    aliases: tuple[str, ...]
    headings: tuple[str, ...]
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A page as the index stores it. It holds plain values only, so that worker processes can hand it over.

    `tokens`: what the database indexes, in order: stems as they are, `^stem` for those of titles, `*stem`
    once for the prominent. `terms`: a line a word, `stem TAB word TAB body,headings,titles` (zeros at the end
    left out), lines of one stem together, line breaks at both ends too. `titles`: the stems of each title, a
    line each. `vocabulary`: words without accents, and as written. `text`: the body for snippets, compressed.
    """

    page_id: int
    language: str
    tokens: str
    terms: str
    titles: str
    body_length: int
    headings_length: int
    titles_length: int
    vocabulary: tuple[tuple[str, str], ...]
    text: bytes


class Counts(NamedTuple):
    """How often a word stands in the body (headings and all), in headings, and in titles."""

    body: int
    headings: int
    titles: int


def prepare(page: SearchText) -> PreparedDocument:
    """Does the costly part of indexing: pure, and safe to run in another process."""
    code = language_code(page.language)
    titles = list(dict.fromkeys(tuple(words(title)) for title in title_texts(page)))
    body = words(page.text)
    in_titles = Counter(word for title in titles for word in title)
    in_headings = Counter(word for heading in page.headings[1:] for word in words(heading))
    in_body = Counter(body)
    stem_of = stems({**in_body, **in_headings, **in_titles}, code)
    counts = {
        word: (in_body[word], in_headings[word], in_titles[word]) for word in {**in_headings, **in_titles}
    }
    title_lines = [" ".join([stem_of[word] for word in title]) for title in titles]
    prominent = _prominent(in_body, counts, stem_of, function_words(code))
    return PreparedDocument(
        page_id=page.page_id,
        language=code,
        tokens=" ".join([*_title_tokens(title_lines), *[stem_of[word] for word in body], *prominent]),
        terms=_terms(in_body, counts, stem_of, prominent),
        titles="\n".join(title_lines),
        body_length=len(body),
        headings_length=in_headings.total(),
        titles_length=in_titles.total(),
        vocabulary=_vocabulary(stem_of),
        text=zlib.compress(page.text.encode("utf-8", "replace"), 1),
    )


def title_texts(page: SearchText) -> list[str]:
    """What a page is called: title, aliases, first heading, its file's name, and for a README or index its
    folder's."""
    path = PurePosixPath(page.path)
    file_name = path.parent.name if path.stem.casefold() in _FOLDER_PAGES else path.stem
    return [text for text in (page.title, *page.aliases, *page.headings[:1], file_name) if text]


def _title_tokens(title_lines: Sequence[str]) -> Iterator[str]:
    for line in title_lines:
        yield from (IN_TITLE + token for token in line.split())
    for line in title_lines:
        yield from line.split()
        yield BETWEEN_TITLES


def _prominent(
    in_body: Counter[str],
    elsewhere: Mapping[str, tuple[int, int, int]],
    stem_of: Mapping[str, str],
    ignored: frozenset[str],
) -> list[str]:
    """The stems that a page is about: where a word is in too many pages to weigh them all, these pages
    come first."""
    needed = max(2.0, 1.0 + 2.0 * in_body.total() / _USUAL_LENGTH)
    weights: dict[str, float] = {}
    for word, body in in_body.items():
        if word not in ignored:
            weights[stem_of[word]] = weights.get(stem_of[word], 0) + body
    for word, (_, headings, titles) in elsewhere.items():
        if word not in ignored:
            weights[stem_of[word]] = weights.get(stem_of[word], 0) + (needed if titles else 2 * headings)
    return [PROMINENT + token for token, weight in weights.items() if weight >= needed]


def _terms(
    in_body: Counter[str],
    elsewhere: Mapping[str, tuple[int, int, int]],
    stem_of: Mapping[str, str],
    prominent: Sequence[str],
) -> str:
    lines = [f"{stem_of[word]}\t{word}\t{body}" for word, body in in_body.items() if word not in elsewhere]
    for word, (body, headings, titles) in elsewhere.items():
        written = f"{body},{headings},{titles}" if titles else f"{body},{headings}"
        lines.append(f"{stem_of[word]}\t{word}\t{written}")
    return "\n".join(["", *[f"{token}\t" for token in prominent], *sorted(lines), ""])


def _vocabulary(found: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        [
            (word, word) if word.isascii() else (without_accents(word), word)
            for word in found
            if len(word) > 2 and word.isalpha()
        ]
    )


def counts_of(terms: str, token: str) -> list[tuple[str, Counts]]:
    """The words of a document that have a stem, with their counts, out of its record of terms."""
    found = []
    start = terms.find(f"\n{token}\t")
    while start >= 0 and terms.startswith(token + "\t", start + 1):
        end = terms.index("\n", start + 1)
        _, word, written = terms[start + 1 : end].split("\t")
        body, headings, titles = (*map(int, written.split(",")), 0, 0)[:3]
        found.append((word, Counts(body, headings, titles)))
        start = end
    return found


def has_word(terms: str, word: str) -> bool:
    """Whether a document has exactly this word, by its record of terms."""
    return f"\t{word}\t" in terms


def has_phrase(candidate_terms: str, titles_and_text: str, phrase: Sequence[str], language: str) -> bool:
    """Whether exactly these words stand one after the other; the index already knows that words of their
    stems do.

    The text is read only where a word of the phrase also stands in the document with another ending.
    """
    if not all(has_word(candidate_terms, word) for word in phrase):
        return False
    if all(len(counts_of(candidate_terms, stem(word, language))) == 1 for word in phrase):
        return True
    return f" {' '.join(phrase)} " in f" {' '.join(words(titles_and_text))} "


def tokens_again(terms: str, titles: str) -> str:
    """The tokens of an indexed document in any order, out of its record: what an index without texts needs
    to forget it."""
    tokens: list[str] = []
    for line in terms.split("\n"):
        token, _, rest = line.partition("\t")
        if not rest:
            tokens.append(token)
            continue
        body, _headings, in_titles = (*map(int, rest.partition("\t")[2].split(",")), 0, 0)[:3]
        tokens.extend([token] * (body + in_titles) + [IN_TITLE + token] * in_titles)
    tokens.extend([BETWEEN_TITLES] * len(titles.split("\n")))
    return " ".join(tokens)
