"""Approved minutes and the trail, attacked by SQL past the program, on both databases."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmo_desktop.domain.edits import batch, between
from pmo_desktop.domain.ids import (
    AgendaItemId,
    AttendanceId,
    DeclarationId,
    MinuteEntryId,
    MinuteSetId,
    VoteId,
)
from pmo_desktop.domain.meetings import AgendaItem, Attendance, Declaration
from pmo_desktop.domain.minutes import MinuteEntry, MinuteSet, MinutesState, SignedHow, Vote
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.settled import GOES_ON
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage import migrate
from pmo_desktop.storage.engine import make_engine
from pmo_desktop.storage.locks import missing_locks
from pmo_desktop.storage.store import SqlStore, open_store
from pmo_desktop.storage.tables import TABLES
from tests import builders as make

AT = dt.datetime(2026, 7, 30, 9, tzinfo=dt.UTC)


@dc.dataclass
class Minuted:
    """A meeting with approved minutes and one with a draft, the same records in each."""

    office: Office
    approved: dict[str, Any]
    draft: dict[str, Any]
    url: str

    @property
    def sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    def connected(self, **options: Any) -> sa.Engine:
        """A road past the program: no setting of ours holds."""
        return sa.create_engine(self.url, poolclass=sa.NullPool, **options)

    def rows(self, engine: sa.Engine | None = None) -> dict[str, list[Any]]:
        """Everything that is locked, as it is stored."""
        with (engine or self.connected()).connect() as conn:
            return {
                name: sorted(map(repr, conn.execute(sa.text(f"SELECT * FROM {name}"))))
                for name in (*GOES_ON, "audit", "operation")
            }


def _meeting(body: Any, person: Any, name: str) -> dict[str, Any]:
    meeting = make.meeting(body.id, ref=name)
    item = AgendaItem(id=AgendaItemId(uuid4()), meeting=meeting.id, title=LText.of("Budget"), number="1")
    decision = make.decision("Build it", meeting=meeting.id, item=item.id, ref=f"D-{name}-01")
    return {
        "meeting": meeting,
        "agenda_item": item,
        "decision": decision,
        "vote": Vote(id=VoteId(uuid4()), meeting=meeting.id, in_favour=3),
        "attendance": Attendance(id=AttendanceId(uuid4()), meeting=meeting.id, person=person.id),
        "declaration": Declaration(
            id=DeclarationId(uuid4()), meeting=meeting.id, person=person.id, nature=Rich("Shares")
        ),
        "minute_entry": MinuteEntry(
            id=MinuteEntryId(uuid4()), meeting=meeting.id, item=item.id, text=Rich("Agreed."), at=AT,
            raw="d build it for the secret price", decision=decision.id,
        ),
        "minute_set": MinuteSet(id=MinuteSetId(uuid4()), meeting=meeting.id, state=MinutesState.TABLED),
    }  # fmt: skip


@pytest.fixture
def minuted(database_url: str) -> Iterator[Minuted]:
    store = open_store(database_url)
    office = Office(store, Editor(store))
    person, body = make.person("Ada Lund"), make.body("Board", "PB")
    approved, draft = _meeting(body, person, "PB-2026-01"), _meeting(body, person, "PB-2026-02")
    make.stored(office, person, body, *approved.values(), *draft.values())
    change(office, approved["minute_set"], state=MinutesState.APPROVED, body_hash="a" * 64)
    yield Minuted(office, approved, draft, database_url)
    office.close()


def change(office: Office, record: Any, **values: Any) -> None:
    """Change a record as it stands now, the way the program does."""
    name = kind_of(record).name
    now = office.store.reader.get(name, [record.id])[record.id]
    office.change(between(now, dc.replace(now, **values)), "Change")


def raw(record: Any, url: str) -> str:
    """The id of a record as its database writes it."""
    uid: UUID = record.id if hasattr(record, "id") else record
    return uid.hex if url.startswith("sqlite") else str(uid)


def tried(engine: sa.Engine, *statements: str) -> str:
    """What the database says to these statements in one transaction; empty when it takes them."""
    try:
        with engine.begin() as conn:
            for text in statements:
                conn.exec_driver_sql(text)
    except sa.exc.DBAPIError as why:
        return str(why.orig)
    return ""


def refused(there: Minuted, engine: sa.Engine, *statements: str) -> None:
    """The statements are refused by a lock, and nothing has moved."""
    before = there.rows()
    said = tried(engine, *statements)
    assert "PM00" in said, (statements, said)
    assert there.rows() == before


def columns(table: str) -> list[sa.Column[Any]]:
    """The columns of a table that are locked."""
    return [c for c in TABLES[table].columns if c.name not in GOES_ON[table]]


def other(column: sa.Column[Any], there: Minuted) -> str:
    """A value that differs, as SQL."""
    if isinstance(column.type, sa.Uuid):
        return f"'{raw(uuid4(), there.url)}'"
    if isinstance(column.type, sa.Boolean):
        return f"NOT coalesce({column.name}, false)"
    if isinstance(column.type, sa.BigInteger):
        return f'coalesce("{column.name}", 0) + 1'
    if isinstance(column.type, sa.Date):
        return "'2030-01-01'"
    if "Instant" in type(column.type).__name__:
        return "'2030-01-01 00:00:00.000000'" if there.sqlite else "'2030-01-01T00:00:00Z'"
    if "Json" in type(column.type).__name__:
        return "'[\"other\"]'" if there.sqlite else "'[\"other\"]'::jsonb"
    return "'other'"


@pytest.mark.parametrize("table", GOES_ON)
def test_no_locked_column_takes_another_value(minuted: Minuted, table: str) -> None:
    engine = minuted.connected()
    uid = raw(minuted.approved[table], minuted.url)
    for column in columns(table):
        value = other(column, minuted)
        refused(minuted, engine, f'UPDATE {table} SET "{column.name}" = {value} ' + f"WHERE id = '{uid}'")


@pytest.mark.parametrize("table", GOES_ON)
def test_no_row_goes_comes_or_moves(minuted: Minuted, table: str) -> None:
    engine = minuted.connected()
    mine, loose = (raw(r[table], minuted.url) for r in (minuted.approved, minuted.draft))
    refused(minuted, engine, f"DELETE FROM {table} WHERE id = '{mine}'")
    refused(minuted, engine, f"DELETE FROM {table}")  # many rows, one of them locked
    away = "'2030-01-01 00:00:00.000000'" if minuted.sqlite else "now()"
    refused(minuted, engine, f"UPDATE {table} SET archived_at = {away}")
    if table == "meeting":
        return
    there, elsewhere = (raw(r["meeting"], minuted.url) for r in (minuted.approved, minuted.draft))
    refused(minuted, engine, f"UPDATE {table} SET meeting = '{elsewhere}' WHERE id = '{mine}'")
    refused(minuted, engine, f"UPDATE {table} SET meeting = '{there}' WHERE id = '{loose}'")
    every = [c.name for c in TABLES[table].columns]
    listed = ", ".join(f'"{c}"' for c in every)
    new = raw(uuid4(), minuted.url)
    given = {"id": f"'{new}'", "meeting": f"'{there}'", "ref": "''"}
    taken = ", ".join(given.get(c, f'"{c}"') for c in every)
    refused(
        minuted, engine, f"INSERT INTO {table} ({listed}) SELECT {taken} FROM {table} WHERE id = '{loose}'"
    )


def test_the_minutes_go_forward_only(minuted: Minuted) -> None:
    engine, uid = minuted.connected(), raw(minuted.approved["minute_set"], minuted.url)

    def setting(what: str) -> str:
        return f"UPDATE minute_set SET {what} WHERE id = '{uid}'"

    for state in ("capturing", "drafting", "tabled", "corrected"):
        refused(minuted, engine, setting(f"state = '{state}'"))
    refused(minuted, engine, setting("body_hash = ''"))
    refused(minuted, engine, setting(f"body_hash = '{'b' * 64}'"))
    assert tried(engine, setting(f"frozen_hash = '{'c' * 64}'")) == ""
    refused(minuted, engine, setting(f"frozen_hash = '{'d' * 64}'"))
    assert tried(engine, setting("state = 'signed', signed_on = '2026-08-30', signed_how = 'mark'")) == ""
    refused(minuted, engine, setting("state = 'approved'"))
    refused(minuted, engine, setting("signed_on = '2026-08-31'"))
    refused(minuted, engine, setting("signed_how = NULL"))
    assert tried(engine, setting("state = 'published'")) == ""


def test_taking_the_minutes_away_first_does_not_help(minuted: Minuted) -> None:
    engine = minuted.connected()
    minutes, entry = (raw(minuted.approved[t], minuted.url) for t in ("minute_set", "minute_entry"))
    change_it = f"UPDATE minute_entry SET text = 'Refused.' WHERE id = '{entry}'"
    elsewhere, new = raw(minuted.draft["meeting"], minuted.url), raw(uuid4(), minuted.url)
    for first in (
        f"DELETE FROM minute_set WHERE id = '{minutes}'",
        f"UPDATE minute_set SET state = 'drafting' WHERE id = '{minutes}'",
        f"UPDATE minute_set SET meeting = '{elsewhere}' WHERE id = '{minutes}'",
        f"UPDATE minute_set SET id = '{new}', state = 'drafting' WHERE id = '{minutes}'",
    ):
        refused(minuted, engine, first, change_it)


def test_a_row_is_not_put_in_the_place_of_another(minuted: Minuted) -> None:
    engine = minuted.connected()
    for table in GOES_ON:
        mine, loose = (raw(r[table], minuted.url) for r in (minuted.approved, minuted.draft))
        every = [c.name for c in TABLES[table].columns]
        listed = ", ".join(f'"{c}"' for c in every)

        def copied(**given: str) -> str:
            return ", ".join(given.get(c, f'"{c}"') for c in every)  # noqa: B023

        same = copied(id=f"'{mine}'", ref="''")
        select = f"SELECT {same} FROM {table} WHERE id = '{loose}'"
        if not minuted.sqlite:
            conflict = "ON CONFLICT (id) DO UPDATE SET archived_at = now()"
            refused(minuted, engine, f"INSERT INTO {table} ({listed}) {select} {conflict}")
            continue
        refused(minuted, engine, f"REPLACE INTO {table} ({listed}) {select}")
        refused(minuted, engine, f"INSERT OR REPLACE INTO {table} ({listed}) {select}")
        upsert = "ON CONFLICT (id) DO UPDATE SET archived_at = 'x'"
        refused(minuted, engine, f"INSERT INTO {table} ({listed}) {select} {upsert}")
        refused(minuted, engine, f"UPDATE OR REPLACE {table} SET id = '{mine}' WHERE id = '{loose}'")
        at = f"(SELECT rowid FROM {table} WHERE id = '{mine}')"
        new = copied(id="hex(randomblob(16))", ref="''")
        pushed = f"INSERT OR REPLACE INTO {table} (rowid, {listed}) SELECT {at}, {new} FROM {table} "
        refused(minuted, engine, pushed + f"WHERE id = '{loose}'")
        refused(minuted, engine, f"UPDATE OR REPLACE {table} SET rowid = {at} WHERE id = '{loose}'")
    code = minuted.approved["decision"].ref
    loose = raw(minuted.draft["decision"], minuted.url)
    if minuted.sqlite:
        refused(minuted, engine, f"UPDATE OR REPLACE decision SET ref = '{code}' WHERE id = '{loose}'")
        refused(minuted, engine, "UPDATE OR IGNORE minute_entry SET text = 'x' WHERE text = 'Agreed.'")


def test_the_trail_is_only_added_to(minuted: Minuted) -> None:
    engine = minuted.connected()
    for text in (
        "UPDATE audit SET changes = '{}'", "UPDATE audit SET verb = 'x'", "UPDATE audit SET revision = 9",
        "DELETE FROM audit", "UPDATE operation SET label = 'x'", "UPDATE operation SET seq = seq + 100",
        "DELETE FROM operation",
    ):  # fmt: skip
        refused(minuted, engine, text)
    if minuted.sqlite:
        listed = "record_id, revision, seq, kind, verb, changes"
        chosen = "record_id, revision, seq, kind, 'forged', changes"
        refused(minuted, engine, f"REPLACE INTO audit ({listed}) SELECT {chosen} FROM audit")
        rest = "record_id, revision + 9, seq, kind, 'forged', changes"
        refused(minuted, engine, f"REPLACE INTO audit (rowid, {listed}) SELECT rowid, {rest} FROM audit")
        before = minuted.rows()
        ops = "seq, op_id, at, said_at, who, 'forged', undoes, clashes"
        assert tried(engine, f"REPLACE INTO operation SELECT {ops} FROM operation") == ""
        assert minuted.rows() == before  # it counts as an op that came again
    else:
        for table in ("audit", "operation", *GOES_ON):
            refused(minuted, engine, f"TRUNCATE {table} CASCADE")


def test_what_goes_on_may_go_on(minuted: Minuted) -> None:
    approved = minuted.approved
    change(minuted.office, approved["decision"], state=approved["decision"].state.__class__.IMPLEMENTED)
    change(minuted.office, approved["minute_entry"], raw="")
    change(
        minuted.office, approved["minute_set"], state=MinutesState.SIGNED, signed_how=SignedHow.MARK,
        signed_on=dt.date(2026, 8, 1),
    )  # fmt: skip
    change(minuted.office, minuted.draft["minute_entry"], text=Rich("Other."))
    engine, uid = minuted.connected(), raw(approved["minute_entry"], minuted.url)
    refused(minuted, engine, f"UPDATE minute_entry SET raw = 'filled anew' WHERE id = '{uid}'")


_EMPTY = "LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"


def test_a_role_of_the_server_with_every_right_on_tables_does_not_get_through(
    postgres_url: str, minuted_postgres: Minuted
) -> None:
    there = minuted_postgres
    role = f"scribe_{uuid4().hex[:8]}"
    owner = there.connected()
    with owner.begin() as conn:
        conn.exec_driver_sql(f"CREATE ROLE {role} LOGIN PASSWORD 'x' NOSUPERUSER")
        conn.exec_driver_sql(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
        conn.exec_driver_sql(f"GRANT ALL ON SCHEMA public TO {role}")
        conn.exec_driver_sql(f"GRANT TEMPORARY ON DATABASE {conn.engine.url.database} TO {role}")
    as_role = sa.create_engine(
        sa.make_url(postgres_url).set(username=role, password="x"), poolclass=sa.NullPool
    )
    uid = there.approved["minute_entry"].id
    tamper = f"UPDATE minute_entry SET text = 'Refused.' WHERE id = '{uid}'"
    try:
        refused(there, as_role, tamper)
        refused(there, as_role, "CREATE TEMP TABLE minute_set (meeting uuid, state text)", tamper)
        refused(
            there, as_role, "SET search_path = pg_temp, public",
            "CREATE TEMP TABLE minute_set (meeting uuid, state text)",
            tamper.replace("minute_entry", "public.minute_entry", 1),
        )  # fmt: skip
        refused(there, as_role, "DELETE FROM audit")
        refused(there, as_role, f"DELETE FROM minute_set WHERE meeting = '{there.approved['meeting'].id}'")
        for text in (
            "ALTER TABLE minute_entry DISABLE TRIGGER ALL",
            "DROP TRIGGER locked_minute_entry_row ON minute_entry",
            "DROP FUNCTION locked_minutes() CASCADE", "SET session_replication_role = replica",
            f"CREATE OR REPLACE FUNCTION locked_minutes() RETURNS trigger {_EMPTY}",
        ):  # fmt: skip
            assert tried(as_role, text, tamper) != "", text
        refused(there, as_role.execution_options(isolation_level="REPEATABLE READ"), tamper)
    finally:
        with owner.begin() as conn:
            conn.exec_driver_sql(f"DROP OWNED BY {role}")
            conn.exec_driver_sql(f"DROP ROLE {role}")


@pytest.fixture
def minuted_postgres(postgres_url: str) -> Iterator[Minuted]:
    store = open_store(postgres_url)
    office = Office(store, Editor(store))
    person, body = make.person("Ada Lund"), make.body("Board", "PB")
    approved, draft = _meeting(body, person, "PB-2026-01"), _meeting(body, person, "PB-2026-02")
    make.stored(office, person, body, *approved.values(), *draft.values())
    change(office, approved["minute_set"], state=MinutesState.APPROVED)
    yield Minuted(office, approved, draft, postgres_url)
    office.close()


def test_a_line_does_not_slip_in_while_the_minutes_are_being_approved(minuted_postgres: Minuted) -> None:
    there = minuted_postgres
    meeting, minutes = there.draft["meeting"].id, there.draft["minute_set"].id
    late = (
        "INSERT INTO minute_entry SELECT (r).* FROM (SELECT jsonb_populate_record(e, jsonb_build_object("
        f"'id', '{uuid4()}', 'text', 'late')) AS r FROM minute_entry e WHERE meeting = '{meeting}') q"
    )
    engine = there.connected()
    with engine.connect() as approving, approving.begin():
        approving.exec_driver_sql(f"UPDATE minute_set SET state = 'approved' WHERE id = '{minutes}'")
        waiting = engine.connect()
        waiting.exec_driver_sql("SET lock_timeout = '200ms'")
        with pytest.raises(sa.exc.OperationalError, match="lock timeout"):
            waiting.exec_driver_sql(late)
        waiting.close()
    refused(there, engine, late)


def test_the_same_op_again_changes_nothing(minuted: Minuted) -> None:
    office = minuted.office
    now = office.store.reader.get("meeting", [minuted.draft["meeting"].id])[minuted.draft["meeting"].id]
    op = office.op(between(now, dc.replace(now, venue="Elsewhere")), "Move")
    first = office.editor.apply(op)
    before = minuted.rows()
    again = office.editor.apply(op)
    assert again.repeated
    assert again.seq == first.seq
    assert minuted.rows() == before


def in_file(there: Minuted, wording: bytes) -> bool:
    """Whether the SQLite file, or its journal, has these bytes anywhere."""
    path = Path(there.url.removeprefix("sqlite:///"))
    return any(wording in p.read_bytes() for p in path.parent.glob(f"{path.name}*"))


def test_rough_notes_leave_the_trail_once_they_are_disposed_of(minuted: Minuted) -> None:
    office, entry = minuted.office, minuted.approved["minute_entry"]
    store = office.store
    assert isinstance(store, SqlStore)
    meeting = minuted.approved["meeting"].id
    with pytest.raises(StoreFault, match="not been disposed of"):
        store.purge_notes(meeting)
    now = store.reader.get("minute_entry", [entry.id])[entry.id]
    minutes = store.reader.get("minute_set", [minuted.approved["minute_set"].id])
    held = minutes[minuted.approved["minute_set"].id]
    gone = batch(
        [between(now, dc.replace(now, raw="")), between(held, dc.replace(held, notes_disposed_at=AT))]
    )
    office.change(gone, "Dispose of the rough notes")
    assert "secret price" in repr(store.reader.history(record=entry.id))
    assert store.purge_notes(meeting) == 2
    history = store.reader.history(record=entry.id)
    assert "secret price" not in repr(history)
    assert [p.label for p in history] == ["Dispose of the rough notes", "Set up"]
    assert "Agreed." in repr(history)
    assert store.purge_notes(meeting) == 0
    assert "secret price" in repr(store.reader.history(record=minuted.draft["minute_entry"].id))
    refused(minuted, minuted.connected(), "UPDATE audit SET changes = '{}'")
    refused(minuted, minuted.connected(), f"DELETE FROM audit WHERE record_id = '{raw(entry, minuted.url)}'")


def test_a_wording_that_clashed_goes_with_the_rough_notes(minuted: Minuted) -> None:
    office, store = minuted.office, minuted.office.store
    assert isinstance(store, SqlStore)
    entry = minuted.draft["minute_entry"]
    change(office, entry, raw="other typing")
    office.change(between(entry, dc.replace(entry, raw="the clashing secret", check_later=True)), "Late")
    with store.reader.engine.connect() as conn:
        assert "clashing secret" in repr(conn.execute(sa.text("SELECT clashes FROM operation")).all())
    change(office, entry, raw="")
    change(office, minuted.draft["minute_set"], state=MinutesState.APPROVED)
    change(office, minuted.draft["minute_set"], notes_disposed_at=AT)
    assert store.purge_notes(minuted.draft["meeting"].id) > 1
    with store.reader.engine.connect() as conn:
        assert "clashing secret" not in repr(conn.execute(sa.text("SELECT clashes FROM operation")).all())
    if minuted.sqlite:
        assert in_file(minuted, b"secret price")  # that of the other meeting
        assert not in_file(minuted, b"clashing secret")
        assert not in_file(minuted, b"other typing")


def test_locks_go_down_and_up_and_one_that_is_missing_is_named(minuted: Minuted) -> None:
    store = minuted.office.store
    assert isinstance(store, SqlStore)
    engine = make_engine(sa.make_url(minuted.url), writer=True)
    with engine.begin() as conn:
        assert missing_locks(conn) == []
        migrate.to_revision(conn, "0008")
        assert len(missing_locks(conn)) >= 20
        migrate.to_revision(conn, migrate.HEAD)
        assert missing_locks(conn) == []
        on = "" if minuted.sqlite else " ON audit"
        name = "locked_audit_gone" if minuted.sqlite else "locked_audit_row"
        conn.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        assert missing_locks(conn) == [name]
    engine.dispose()


def test_sqlite_without_any_setting_of_ours_refuses_too(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    office = Office(store, Editor(store))
    person, body = make.person("Ada Lund"), make.body("Board", "PB")
    approved = _meeting(body, person, "PB-2026-01")
    make.stored(office, person, body, *approved.values())
    change(office, approved["minute_set"], state=MinutesState.APPROVED)
    office.close()
    db = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    assert db.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    with pytest.raises(sqlite3.IntegrityError, match="PM003"):
        db.execute("UPDATE minute_entry SET text = 'x'")
    db.close()
