"""A process that dies in the middle of an import leaves a database that the next process completes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from wholesight.kernel.vaults.tests.harbours import change_to_after, write_before

pytestmark = pytest.mark.slow

BEGIN = """
import os, sys
from wholesight.cli.django_start import open_data
open_data()
"""
IMPORT_AND_DIE = f"""{BEGIN}
from pathlib import Path
from wholesight.kernel.vaults.imports import import_vault

def progress(step, done, total):
    if step == sys.argv[2]:
        os._exit(9)

import_vault(Path(sys.argv[1]), "Harbour", prune=True, progress=progress)
"""
TELL_STATE = f"""{BEGIN}
import json
from wholesight.kernel.vaults.tests.whole_state import whole_state
print(json.dumps(whole_state()))
"""


def run_python(program: str, operator: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", program, *arguments]
    return subprocess.run(call, env=operator, capture_output=True, text=True, timeout=120)


def import_by_command(root: Path, operator: dict[str, str]) -> None:
    call = [sys.executable, "-m", "wholesight", "import", str(root), "--prune"]
    answer = subprocess.run(call, env=operator, capture_output=True, text=True, timeout=120)
    assert answer.returncode == 0, answer.stderr


def state_of(operator: dict[str, str]) -> dict[str, list[str]]:
    answer = run_python(TELL_STATE, operator)
    assert answer.returncode == 0, answer.stderr
    state: dict[str, list[str]] = json.loads(answer.stdout)
    assert len(state["ImportedFile"]) > 10
    return state


@pytest.fixture
def undisturbed(operator: dict[str, str], tmp_path: Path) -> dict[str, list[str]]:
    """What both imports leave behind where nothing goes wrong."""
    own = operator | {"WHOLESIGHT_HOME": str(tmp_path / "undisturbed"), "WHOLESIGHT_DATABASE_URL": ""}
    root = write_before(tmp_path / "undisturbed")
    import_by_command(root, own)
    change_to_after(root)
    import_by_command(root, own)
    return state_of(own)


@pytest.mark.parametrize("step", ["attachment stored", "batch written", "pages", "links", "links resolved"])
def test_the_next_process_completes_it(
    step: str, operator: dict[str, str], undisturbed: dict[str, list[str]], tmp_path: Path
) -> None:
    root = write_before(tmp_path / "vault")
    import_by_command(root, operator)
    change_to_after(root)
    assert run_python(IMPORT_AND_DIE, operator, str(root), step).returncode == 9
    import_by_command(root, operator)
    state = state_of(operator)
    assert [name for name in state if state[name] != undisturbed[name]] == []
