"""Every file of an imported vault comes back byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholesight.kernel.vaults.exports import ExportRefused, export_spaces
from wholesight.kernel.vaults.imports import import_vault, silent
from wholesight.kernel.vaults.report import Report
from wholesight.kernel.vaults.tests.conftest import Files, read_files, write_files

AWKWARD: Files = {
    "windows lines.md": "# One\r\n\r\nTwo\r\n",
    "no last newline.md": "end",
    "with mark.md": b"\xef\xbb\xbf---\ntags: [a]\n---\nText\n",
    "empty.md": "",
    "not utf-8.md": b"caf\xe9 [[empty]]\n",
    "nul.md": b"a\0b",
    ".obsidian/app.json": "{}",
    ".github/hidden.md": "# Hidden",
    "deep/er/and/deeper/Page.MD": "upper case ending",
    "Nütze é.md": "composed",
    "strange.xyz": bytes(range(256)),
    "no ending": "text",
    "Log.md": "one",
    "log.md": "another",
}


def test_awkward_files_come_back(
    vault: Callable[[Files], Path], take_over: Callable[[Path], Report], tmp_path: Path
) -> None:
    root = vault(AWKWARD)
    take_over(root)
    export_spaces(tmp_path / "out", "Harbour", progress=silent)
    assert read_files(tmp_path / "out") == read_files(root)


@pytest.mark.parametrize(
    "name", ["obsidian-tasks", "kepano-obsidian", "18f-guides", "clef-handbook", "gds-way"]
)
def test_real_vaults_come_back(name: str, test_data: Path, db: None, tmp_path: Path) -> None:
    root = test_data / "vaults" / name
    import_vault(root, name)
    export_spaces(tmp_path / "out", name, progress=silent)
    assert read_files(tmp_path / "out") == read_files(root)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_bytes_come_back(content: bytes, db: None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_files(Path(folder) / "in", {"Page.md": content, "other.bin": content})
        import_vault(root, "Any")
        export_spaces(Path(folder) / "out", "Any", progress=silent)
        assert read_files(Path(folder) / "out") == {"Page.md": content, "other.bin": content}


def test_every_space_gets_a_folder(
    vault: Callable[[Files], Path], take_over: Callable[[Path], Report], tmp_path: Path
) -> None:
    root = vault({"A.md": "a"})
    take_over(root)
    import_vault(root, "Second")
    export_spaces(tmp_path / "out", None, progress=silent)
    assert set(read_files(tmp_path / "out")) == {"Harbour/A.md", "Second/A.md"}


def test_a_folder_with_files_is_not_written_into(
    vault: Callable[[Files], Path], take_over: Callable[[Path], Report]
) -> None:
    root = vault({"A.md": "a"})
    take_over(root)
    with pytest.raises(ExportRefused, match="not an empty folder"):
        export_spaces(root, "Harbour", progress=silent)


def test_happenings_are_exported_as_json_lines(
    vault: Callable[[Files], Path], take_over: Callable[[Path], Report], tmp_path: Path
) -> None:
    take_over(vault({"A.md": "a"}))
    export_spaces(tmp_path / "out", None, happenings=True, progress=silent)
    activity = (tmp_path / "out" / "wholesight-happenings" / "activity.jsonl").read_text()
    assert '"verb": "VaultImported"' in activity
