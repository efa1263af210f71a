"""The databases that tests are given: two kinds, over TCP with passwords, and each test its own."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres import NoServer, Server, _binaries


def test_each_kind_stores_and_gives_back(empty_url: str) -> None:
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE words (word TEXT)"))
        connection.execute(text("INSERT INTO words VALUES ('Straße')"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT word FROM words")).scalar_one() == "Straße"
    engine.dispose()


@pytest.mark.parametrize("time", [1, 2])
def test_no_test_sees_the_tables_of_another(empty_url: str, time: int) -> None:
    engine = create_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_mine (n INTEGER)"))
    engine.dispose()


@pytest.mark.postgres
def test_a_wrong_password_is_refused(postgres_server: Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(
            f"host=127.0.0.1 port={postgres_server.port} user=pmo_tests password=wrong dbname=postgres"
        )


def test_a_missing_server_is_an_error_that_names_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMO_PG_BIN", "/nowhere")
    with pytest.raises(NoServer, match="there is no initdb in /nowhere"):
        _binaries()
