"""Commands that meet trouble or odd words: one sentence, the right exit code, and nothing prompts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.slow


@pytest.fixture
def wholesight(operator: dict[str, str], tmp_path: Path) -> Run:
    """Runs a command without a terminal, in the folder of the test."""

    def run(*words: str, given: bytes = b"", **changed: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-m", "wholesight", *words]
        environment = operator | changed
        done = subprocess.run(
            call, env=environment, input=given, capture_output=True, timeout=120, cwd=tmp_path
        )
        return subprocess.CompletedProcess(call, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def harbour(wholesight: Run, tmp_path: Path) -> Path:
    """A vault, imported: Ada grew up with the docks, and one page speaks of batteries."""
    root = tmp_path / "Harbour"
    root.mkdir()
    (root / "Seals.md").write_text("Grease the dock in the cold.\n")
    (root / "Cells.md").write_text("A battery of the dock dies in the cold.\n")
    assert wholesight("import", "Harbour").returncode == 0
    return root


def answer(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def failed(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that failed."""
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_a_word_may_begin_with_a_dash(harbour: Path, wholesight: Run) -> None:
    assert [hit["path"] for hit in answer(wholesight("search", "dock", "-battery", "--limit", "5"))] == [
        "Seals.md"
    ]
    assert [hit["path"] for hit in answer(wholesight("search", "-battery", "dock"))] == ["Seals.md"]
    assert wholesight("search", "dock", "--battery").returncode == 2


def test_bytes_that_are_no_text_are_a_query_like_any_other(harbour: Path, wholesight: Run) -> None:
    done = wholesight("search", "-", given=b'caf\xe9\n\ncold\n\0\n[[[(("\n')
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [len(hits) for hits in lines] == [0, 0, 2, 0, 0]


def test_a_space_is_found_however_its_name_is_written(harbour: Path, wholesight: Run) -> None:
    assert len(answer(wholesight("search", "dock", "--space", "HARBOUR"))) == 2
    assert answer(wholesight("import", "Harbour", "--space", " harbour "))["unchanged"] == 2
    assert answer(wholesight("export", "out", "--space", "harbour"))["pages"] == 2
    assert answer(wholesight("reproject", "--all", "--space", "HarBour")) == {"reprojected": 2}


def test_a_folder_with_two_blanks_is_imported_twice(wholesight: Run, tmp_path: Path) -> None:
    (tmp_path / "Night  shift").mkdir()
    (tmp_path / "Night  shift" / "Rota.md").write_text("Maren, then Yusuf.\n")
    assert answer(wholesight("import", "Night  shift"))["created"] == 1
    assert answer(wholesight("import", "Night  shift/"))["unchanged"] == 1


def test_a_space_that_is_not_there_is_named_with_those_that_are(harbour: Path, wholesight: Run) -> None:
    for command in (["search", "x"], ["reproject"], ["export", "out"]):
        sentence = failed(wholesight(*command, "--space", "Quay"))
        assert sentence == "There is no space named 'Quay'. There are: Harbour."


def test_a_name_that_no_space_can_have_is_refused_even_in_a_dry_run(harbour: Path, wholesight: Run) -> None:
    for dry_run in ([], ["--dry-run"]):
        assert "cannot name a space" in failed(wholesight("import", "Harbour", "--space", "a/b", *dry_run))


def test_a_folder_is_named_by_its_place(harbour: Path, wholesight: Run) -> None:
    (harbour / "Docks").mkdir()
    assert answer(wholesight("import", "Harbour/Docks/.."))["unchanged"] == 2


def test_a_database_that_does_not_answer_is_one_sentence(wholesight: Run) -> None:
    url = "postgresql://nobody@127.0.0.1:9/nothing"
    for command in (["init"], ["doctor"], ["search", "x"], ["import", "."], ["person", "add", "Ada"]):
        assert "127.0.0.1" in failed(wholesight(*command, WHOLESIGHT_DATABASE_URL=url))


def test_a_file_that_is_no_database_is_one_sentence(wholesight: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("This is no database. " * 100)
    url = f"sqlite:///{tmp_path / 'notes.txt'}"
    assert "not a database" in failed(wholesight("init", WHOLESIGHT_DATABASE_URL=url))
    assert (tmp_path / "notes.txt").read_text().startswith("This is no database.")


def test_a_data_directory_that_is_a_file_is_one_sentence(wholesight: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("A file.")
    assert "taken" in failed(wholesight("init", WHOLESIGHT_HOME=str(tmp_path / "taken")))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WHOLESIGHT_DATABASE_URL", "oracle://x"),
        ("WHOLESIGHT_PAGE_SIZE_LIMIT", "much"),
        ("WHOLESIGHT_DEBUG", "perhaps"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, wholesight: Run) -> None:
    assert name in failed(wholesight("init", **{name: value}))


def test_a_file_over_the_limit_stops_an_import_before_anything(wholesight: Run, tmp_path: Path) -> None:
    (tmp_path / "Quay").mkdir()
    (tmp_path / "Quay" / "Long.md").write_text("x" * 2000)
    done = wholesight("import", "Quay", "--json", WHOLESIGHT_PAGE_SIZE_LIMIT="1000")
    assert failed(done).startswith("Long.md has 2,000 bytes; the limit is 1,000")
    assert "There are: none yet." in failed(wholesight("search", "x", "--space", "Quay"))


def test_a_passing_doctor_says_so_and_a_failing_one_fails(
    harbour: Path, wholesight: Run, operator: dict[str, str]
) -> None:
    (harbour / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    answer(wholesight("import", "Harbour"))
    for kept in (Path(operator["WHOLESIGHT_HOME"]) / "attachments").glob("??/*"):
        kept.unlink()
    done = wholesight("doctor", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["ok"] is False
    assert "attachments" in done.stderr
    sentence = failed(wholesight("export", "out"))
    assert sentence.startswith("The bytes of map.png are missing from the data directory")


def test_a_password_comes_from_stdin_and_a_weak_one_is_refused(wholesight: Run) -> None:
    ada = answer(
        wholesight("person", "add", "Ada Lindqvist", "--password-stdin", given=b"grease every seal\n")
    )
    assert ada["password"] == "grease every seal"
    weak = failed(wholesight("person", "add", "Oskar Nyberg", "--password-stdin", given=b"short\n"))
    assert "10 characters" in weak
    assert "letter or digit" in failed(wholesight("person", "add", " - "))


def test_a_name_that_no_terminal_shows_is_told_in_json(wholesight: Run, tmp_path: Path) -> None:
    root = tmp_path / "Quay"
    root.mkdir()
    (root / "line\nbreak.md").write_text("a")
    (root / "caf\udce9.md").write_text("b")
    report = answer(wholesight("import", "Quay", "--json"))
    assert (report["pages"], report["skipped"]) == (0, 2)
    assert sorted(entry["path"] for entry in report["skipped_files"]) == ["caf\\xe9.md", "line\\nbreak.md"]
