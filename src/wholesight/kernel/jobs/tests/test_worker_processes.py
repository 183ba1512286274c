"""Workers as processes: beside the server, started again when they die, and gone when it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

WHOLESIGHT = (sys.executable, "-m", "wholesight")
PATIENCE_SECONDS = 60
ROOM = """
import os, time
from pathlib import Path
from wholesight.kernel.jobs.registry import job
from wholesight.kernel.rooms.registry import Room, open_room

@job("fill-crates", "Fill crates")
def fill(running, folder):
    place = Path(folder)
    (place / "begun").write_text(str(os.getpid()))
    (place / "begun").rename(place / f"attempt {running.attempt}")
    while not (place / "go").exists():
        running.check()
        time.sleep(0.05)
    (place / "full").touch()

open_room(Room(name="quay", title="Quay"))
"""
BEGIN = """
import sys
from wholesight.cli.django_start import open_data
open_data()
from wholesight.kernel.jobs.models import Job
"""
ASK = f"""{BEGIN}
from wholesight.kernel.jobs.actions import enqueue
from wholesight.kernel.permissions.actors import OPERATOR
enqueue(OPERATOR, "fill-crates", {{"folder": sys.argv[1]}})
"""
END_LEASES = f"""{BEGIN}
from django.utils import timezone
Job.objects.filter(kind="fill-crates").update(due_at=timezone.now())
"""
TELL_STATE = f"""{BEGIN}
print(Job.objects.get(kind="fill-crates").state)
"""


@pytest.fixture
def quay(operator: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An installation with a room whose job waits for a word; the job is asked for already."""
    room = tmp_path / "rooms" / "quay"
    room.mkdir(parents=True)
    (room / "__init__.py").touch()
    (room / "room.py").write_text(ROOM)
    path = os.pathsep.join([str(tmp_path / "rooms"), os.environ.get("PYTHONPATH", "")])
    counts = {"WHOLESIGHT_WORKERS": "1", "WHOLESIGHT_JOB_WORKERS": "1"}
    environment = operator | counts | {"WHOLESIGHT_ROOMS": "quay", "PYTHONPATH": path}
    python(ASK, environment, str(tmp_path))
    return environment


def python(program: str, environment: dict[str, str], *arguments: str) -> str:
    call = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(call, env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextmanager
def started(environment: dict[str, str], *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command in a process group of its own, of which nothing is left afterwards."""
    call = [*WHOLESIGHT, *command]
    process = subprocess.Popen(call, env=environment, stdout=subprocess.PIPE, start_new_session=True)
    try:
        yield process
    finally:
        with_group(process, signal.SIGKILL)
        process.wait()


def with_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < deadline, "It did not happen."
        time.sleep(0.05)


def worker_of_attempt(folder: Path, attempt: int) -> int:
    """The number of the process that has begun this attempt at the job, as soon as one has."""
    begun = folder / f"attempt {attempt}"
    wait_for(begun.exists)
    return int(begun.read_text())


def is_gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_server_runs_a_worker_and_replaces_one_that_was_killed(
    quay: dict[str, str], tmp_path: Path
) -> None:
    with started(quay, "serve", "--port", "0") as server:
        os.kill(worker_of_attempt(tmp_path, 1), signal.SIGKILL)
        python(END_LEASES, quay)
        second = worker_of_attempt(tmp_path, 2)
        (tmp_path / "go").touch()
        wait_for((tmp_path / "full").exists)
        wait_for(lambda: python(TELL_STATE, quay) == "done")
        server.terminate()
        assert server.wait(PATIENCE_SECONDS) in {0, -signal.SIGTERM}
        assert is_gone(second)


def test_a_worker_ends_when_its_server_was_killed(quay: dict[str, str], tmp_path: Path) -> None:
    with started(quay, "serve", "--port", "0") as server:
        worker = worker_of_attempt(tmp_path, 1)
        server.kill()
        wait_for(lambda: is_gone(worker))
    assert python(TELL_STATE, quay) == "waiting"


def test_a_worker_of_its_own_puts_its_job_back_when_it_is_told_to_end(
    quay: dict[str, str], tmp_path: Path
) -> None:
    with started(quay, "worker") as worker:
        worker_of_attempt(tmp_path, 1)
        worker.terminate()
        assert worker.wait(PATIENCE_SECONDS) == 0
    assert python(TELL_STATE, quay) == "waiting"


def test_the_server_leaves_jobs_to_workers_elsewhere_when_told_to(quay: dict[str, str]) -> None:
    with started(quay, "serve", "--port", "0", "--no-worker") as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[3].decode()
        wait_for(lambda: answers(address))  # workers would have been started before that
        listed = subprocess.run(["ps", "-eo", "ppid,args"], capture_output=True, text=True, check=True)
        children = [line for line in listed.stdout.splitlines() if line.split()[0] == str(server.pid)]
        assert children != []
        assert [line for line in children if "worker --parent" in line] == []


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10):
            return True
    except OSError:
        return False
