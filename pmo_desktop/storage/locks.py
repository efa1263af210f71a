"""Locks in the database itself: approved minutes and the trail refuse every statement that alters them.

The rules of the program (`domain/rules.py`) say the same with better sentences; these triggers hold for
whoever comes another way. They stop mistakes and people with rights on tables, not the owner of the database:
who may drop a trigger may do anything, and `check` tells when one is missing.

Only what goes on in life may change once the minutes of a meeting are settled: the state of a decision, the
signature, and the rough notes, which may be emptied and never filled.
"""

# ruff: noqa: S608 (every name in these statements is one of ours)

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from pmo_desktop.domain.settled import EMPTIED, GOES_ON, ONCE, SIGNATURE
from pmo_desktop.storage.locks_postgres import server_statements

SETTLED = "'approved', 'corrected', 'signed', 'published'"
APPROVED_SIGN = "PM003 the minutes are approved"
TRAIL_SIGN = "PM001 the trail is only added to"

_ROAD = {"approved": 1, "corrected": 1, "signed": 2, "published": 3}
"""How far settled minutes have come; they never go back."""
_TRAIL = ("audit", "operation")


def make_locks(conn: sa.Connection) -> None:
    """Make every lock, for the columns that the tables have now."""
    for text in statements(conn):
        conn.exec_driver_sql(text)


def drop_locks(conn: sa.Connection) -> None:
    """Take every lock away."""
    if conn.dialect.name == "postgresql":
        for name in ("locked_minutes", "locked_set", "locked_trail", "locked_table"):
            conn.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        return
    for name in _present(conn):
        conn.exec_driver_sql(f'DROP TRIGGER "{name}"')


def missing_locks(conn: sa.Connection) -> list[str]:
    """The locks that are not there or not as they were made, by name."""
    if conn.dialect.name == "postgresql":
        query = sa.text(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'locked\\_%' AND tgenabled IN ('O', 'A') "
            "AND NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = "
            "(SELECT oid FROM pg_namespace WHERE nspname = current_schema()))"
        )
        found = set(conn.execute(query).scalars())
        wanted = {f"locked_{t}_{w}" for t in (*GOES_ON, *_TRAIL) for w in ("row", "all")}
        return sorted(wanted - found)
    present = _present(conn)
    return sorted(name for text in statements(conn) if present.get(name := text.split()[2], "") != text)


def _present(conn: sa.Connection) -> dict[str, str]:
    query = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'locked\\_%' "
                    "ESCAPE '\\'")  # fmt: skip
    return {row.name: row.sql for row in conn.execute(query)}


def statements(conn: sa.Connection) -> list[str]:
    """The statements that make the locks on this database."""
    if conn.dialect.name == "postgresql":
        schema = str(conn.scalar(sa.text("SELECT quote_ident(current_schema())")))
        return server_statements(schema, GOES_ON, SETTLED)
    look = sa.inspect(conn)
    columns = {t: [c["name"] for c in look.get_columns(t)] for t in (*GOES_ON, *_TRAIL)}
    made = [text for table in GOES_ON for text in _minutes(table, columns[table])]
    return [*made, *_audit(columns["audit"]), *_operation(columns["operation"])]


def _trigger(name: str, when: str, table: str, guard: str, sign: str) -> str:
    return (
        f"CREATE TRIGGER locked_{table}_{name} BEFORE {when} ON {table} WHEN {guard} "
        f"BEGIN SELECT RAISE(ABORT, '{sign}'); END"
    )


def _settled(meeting: str) -> str:
    return f"EXISTS (SELECT 1 FROM minute_set s WHERE s.meeting = {meeting} AND s.state IN ({SETTLED}))"


def _minutes(table: str, columns: Iterable[str]) -> Iterable[str]:
    """The locks of one table: no new row, none changed, none gone, none pushed out by another.

    A row may be pushed out by REPLACE with its id, its code or its row number; SQLite fires no trigger for
    that where `recursive_triggers` is off, so that the row that comes is asked.
    """
    own = "id" if table == "meeting" else "meeting"
    here = f"{_settled(f'NEW.{own}')}"
    pushed = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} o WHERE {same} AND {_held(table, 'o', own)})"
        for same in ("o.id = NEW.id", "o.rowid = NEW.rowid", "o.ref = NEW.ref AND o.ref != ''")
    )
    changed = " OR ".join(f'NEW."{c}" IS NOT OLD."{c}"' for c in columns if c not in GOES_ON[table])
    changed += " OR NEW.rowid IS NOT OLD.rowid"
    if table == "minute_entry":
        changed += f" OR (NEW.{EMPTIED} IS NOT OLD.{EMPTIED} AND NEW.{EMPTIED} != '')"
    guard = f"{_settled(f'OLD.{own}')} AND ({changed})"
    if table == "minute_set":
        guard = f"OLD.state IN ({SETTLED}) AND ({changed} OR {_backwards()})"
    arrives = f" OR (NEW.{own} IS NOT OLD.{own} AND {here})" if table != "meeting" else ""
    moved = "NEW.id IS NOT OLD.id OR NEW.ref IS NOT OLD.ref OR NEW.rowid IS NOT OLD.rowid"
    others = f"(({moved}) AND ({pushed}))"
    yield _trigger("new", "INSERT", table, f"{here} OR {pushed}", APPROVED_SIGN)
    yield _trigger("changed", "UPDATE", table, f"({guard}){arrives} OR {others}", APPROVED_SIGN)
    yield _trigger("gone", "DELETE", table, _held(table, "OLD", own), APPROVED_SIGN)


