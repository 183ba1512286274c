"""Take every address out of package-lock.json: npm itself leaves out the registry's, but not those of who
asks for funds.

`make pins` runs it after npm. Versions and digests stay, and npm needs no more to install.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "package-lock.json"


def main() -> int:
    """Write the lock without addresses; stops where one would be left."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    plain = json.dumps(lock, indent=2, ensure_ascii=False) + "\n"
    if "://" in plain:
        raise SystemExit(f"{LOCK.name} would name an address, so it was left as it was")
    LOCK.write_text(plain, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
