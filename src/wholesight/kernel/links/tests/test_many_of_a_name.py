"""Where hundreds of files share a name, a link still leads where reading all of them would lead it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wholesight.engines import markdown
from wholesight.kernel.links import actions
from wholesight.kernel.links.actions import NameRow, Names, Written

SPACE = 1
segments = st.sampled_from(["a", "b", "A", "caf\u00e9", "cafe\u0301", "x y"])
folders = st.lists(segments, max_size=3).map("/".join)
spellings = st.sampled_from(["README.md", "readme.md", "README"])
files = st.builds(lambda folder, name: f"{folder}/{name}" if folder else name, folders, spellings)
targets = st.builds(
    lambda up, folder, name: up + (f"{folder}/{name}" if folder else name),
    st.sampled_from(["", "/", "./", "../", "../../", "a/../"]),
    folders,
    st.sampled_from(["README", "readme", "README.md"]),
)
FORMS = st.sampled_from(["wikilink", "embed", "markdown", "image", "property"])


@given(paths=st.sets(files, min_size=1, max_size=30), sources=folders, target=targets, form=FORMS)
def test_it_leads_where_all_candidates_together_would_lead(
    paths: set[str], sources: str, target: str, form: str
) -> None:
    rows = [
        NameRow(SPACE, "readme", "file", path, number, None)
        if path.endswith(".md")
        else NameRow(SPACE, "readme", "file", path, None, number)
        for number, path in enumerate(sorted(paths), 1)
    ]
    many = rows * (actions.MANY_OF_A_NAME // len(rows) + 1)
    source = f"{sources}/Diary.md" if sources else "Diary.md"
    link = Written(0, form, target, "", "readme", "", source, SPACE, None, None, "", None)
    candidates = [
        markdown.Candidate(row.page_id or row.attachment_id or 0, row.path, "file", bool(row.page_id))
        for row in rows
    ]
    meant = markdown.resolve(form, target, source, candidates).candidate
    decision = Names(many, {}).decide(link)
    assert (decision.page_id or decision.attachment_id) == (meant.id if meant else None)