def _held(table: str, row: str, own: str) -> str:
    """Whether a row belongs to settled minutes."""
    return f"{row}.state IN ({SETTLED})" if table == "minute_set" else _settled(f"{row}.{own}")


def _backwards() -> str:
    """Whether settled minutes go back, or a fact that is fixed becomes another."""
    cases = " ".join(f"WHEN '{state}' THEN {n}" for state, n in _ROAD.items())
    rank = "CASE {row}.state " + cases + " ELSE 0 END"
    back = f"{rank.format(row='NEW')} < {rank.format(row='OLD')}"
    other = "(NEW.state IN ('approved', 'corrected') AND NEW.state != OLD.state)"
    once = " OR ".join(f"(coalesce(OLD.{c}, '') != '' AND NEW.{c} IS NOT OLD.{c})" for c in ONCE)
    signed = " OR ".join(f"(OLD.{c} IS NOT NULL AND NEW.{c} IS NOT OLD.{c})" for c in SIGNATURE)
    return f"{back} OR {other} OR {once} OR (OLD.state IN ('signed', 'published') AND ({signed}))"


def _same(columns: Iterable[str], *but: str) -> str:
    kept = [f'NEW."{c}" IS OLD."{c}"' for c in columns if c not in but]
    return " AND ".join([*kept, "NEW.rowid IS OLD.rowid"])


def disposed(entry: str) -> str:
    """Whether an entry of minutes has lost its rough notes under the rule of the body."""
    return (
        "EXISTS (SELECT 1 FROM minute_entry e JOIN minute_set s ON s.meeting = e.meeting "
        f"WHERE e.id = {entry} AND e.raw = '' AND s.notes_disposed_at IS NOT NULL "
        f"AND s.state IN ({SETTLED}))"
    )


def _only_emptied() -> str:
    """Whether the changes of a line of the trail are what they were, but for a wording that became empty.

    Written with `json_each` alone: no other function for JSON may stand in a trigger where the schema of a
    file is not trusted.
    """
    keys = "SELECT count(*) FROM json_each({row}.changes)"
    return (
        "NOT EXISTS (SELECT n.key, n.type, n.value FROM json_each(NEW.changes) n "
        """WHERE NOT (n.key = 'raw' AND n.value = '["",""]') """
        "EXCEPT SELECT o.key, o.type, o.value FROM json_each(OLD.changes) o) "
        f"AND ({keys.format(row='NEW')}) = ({keys.format(row='OLD')})"
    )


_PLAIN_ID = "replace(f.value, '-', '')"


def _only_notes_left_out() -> str:
    """Whether the wordings that were not stored are the same, but for rough notes that were disposed of."""

    def has(key: str, what: str) -> str:
        return f"EXISTS (SELECT 1 FROM json_each(j.value) f WHERE f.key = '{key}' AND {what})"

    kind, field = has("kind", "f.value = 'minute_entry'"), has("field", "f.value = 'raw'")
    notes = f"{kind} AND {field} AND {has('id', disposed(_PLAIN_ID))}"
    now = "SELECT n.value FROM json_each(NEW.clashes) n"
    return (
        f"NOT EXISTS ({now} EXCEPT SELECT j.value FROM json_each(OLD.clashes) j) AND NOT EXISTS "
        f"(SELECT j.value FROM json_each(OLD.clashes) j WHERE NOT ({notes}) EXCEPT {now})"
    )


def _audit(columns: list[str]) -> Iterable[str]:
    """The trail: only rough notes that were disposed of leave it, and only their wording."""
    there = (
        "EXISTS (SELECT 1 FROM audit o WHERE (o.record_id = NEW.record_id AND o.revision = NEW.revision) "
        "OR o.rowid = NEW.rowid)"
    )
    emptied = (
        "OLD.kind = 'minute_entry' AND NEW.changes IS NOT NULL AND "
        f"{_only_emptied()} AND {disposed('OLD.record_id')}"
    )
    yield _trigger("new", "INSERT", "audit", there, TRAIL_SIGN)
    allowed = f"{_same(columns, 'changes')} AND {emptied}"
    yield _trigger("changed", "UPDATE", "audit", f"NOT ({allowed})", TRAIL_SIGN)
    yield _trigger("gone", "DELETE", "audit", "1", TRAIL_SIGN)


def _operation(columns: list[str]) -> Iterable[str]:
    """What was done: an op that comes again changes nothing, what was not stored is noted once."""
    yield (
        "CREATE TRIGGER locked_operation_new BEFORE INSERT ON operation WHEN EXISTS "
        "(SELECT 1 FROM operation o WHERE o.op_id = NEW.op_id OR o.seq = NEW.seq) "
        "BEGIN SELECT RAISE(IGNORE); END"
    )
    noted = f"OLD.clashes IS NULL OR (NEW.clashes IS NOT NULL AND {_only_notes_left_out()})"
    allowed = f"{_same(columns, 'clashes')} AND ({noted})"
    yield _trigger("changed", "UPDATE", "operation", f"NOT ({allowed})", TRAIL_SIGN)
    yield _trigger("gone", "DELETE", "operation", "1", TRAIL_SIGN)
