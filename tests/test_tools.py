"""The programs that `make` runs say in one sentence what is missing and what would help."""

from __future__ import annotations

import sys

import pytest

from tools.check_python import trouble
from tools.suite import NO_POSTGRESQL, Part, reachable_postgresql, run

NOBODY = "postgresql://nobody@127.0.0.1:1/nothing"


def test_this_python_will_do() -> None:
    assert trouble() == ""


def test_an_old_python_reads_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setenv("PATH", "")
    assert trouble() == (
        "Wholesight needs Python 3.11 or newer; this is 3.9. Install one, then: make PYTHON=/path/to/python3"
    )


def test_a_server_that_does_not_answer_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOLESIGHT_TEST_DATABASE_URL", NOBODY)
    assert reachable_postgresql() == ""


def test_a_part_that_cannot_run_gives_the_command_that_would_help() -> None:
    part = Part("PostgreSQL", ["false"], needs="postgresql", hindrance=NO_POSTGRESQL)
    run(part, required=False, may_be_empty=False)
    assert not part.failed
    assert part.verdict.startswith("not run. No PostgreSQL answers.")
    assert "apt-get install -y postgresql" in part.verdict


def test_a_part_that_is_required_fails_when_it_cannot_run() -> None:
    part = Part("PostgreSQL", ["true"], needs="postgresql", hindrance=NO_POSTGRESQL)
    run(part, required=True, may_be_empty=False)
    assert part.failed


@pytest.mark.parametrize(("command", "failed"), [("true", False), ("false", True)])
def test_a_part_is_judged_by_its_program(
    command: str, failed: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    part = Part("Islands", [command])
    run(part, required=False, may_be_empty=False)
    assert part.failed is failed
    assert "--- Islands ---" in capsys.readouterr().out
