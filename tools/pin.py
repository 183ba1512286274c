"""Write requirements/*.txt: every package that pyproject.toml leads to, pinned, with its files' hashes.

`make pins` runs it. What is pinned stays, as far as pyproject.toml allows; `make pins UPGRADE=1`
takes the newest. The pins name no package index: whoever installs uses the one that their pip is set up for.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
HEADER = "# Made by `make pins` from pyproject.toml. Do not edit: change pyproject.toml and make it again.\n"
FLAGS = (
    *("--quiet", "--generate-hashes", "--strip-extras", "--allow-unsafe", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--no-emit-options"),
)
ADDRESS = re.compile(r"^\s*(--(index-url|extra-index-url|find-links|trusted-host)|-i |-f )|://")


def main() -> int:
    """Pin the development set first, then its parts with the same versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = project["project"]["dependencies"]
    build = project["dependency-groups"]["build"]
    development = project["dependency-groups"]["development"]
    whole = REQUIREMENTS / "development.txt"
    pin([*runtime, *build, *development], whole, upgrade="--upgrade" in sys.argv)
    pin(runtime, REQUIREMENTS / "runtime.txt", constraint=whole)
    pin(build, REQUIREMENTS / "build.txt", constraint=whole)
    return 0


def pin(wanted: list[str], output: Path, *, constraint: Path | None = None, upgrade: bool = False) -> None:
    """Resolve `wanted` with all that it needs into `output`, one package with its hashes after another."""
    with tempfile.TemporaryDirectory() as folder:
        source, answer = Path(folder) / "wanted.in", Path(folder) / "pinned.txt"
        source.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        if output.exists() and not constraint:
            answer.write_text(output.read_text(encoding="utf-8"), encoding="utf-8")
        command = [sys.executable, "-m", "piptools", "compile", *FLAGS]
        command += ["--output-file", str(answer), str(source)]
        command += ["--constraint", str(constraint)] if constraint else []
        command += ["--upgrade"] if upgrade else []
        # Packages from a local folder would bring hashes that nobody else's index knows.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        if "PIP_CERT" in os.environ:
            environment["PIP_CERT"] = os.environ["PIP_CERT"]
        environment["PIP_CONFIG_FILE"] = os.devnull
        subprocess.run(command, check=True, env=environment)
        pinned = answer.read_text(encoding="utf-8")
    addresses = [line for line in pinned.splitlines() if ADDRESS.search(line)]
    if addresses:
        raise SystemExit(f"{output.name} would name an address, so it was left as it was: {addresses[0]}")
    output.write_text(HEADER + pinned, encoding="utf-8")
    print(f"{output.relative_to(ROOT)}: {pinned.count('==')} packages")


if __name__ == "__main__":
    sys.exit(main())
