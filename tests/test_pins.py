"""What is installed stands in pyproject.toml and in the pins, and the pins name no place to get it from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house import ROOT

PINS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(
    r"^([A-Za-z0-9._-]+)==([^\s;]+)(?: ;[^\n\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "runtime.txt": PROJECT["project"]["dependencies"],
    "build.txt": PROJECT["dependency-groups"]["build"],
    "development.txt": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["build"],
        *PROJECT["dependency-groups"]["development"],
    ],
}


def pinned(file: Path) -> dict[str, Version]:
    return {
        canonicalize_name(name): Version(version) for name, version, _ in PIN.findall(file.read_text("utf-8"))
    }


@pytest.mark.parametrize("file", PINS, ids=lambda file: file.name)
def test_every_line_is_a_pin_with_hashes(file: Path) -> None:
    lines = [line for line in file.read_text("utf-8").splitlines(keepends=True) if not line.startswith("#")]
    assert PIN.sub("", "".join(lines)).strip() == ""
    assert pinned(file)


@pytest.mark.parametrize("file", PINS, ids=lambda file: file.name)
def test_pins_hold_what_the_project_asks_for(file: Path) -> None:
    wanted = [Requirement(line) for line in WANTED[file.name]]
    outside = [
        str(each) for each in wanted if pinned(file)[canonicalize_name(each.name)] not in each.specifier
    ]
    assert outside == [], "Run `make pins`."


def test_one_package_has_one_version() -> None:
    whole = pinned(ROOT / "requirements" / "development.txt")
    assert all(whole[name] == version for file in PINS for name, version in pinned(file).items())


def test_the_front_end_is_pinned_by_digest_and_by_no_address() -> None:
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert "node_modules/vite" in installed
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [
        name for name, package in installed.items() if not package["integrity"].startswith("sha512-")
    ] == []
