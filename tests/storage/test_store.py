"""Opening a database: what is refused, with which sentence, and that nothing is ever replaced."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.ids import OrgUnitId
from pmo_desktop.domain.organisation import OrgUnit
from pmo_desktop.domain.values import LText
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage import migrate
from pmo_desktop.storage.engine import make_engine
from pmo_desktop.storage.store import open_store
from pmo_desktop.storage.tables import whole_schema


def opened(url: str, *, create: bool = False) -> Office:
    store = open_store(url, create=create)
    return Office(store, Editor(store))


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    with pytest.raises(StoreFault, match="no database at"):
        open_store(str(missing))
    assert not missing.exists()


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="folder"):
        open_store(str(tmp_path / "nowhere" / "new.db"), create=True)


@pytest.mark.parametrize("body", [b"PK\x03\x04 this is a spreadsheet", b"%PDF-1.7 and so on", b"x" * 5000])
def test_a_foreign_file_is_refused_and_stays_as_it_was(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "foreign.db"
    path.write_bytes(body)
    with pytest.raises(StoreFault, match="not a database"):
        open_store(str(path), create=True)
    assert path.read_bytes() == body


def test_a_damaged_database_is_refused_and_stays_as_it_was(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    body = bytearray(path.read_bytes())
    body[4096 : 4096 * 6] = b"\xff" * (4096 * 5)
    path.write_bytes(bytes(body))
    with pytest.raises(StoreFault, match="damaged"):
        open_store(sqlite_url)
    assert path.read_bytes() == bytes(body)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE songs (name TEXT)")
    db.close()
    with pytest.raises(StoreFault, match="another program"):
        open_store(str(path))


def test_a_newer_database_is_refused(database_url: str) -> None:
    engine = make_engine(sa.make_url(database_url), writer=True)
    with engine.begin() as conn:
        conn.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreFault, match="newer version"):
        open_store(database_url)


def test_a_locked_database_says_so(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    office = opened(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreFault, match="in use"):
        office.change(creation(unit("Roads")), "New unit")
    other.execute("ROLLBACK")
    other.close()
    office.change(creation(unit("Roads")), "New unit")
    assert [u.title.said("en") for u in office.store.reader.all("org_unit")] == ["Roads"]
    office.close()


@pytest.mark.parametrize("text", ["mysql://somewhere/db", "http://example.org", "postgresql//"])
def test_an_address_that_is_none_is_said(text: str) -> None:
    with pytest.raises(StoreFault):
        open_store(text)


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(StoreFault, match="does not answer"):
        open_store("postgresql+psycopg://nobody@127.0.0.1:9/none")


def test_a_read_only_file_can_be_read_and_refuses_changes(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = opened(sqlite_url)
    office.change(creation(unit("Roads")), "New unit")
    office.close()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    office = opened(sqlite_url)
    assert len(office.store.reader.all("org_unit")) == 1
    with pytest.raises(StoreFault, match="only be read"):
        office.change(creation(unit("Rail")), "New unit")
    office.close()


def test_the_newest_migration_is_the_head() -> None:
    folder = Path(migrate.__file__).with_name("migrations") / "versions"
    assert max(p.name[:4] for p in folder.glob("0*.py")) == migrate.HEAD


def _differences(found: Sequence[Any]) -> Iterator[Any]:
    """What differs, but for references whose options only the text of SQLite's schema tells."""
    same = Counter(_ends(d[1]) for d in found if d[0] in ("remove_fk", "add_fk"))
    yield from (d for d in found if d[0] not in ("remove_fk", "add_fk") or same[_ends(d[1])] != 2)


def _ends(key: Any) -> tuple[str, str, str]:
    (part,) = key.elements
    return part.parent.table.name, part.parent.name, part.target_fullname


def _of_records(name: str | None, what: str, _parents: object) -> bool:
    """Whether a table is declared: those of the search are kept by triggers and known to its query alone."""
    return what != "table" or not (name or "").startswith("searched")


def _assert_references_wait(conn: sa.Connection) -> None:
    """Every reference of a record is checked when the transaction ends."""
    if conn.dialect.name != "sqlite":
        return
    texts = conn.scalars(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table'")).all()
    said = " ".join(t for t in texts if "operation.seq" not in t and "fk_audit_seq" not in t)
    assert said.count("REFERENCES") == said.count("DEFERRABLE INITIALLY DEFERRED") > 100


def test_migrations_give_the_declared_tables_and_go_back(empty_url: str) -> None:
    engine = make_engine(sa.make_url(empty_url), writer=True)
    with engine.begin() as conn:
        migrate.bring_up(conn)
    with engine.begin() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True, "include_name": _of_records})
        assert list(_differences(compare_metadata(context, whole_schema()))) == []
        _assert_references_wait(conn)
    with engine.begin() as conn:
        migrate.to_revision(conn, "base")
    with engine.connect() as conn:
        assert sa.inspect(conn).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_a_new_file_is_made_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    office = opened(str(path), create=True)
    assert office.store.reader.all("project") == []
    office.close()
    assert path.exists()


