"""What the operator sets: every variable of the environment that Wholesight reads, in one place. Knows no
Django."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(Exception):
    """A WHOLESIGHT_ variable holds something that cannot be used; the message names it and says what would
    do."""


@dataclass(frozen=True)
class Setting:
    """One variable of the environment: its name, what it falls back to, and what it is for."""

    name: str
    default: str
    purpose: str

    def read(self) -> str:
        return os.environ.get(self.name, self.default)

    def read_flag(self) -> bool:
        value = self.read().strip().lower()
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"", "0", "false", "no", "off"}:
            return False
        raise BadSetting(f"{self.name} is {value!r}; it takes 1 or 0.")

    def read_number(self) -> int:
        value = self.read().strip()
        if not value.isdecimal():
            raise BadSetting(f"{self.name} is {value!r}; it takes a whole number.")
        return int(value)

    def read_list(self) -> list[str]:
        return [part.strip() for part in self.read().split(",") if part.strip()]


HOME = Setting(
    "WHOLESIGHT_HOME", "", "The data directory. Default: wholesight in $XDG_DATA_HOME or ~/.local/share."
)
DATABASE_URL = Setting(
    "WHOLESIGHT_DATABASE_URL",
    "",
    "sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME. Default: SQLite in the data directory.",
)
SECRET_KEY = Setting(
    "WHOLESIGHT_SECRET_KEY",
    "",
    "Signs sessions. Default: made once and kept in the data directory, mode 600.",
)
DEBUG = Setting(
    "WHOLESIGHT_DEBUG", "0", "1 shows errors in full and the gallery of components. Never in production."
)
HOSTS = Setting(
    "WHOLESIGHT_HOSTS",
    "localhost,127.0.0.1,[::1]",
    "Host names that the server answers to, separated by commas.",
)
HTTPS = Setting(
    "WHOLESIGHT_HTTPS", "0", "1 behind a proxy that speaks HTTPS: cookies are sent over HTTPS only."
)
LANGUAGE = Setting("WHOLESIGHT_LANGUAGE", "en", "Language of the interface and of new spaces.")
TIME_ZONE = Setting("WHOLESIGHT_TIME_ZONE", "UTC", "Time zone in which times are shown.")
PAGE_SIZE_LIMIT = Setting(
    "WHOLESIGHT_PAGE_SIZE_LIMIT", str(5 * 1024 * 1024), "Largest text of a page, in bytes."
)
ATTACHMENT_SIZE_LIMIT = Setting(
    "WHOLESIGHT_ATTACHMENT_SIZE_LIMIT", str(200 * 1024 * 1024), "Largest attachment, in bytes."
)
VAULT_FILE_LIMIT = Setting("WHOLESIGHT_VAULT_FILE_LIMIT", "200000", "Most files that one import takes.")
UPLOAD_SIZE_LIMIT = Setting(
    "WHOLESIGHT_UPLOAD_SIZE_LIMIT", str(1024 * 1024 * 1024), "Largest vault brought by a browser, in bytes."
)
UNPACKED_SIZE_LIMIT = Setting(
    "WHOLESIGHT_UNPACKED_SIZE_LIMIT",
    str(4 * 1024 * 1024 * 1024),
    "What all files of such a vault may have together, in bytes.",
)
ROOMS = Setting("WHOLESIGHT_ROOMS", "", "Python packages with a room.py of your own, separated by commas.")
WORKERS = Setting(
    "WHOLESIGHT_WORKERS", "0", "Web worker processes. 0: one a processor, at least 2, at most 8."
)
JOB_WORKERS = Setting(
    "WHOLESIGHT_JOB_WORKERS",
    "2",
    "Worker processes that `serve` starts; each does one job at a time.",
)

SETTINGS = tuple(value for value in list(globals().values()) if isinstance(value, Setting))


def home_directory() -> Path:
    """The data directory: WHOLESIGHT_HOME, or the user's data folder."""
    if HOME.read():
        return Path(HOME.read()).expanduser().absolute()
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser().absolute() / "wholesight"


def secret_key(home: Path) -> str:
    """The key from the environment, else from the data directory, where it is made at the first start
    (mode 600)."""
    if SECRET_KEY.read():
        return SECRET_KEY.read()
    kept = home / "secret-key"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            pass  # another process made it a moment ago
        else:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
    return kept.read_text().strip()


def database(home: Path) -> dict[str, Any]:
    """Django's description of the database that WHOLESIGHT_DATABASE_URL names (SQLite in the data
    directory by default)."""
    url = DATABASE_URL.read() or f"sqlite:///{home / 'wholesight.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_database(url.removeprefix("sqlite:///"))
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise BadSetting(
        f"WHOLESIGHT_DATABASE_URL starts with {parts.scheme!r}; use sqlite:///FILE or postgresql://HOST/NAME."
    )


def sqlite_database(file: str) -> dict[str, Any]:
    """SQLite as Wholesight wants it: WAL, writers that take the lock at once and wait for one another."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA wal_autocheckpoint=4000"
            ),
        },
    }
