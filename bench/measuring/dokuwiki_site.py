"""DokuWiki with the pages of a generated vault, served by Apache and php-fpm from a temporary directory."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from measuring.processes import free_port, run, wait_for_port
from measuring.wiki_text import wiki_id, wiki_text

PROGRAM = Path("/usr/share/dokuwiki")
MODULES = Path("/usr/lib/apache2/modules")
INSTALL = "sudo apt-get install -y --no-install-recommends dokuwiki apache2 php-fpm php-xml php-mbstring"
PHP_CHILDREN = 4
SERVER_USER = "www-data"

APACHE = """
ServerName localhost
ServerRoot {folder}
PidFile {folder}/apache.pid
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule filter_module {modules}/mod_filter.so
LoadModule deflate_module {modules}/mod_deflate.so
LoadModule proxy_module {modules}/mod_proxy.so
LoadModule proxy_fcgi_module {modules}/mod_proxy_fcgi.so
{user}
TypesConfig /etc/mime.types
ErrorLog {folder}/apache.log
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 60
DocumentRoot {program}
DirectoryIndex doku.php
AddOutputFilterByType DEFLATE text/html text/css application/javascript
<Directory />
    AllowOverride None
    Require all granted
    Options FollowSymLinks
</Directory>
<FilesMatch "\\.php$">
    SetHandler "proxy:unix:{folder}/php.sock|fcgi://localhost/"
</FilesMatch>
"""

FPM = """
[global]
pid = {folder}/php.pid
error_log = {folder}/php.log
daemonize = no
[wiki]
{user}
listen = {folder}/php.sock
pm = static
pm.max_children = {children}
php_admin_value[auto_prepend_file] = {folder}/where.php
php_admin_flag[opcache.enable] = on
"""

SETTINGS = """<?php
$conf['title'] = 'Bench';
$conf['start'] = 'start';
$conf['useacl'] = 0;
$conf['savedir'] = '{folder}/data';
$conf['updatecheck'] = 0;
"""


def missing_programs() -> list[str]:
    """What DokuWiki would need and this machine lacks."""
    programs = ("apache2", "php", fpm_program())
    lacking = [name for name in programs if not program(name)]
    return lacking + [
        str(place) for place in (PROGRAM / "doku.php", MODULES / "mod_proxy_fcgi.so") if not place.exists()
    ]


def program(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin") or ""


def fpm_program() -> str:
    found = sorted(Path("/usr/sbin").glob("php-fpm*"))
    return found[-1].name if found else "php-fpm"


class DokuWikiSite:
    """One wiki in a folder of its own; nothing of an installed wiki's data is touched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.process_ids: list[int] = []
        self.pages: list[str] = []

    def fill(self, vault: Path) -> None:
        """Write the vault's pages as DokuWiki's, and run its indexer over them."""
        for name in (
            "pages",
            "attic",
            "cache",
            "index",
            "locks",
            "media",
            "media_attic",
            "media_meta",
            "meta",
            "tmp",
            "log",
        ):
            (self.folder / "data" / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "conf").mkdir()
        (self.folder / "conf" / "local.php").write_text(SETTINGS.format(folder=self.folder))
        (self.folder / "where.php").write_text(
            f"<?php if (!defined('DOKU_CONF')) define('DOKU_CONF', '{self.folder}/conf/');\n"
        )
        files = sorted(vault.rglob("*.md"))
        ids = {file.stem: wiki_id(file.relative_to(vault).with_suffix("").as_posix()) for file in files}
        for file in files:
            page = self.folder / "data" / "pages" / (ids[file.stem].replace(":", "/") + ".txt")
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(wiki_text(file.read_text(), file.stem, ids))
        self.pages = [*ids.values()]
        indexer = [
            program("php"),
            "-d",
            f"auto_prepend_file={self.folder}/where.php",
            str(PROGRAM / "bin" / "indexer.php"),
            "-q",
        ]
        run(indexer, os.environ)
        if os.geteuid() == 0:
            give_away(self.folder)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve it on a free port while the block runs."""
        self.port = free_port()
        user = f"user = {SERVER_USER}\nlisten.owner = {SERVER_USER}" if os.geteuid() == 0 else ""
        fpm = self.folder / "php.conf"
        fpm.write_text(FPM.format(folder=self.folder, user=user, children=PHP_CHILDREN))
        apache = self.folder / "apache.conf"
        user = f"User {SERVER_USER}\nGroup {SERVER_USER}" if os.geteuid() == 0 else ""
        apache.write_text(
            APACHE.format(folder=self.folder, port=self.port, modules=MODULES, program=PROGRAM, user=user)
        )
        started: list[subprocess.Popen[str]] = []
        try:
            started.append(start([program(fpm_program()), "--nodaemonize", "--fpm-config", str(fpm)]))
            started.append(start([program("apache2"), "-f", str(apache), "-D", "FOREGROUND"]))
            wait_for_port(self.port, started[-1])
            self.process_ids = [process.pid for process in started]
            yield
        finally:
            for process in reversed(started):
                process.send_signal(signal.SIGTERM)
                process.wait(30)


def start(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def give_away(folder: Path) -> None:
    """Let the servers' own user write what we have made as root."""
    user = pwd.getpwnam(SERVER_USER)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)


def wiki_path(page: str) -> str:
    return f"/doku.php?{urlencode({'id': page})}"


def wiki_search_path(words: str) -> str:
    return f"/doku.php?{urlencode({'do': 'search', 'q': words})}"