def test_settings_of_the_connection_are_read_back(sqlite_url: str) -> None:
    engine = make_engine(sa.make_url(sqlite_url), writer=True)
    with engine.connect() as conn:
        found = {
            n: conn.exec_driver_sql(f"PRAGMA {n}").scalar()
            for n in ("synchronous", "foreign_keys", "query_only")
        }
    engine.dispose()
    assert found == {"synchronous": 2, "foreign_keys": 1, "query_only": 0}


def unit(name: str) -> OrgUnit:
    return OrgUnit(id=OrgUnitId(uuid4()), title=LText.of(name))


def test_a_database_left_by_a_killed_writer_opens(tmp_path: Path) -> None:
    """A hot journal is rolled back at the next start, never taken for damage."""
    path = tmp_path / "office.db"
    opened(str(path), create=True).close()
    code = f"""
import os, signal, sqlite3
db = sqlite3.connect({str(path)!r}, isolation_level=None)
db.execute("PRAGMA cache_size=1")
db.execute("BEGIN IMMEDIATE")
for n in range(3000):
    db.execute("INSERT INTO number_series VALUES (?, ?)", (f"scope {{n}}" * 20, n))
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert path.with_name("office.db-journal").exists()
    office = opened(str(path))
    assert office.store.reader.all("project") == []
    office.close()


def file_of(url: str) -> Path:
    """The file of an SQLite address."""
    return Path(url.removeprefix("sqlite:///"))


KILLED = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size=2")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE stored_file SET body = zeroblob(5000), media = 'half done'")
db.execute("UPDATE org_unit SET ref = 'half done'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_while_writing(url: str) -> Path:
    """A database with a unit and some files, whose last writer was killed in the middle of a change."""
    office = opened(url)
    office.change(creation(unit("Roads")), "New unit")
    for n in range(40):
        office.store.files.put(bytes([n]) * 5000, "text/plain")
    office.close()
    subprocess.run([sys.executable, "-c", KILLED, str(file_of(url))], check=False)
    assert file_of(f"{url}-journal").stat().st_size > 0
    return file_of(url)


def test_a_file_whose_writer_was_killed_opens_as_it_was_before_the_change(sqlite_url: str) -> None:
    killed_while_writing(sqlite_url)
    office = opened(sqlite_url)
    assert [p.label for p in office.store.reader.history()] == ["New unit"]
    assert len(office.store.reader.all("org_unit")) == 1
    office.close()


def test_a_file_whose_writer_was_killed_is_not_called_damaged_where_it_cannot_be_repaired(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = killed_while_writing(sqlite_url)
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everything
    with pytest.raises(StoreFault, match="cannot be read"):
        open_store(sqlite_url)
    assert path.read_bytes() == before


def test_a_file_of_no_bytes_is_no_office(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.touch()
    with pytest.raises(StoreFault, match="is empty"):
        open_store(str(path))
    assert path.stat().st_size == 0
    open_store(str(path), create=True).close()


@pytest.mark.parametrize(
    "text",
    [
        "sqlite://", "sqlite:///:memory:", "sqlite:///x.db?mode=ro", "sqlite:///x.db?timeout=soon",
        "sqlite:///file:x.db?uri=true", "sqlite://host/x.db", "sqlite+nothing:///x.db", "a" * 5000,
        "postgresql://u@127.0.0.1:9/x?colour=red", "postgresql://no.such.host.invalid/x", "\udcff.db",
    ],
)  # fmt: skip
def test_an_address_with_something_odd_is_refused_in_a_sentence(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreFault):
        open_store(text)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("said", ["0001", "0000", "9999", "c0ffee", ""])
def test_a_database_of_another_program_that_also_migrates_is_refused(tmp_path: Path, said: str) -> None:
    path = tmp_path / "other.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE alembic_version (version_num TEXT)")
    db.execute("INSERT INTO alembic_version VALUES (?)", (said,))
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreFault, match="another program"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_a_table_that_is_gone_is_named(sqlite_url: str) -> None:
    db = sqlite3.connect(file_of(sqlite_url))
    db.execute("DROP TABLE audit")
    db.commit()
    db.close()
    with pytest.raises(StoreFault, match="missing from the database: audit"):
        open_store(sqlite_url)


@pytest.mark.parametrize(
    "change",
    ["UPDATE org_unit SET title = '{not json'", "UPDATE org_unit SET title = '[1]'",
     "UPDATE org_unit SET archived_at = 'soon'", "UPDATE org_unit SET secrecy = 'loud'"],
)  # fmt: skip
def test_a_stored_value_that_is_none_is_said_and_not_a_crash(sqlite_url: str, change: str) -> None:
    office = opened(sqlite_url)
    office.change(creation(unit("Roads")), "New unit")
    office.close()
    db = sqlite3.connect(file_of(sqlite_url))
    db.execute("PRAGMA ignore_check_constraints=ON")
    db.execute(change)
    db.commit()
    db.close()
    office = opened(sqlite_url)
    with pytest.raises(StoreFault, match="cannot be read"):
        office.store.reader.all("org_unit", archived=True)
    office.close()


def test_what_no_database_can_look_for_is_said(database_url: str) -> None:
    office = opened(database_url)
    with pytest.raises(StoreFault, match="character"):
        office.store.reader.by_ref("project", "P-\udcff")
    office.close()
