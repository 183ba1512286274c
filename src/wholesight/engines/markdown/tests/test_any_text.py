"""Whatever the text: no crash, outline and rendering agree, and nothing dangerous comes out."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines.markdown import (
    Candidate,
    block,
    find_heading,
    isolate_ids,
    link_key,
    outline,
    render,
    resolve,
    section,
)

from .test_sanitizing import SCRIPTS, inspected

FRAGMENTS = [
    "[[", "]]", "![[", "|", "#", "^", "%%", "$", "$$", "`", "```", "~~~", "\n", "\n\n", "> ", "- ", "1. ",
    "- [ ] ", "    ",
    "\t", "==", "~~", "**", "_", "<!--", "-->", "<b>", "</b>", "<div>", "</div>", "<a href='x'>",
    "<img src=x>", "<", ">",
    "&", "&#xFDD0;", "\\", "[^1]", "[^1]: ", "^[", "](", "](x)", "![", "[a]: ", "---", "---\n",
    "| a |\n|---|\n", "[!note]- ",
    "http://a.org", "#tag", " ^id", "word ", "é", "海", "\ufdd0e0\ufdd1", "\x00", "\r", "\ufeff", "<script>",
    "<details>",
    "<table>", "<td>", "{{", "\"", "'", "(", ")", "[", "]",
]  # fmt: skip
pages = st.lists(
    st.sampled_from(FRAGMENTS) | st.sampled_from(SCRIPTS) | st.text(max_size=5), max_size=25
).map("".join)


@given(pages)
def test_outline_and_rendering_agree_on_every_link(text: str) -> None:
    page, rendered = outline(text), render(text)
    body_links = [link for link in page.links if link.form != "property"]
    assert [(link.form, link.target, link.fragment, link.display) for link in body_links] == [
        (each.form, each.target, each.fragment, each.display) for each in rendered.references
    ]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= link.line <= lines for link in page.links)
    assert all(len(link.context) <= 240 for link in body_links)
    assert pickle.loads(pickle.dumps(page)) == page


@given(pages)
def test_nothing_that_can_act_comes_out(text: str) -> None:
    inspected(text)


@given(pages)
def test_sections_and_blocks_of_any_page_are_whole(text: str) -> None:
    page, rendered = outline(text), render(text)
    for number in range(len(page.headings) + 1):
        assert_balanced(section(rendered.html, number))
    for each in page.blocks:
        assert_balanced(block(rendered.html, each.id) or "")
    assert_balanced(isolate_ids(rendered.html, "e-"))


def assert_balanced(html: str) -> None:
    for tag in ("div", "p", "ul", "li", "blockquote", "details", "table", "a", "b", "h2", "h3"):
        assert html.count(f"<{tag}>") + html.count(f"<{tag} ") == html.count(f"</{tag}>"), tag


@given(pages)
def test_the_ids_of_headings_are_unique_and_rendered(text: str) -> None:
    page, html = outline(text), render(text).html
    slugs = [heading.slug for heading in page.headings]
    assert len(set(slugs)) == len(slugs)
    for number, heading in enumerate(page.headings):
        assert f' id="{heading.slug}"' in html.replace("&amp;", "&")
        assert find_heading(page.headings, heading.slug) is not None, number


segments = st.sampled_from(["a", "A", "ä", "a\u0308", "b.md", "c.png", "..", ".", "", "x y", "ß"])
paths = st.lists(segments, min_size=1, max_size=4).map("/".join)
forms = st.sampled_from(["wikilink", "embed", "markdown", "image", "html", "property"])


@given(forms, paths, paths, st.lists(paths, max_size=6))
def test_resolving_is_stable_and_finds_what_is_named_exactly(
    form: str, target: str, source: str, files: list[str]
) -> None:
    candidates = [
        Candidate(number, path, "file", path.endswith(".md")) for number, path in enumerate(files)
        if link_key(path) == link_key(target)
    ]  # fmt: skip
    found = resolve(form, target, source, candidates)
    assert found == resolve(form, target, source, candidates[::-1]) or len(
        {each.path for each in candidates}
    ) < len(candidates)
    assert (found.candidate is None) == (found.status == "unresolved")


@given(paths)
def test_a_page_is_always_found_by_its_own_path(path: str) -> None:
    segments = [segment for segment in path.split("/") if segment not in ("", ".", "..")] or ["x"]
    file = "/".join(segments).removesuffix(".md") + ".md"
    found = resolve("wikilink", file, "elsewhere/y.md", [Candidate(1, file, "file", True)])
    assert found.status == "resolved"


@given(st.text())
def test_the_key_of_a_key_is_the_key(target: str) -> None:
    assert link_key(link_key(target)) in (link_key(target), link_key(link_key(link_key(target))))
