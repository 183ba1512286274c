"""`wholesight serve` and `wholesight demo`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from wholesight.cli.django_start import open_data
from wholesight.cli.speaking import fail, progress_bar
from wholesight.cli.working import workers_beside

PORTS_TRIED = 20
DEMO_SUFFIX = "-demo"
Address = Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="The first port to try; a busy one is stepped over.")
]

NoWorker = Annotated[
    bool, typer.Option("--no-worker", help="Start no workers for jobs; `wholesight worker` runs elsewhere.")
]


def serve(
    address: Address = "127.0.0.1",
    port: Port = 8000,
    offer_demo: Annotated[
        bool, typer.Option("--offer-demo", help="Where there is no data yet, offer the demo organization.")
    ] = False,
    no_worker: NoWorker = False,
) -> None:
    """Serve the organization on the web, with workers for its jobs beside it. Where pages wait for a new
    projection, they are brought up to date meanwhile."""
    if offer_demo and not has_data() and wants_demo():
        demo(address, port, no_worker)
        return
    open_data()
    start_server(address, port, [], no_worker)


def demo(address: Address = "127.0.0.1", port: Port = 8000, no_worker: NoWorker = False) -> None:
    """Serve Saltwheel, an invented organization, from a data directory of its own beside yours."""
    from wholesight.kernel.environment import DATABASE_URL, HOME, home_directory

    home = home_directory()
    if not home.name.endswith(DEMO_SUFFIX):
        home = home.with_name(home.name + DEMO_SUFFIX)
    os.environ[HOME.name] = str(home)
    os.environ.pop(DATABASE_URL.name, None)
    open_data()
    from wholesight.kernel.vaults.demo import load_demo

    with progress_bar() as progress:
        accounts = load_demo(progress)
    start_server(address, port, accounts, no_worker)


def has_data() -> bool:
    """Whether the data directory holds a database already, or the operator has named one elsewhere."""
    from wholesight.kernel.environment import DATABASE_URL, home_directory

    return bool(DATABASE_URL.read()) or (home_directory() / "wholesight.sqlite3").exists()


def wants_demo() -> bool:
    if not sys.stdin.isatty():
        return True
    return typer.confirm(
        "There is no data yet. Show the demo organization Saltwheel?", default=True, err=True
    )


def start_server(address: str, port: int, accounts: list[tuple[str, str]], no_worker: bool) -> None:
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.server import Server

    from wholesight.kernel.environment import JOB_WORKERS, WORKERS
    from wholesight.kernel.pages.reprojection import stale_pages
    from wholesight.kernel.people.models import Person

    chosen = free_port(address, port)
    workers = WORKERS.read_number() or max(2, min(8, os.cpu_count() or 2))
    waiting = stale_pages().count()
    if waiting:
        subprocess.Popen([sys.executable, "-m", "wholesight", "reproject"], stdout=subprocess.DEVNULL)
    shown = "localhost" if address in {"127.0.0.1", "0.0.0.0", "::"} else address
    print(
        f"Wholesight is at http://{shown}:{chosen}/  (data in {settings.HOME}; Ctrl-C stops it)", flush=True
    )
    for username, password in accounts:
        print(f"  sign in as {username} with the password {password}", flush=True)
    if not Person.objects.exists():
        print('  nobody can sign in yet: wholesight person add "Your Name"', flush=True)
    if waiting:
        print(f"  {waiting:,} pages are being projected anew meanwhile", flush=True)
    server = Server(
        "wholesight.config.wsgi:application",
        address=address,
        port=chosen,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_enabled=False,
        respawn_failed_workers=True,
        working_dir=Path.cwd(),
    )
    with workers_beside(0 if no_worker else JOB_WORKERS.read_number()):
        server.serve()


def free_port(address: str, port: int) -> int:
    """The first free port from `port` on. Port 0 means any."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for candidate in range(port, port + PORTS_TRIED):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, candidate))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise fail(
        f"The ports {port} to {port + PORTS_TRIED - 1} on {address} are all busy. Name another with --port."
    )
