"""Databases for tests: each storage test runs on SQLite and on a real PostgreSQL.

`empty_url` and `database_url` give a test its own database on both, the first empty, the second with all
tables. Tables are made once per session and copied for each test.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pytest

from tests.postgres import Server, running_server

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


def prepare(url: str) -> None:
    """Bring an empty database to the newest schema, by the program's own migrations."""
    if find_spec("pmo_desktop.storage") and find_spec("pmo_desktop.storage.migrate"):
        import_module("pmo_desktop.storage.migrate").upgrade(url)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The one server of this session, started by the first test that asks for it."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> str:
    """The name of a database with all tables, to be copied."""
    name = "pmo_template"
    prepare(postgres_server.make(name))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    prepare(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgres_empty_url(postgres_server: Server) -> Iterator[str]:
    """The URL of an empty PostgreSQL database of this test's own."""
    yield from _lent(postgres_server, "template0")


@pytest.fixture
def postgres_url(postgres_server: Server, postgres_template: str) -> Iterator[str]:
    """The URL of a PostgreSQL database of this test's own, with all tables."""
    yield from _lent(postgres_server, postgres_template)


def _lent(server: Server, template: str) -> Iterator[str]:
    name = f"pmo_{uuid4().hex[:16]}"
    yield server.make(name, template)
    server.drop(name)


@pytest.fixture
def sqlite_empty_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'pmo.db'}"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a SQLite file of this test's own, with all tables."""
    path = tmp_path / "pmo.db"
    if sqlite_template.exists():
        shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, on SQLite and on PostgreSQL."""
    wanted = "sqlite_empty_url" if request.param == "sqlite" else "postgres_empty_url"
    return str(request.getfixturevalue(wanted))


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with all tables, on SQLite and on PostgreSQL."""
    wanted = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(wanted))
