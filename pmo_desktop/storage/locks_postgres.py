"""The locks of PostgreSQL: three functions that every row passes, and one that no table is emptied by.

Names are qualified and the search path is fixed, since a table of the same name in the caller's own temporary
schema would be looked at first. Writers of one meeting wait for one another on its row, so that no line
slips in while its minutes are being approved; a snapshot taken before would not see that, so other
isolation than READ COMMITTED is refused.
"""

# ruff: noqa: S608 (every name in these statements is one of ours)

from __future__ import annotations

from collections.abc import Mapping

from pmo_desktop.domain.settled import ONCE, SIGNATURE

_HEAD = "RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $lock$"
_APPROVED = "RAISE EXCEPTION 'PM003 the minutes are approved' USING ERRCODE = '23000'"
_TRAIL_KEPT = "RAISE EXCEPTION 'PM001 the trail is only added to' USING ERRCODE = '23000'"
_ISOLATION = (
    "IF current_setting('transaction_isolation') <> 'read committed' THEN "
    "RAISE EXCEPTION 'PM004 minutes are written under READ COMMITTED only' USING ERRCODE = '23000'; END IF;"
)


def server_statements(schema: str, free: Mapping[str, frozenset[str]], settled: str) -> list[str]:
    """Functions and triggers. `schema` is quoted; `free` says by table what may still change."""
    made = [make(schema, settled) for make in (_minutes, _set, _trail, _table)]
    for table, columns in free.items():
        function = "locked_set" if table == "minute_set" else "locked_minutes"
        names = ", ".join(f"'{c}'" for c in sorted(columns))
        own = "id" if table == "meeting" else "meeting"
        made.append(_row(schema, table, f"{function}('{own}', {names})"))
        made.append(_all(schema, table))
    for table in ("audit", "operation"):
        made += [_row(schema, table, "locked_trail()", when="UPDATE OR DELETE"), _all(schema, table)]
    return made


def _row(schema: str, table: str, call: str, when: str = "INSERT OR UPDATE OR DELETE") -> str:
    return (
        f"CREATE TRIGGER locked_{table}_row BEFORE {when} ON {schema}.{table} "
        f"FOR EACH ROW EXECUTE FUNCTION {schema}.{call}"
    )


def _all(schema: str, table: str) -> str:
    return (
        f"CREATE TRIGGER locked_{table}_all BEFORE TRUNCATE ON {schema}.{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {schema}.locked_table()"
    )


def _minutes(schema: str, settled: str) -> str:
    """Rows of a meeting: refused once its minutes are settled, but for what may go on."""
    return f"""
CREATE FUNCTION {schema}.locked_minutes() {_HEAD}
DECLARE was uuid; becomes uuid; free text[] := TG_ARGV[1:];
BEGIN
  {_ISOLATION}
  IF TG_OP <> 'INSERT' THEN was := (to_jsonb(OLD) ->> TG_ARGV[0])::uuid; END IF;
  IF TG_OP <> 'DELETE' THEN becomes := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid; END IF;
  IF TG_TABLE_NAME <> 'meeting' THEN
    PERFORM 1 FROM {schema}.meeting m WHERE m.id IN (was, becomes) ORDER BY m.id FOR NO KEY UPDATE;
  END IF;
  IF EXISTS (SELECT 1 FROM {schema}.minute_set s WHERE s.meeting IN (was, becomes)
             AND s.state IN ({settled})) THEN
    IF TG_OP <> 'UPDATE' THEN {_APPROVED}; END IF;
    IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN {_APPROVED}; END IF;
    IF TG_TABLE_NAME = 'minute_entry' AND to_jsonb(NEW) ->> 'raw' <> ''
       AND to_jsonb(NEW) ->> 'raw' IS DISTINCT FROM to_jsonb(OLD) ->> 'raw' THEN {_APPROVED}; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $lock$"""


def _set(schema: str, settled: str) -> str:
    """Minutes themselves: settled ones go forward only, and a meeting with settled ones gets no others."""
    once = " OR ".join(
        f"(coalesce(was ->> '{c}', '') <> '' AND becomes ->> '{c}' IS DISTINCT FROM was ->> '{c}')"
        for c in ONCE
    )
    signed = " OR ".join(
        f"(was ->> '{c}' IS NOT NULL AND becomes ->> '{c}' IS DISTINCT FROM was ->> '{c}')" for c in SIGNATURE
    )
    return f"""
CREATE FUNCTION {schema}.locked_set() {_HEAD}
DECLARE was jsonb; becomes jsonb; free text[] := TG_ARGV[1:];
  road text[] := ARRAY['approved', 'corrected', 'signed', 'published'];
BEGIN
  {_ISOLATION}
  IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN becomes := to_jsonb(NEW); END IF;
  PERFORM 1 FROM {schema}.meeting m WHERE m.id IN ((was ->> 'meeting')::uuid, (becomes ->> 'meeting')::uuid)
    ORDER BY m.id FOR NO KEY UPDATE;
  IF was ->> 'state' IN ({settled}) THEN
    IF TG_OP = 'DELETE' THEN {_APPROVED}; END IF;
    IF becomes - free IS DISTINCT FROM was - free
       OR coalesce(array_position(road, becomes ->> 'state'), 0) < array_position(road, was ->> 'state')
       OR (becomes ->> 'state' = 'corrected' AND was ->> 'state' = 'approved')
       OR {once}
       OR (was ->> 'state' IN ('signed', 'published') AND ({signed})) THEN {_APPROVED}; END IF;
  ELSIF becomes IS NOT NULL AND (was IS NULL OR becomes ->> 'meeting' <> was ->> 'meeting')
    AND EXISTS (SELECT 1 FROM {schema}.minute_set s WHERE s.meeting = (becomes ->> 'meeting')::uuid
                AND s.state IN ({settled})) THEN {_APPROVED};
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $lock$"""


def disposed(schema: str, entry: str, settled: str) -> str:
    """Whether an entry of minutes has lost its rough notes under the rule of the body."""
    return (
        f"EXISTS (SELECT 1 FROM {schema}.minute_entry e JOIN {schema}.minute_set s ON s.meeting = e.meeting "
        f"WHERE e.id = {entry} AND e.raw = '' AND s.notes_disposed_at IS NOT NULL AND s.state IN ({settled}))"
    )


def no_clash_of_notes(schema: str, clashes: str, settled: str) -> str:
    """The wordings that were not stored, without those of rough notes that were disposed of."""
    gone = disposed(schema, "(j ->> 'id')::uuid", settled)
    return (
        f"(SELECT coalesce(jsonb_agg(j), '[]'::jsonb) FROM jsonb_array_elements({clashes}) j WHERE NOT "
        f"(j ->> 'kind' = 'minute_entry' AND j ->> 'field' = 'raw' AND {gone}))"
    )


def _trail(schema: str, settled: str) -> str:
    """The trail and the list of what was done: only rough notes that were disposed of leave them."""
    return f"""
CREATE FUNCTION {schema}.locked_trail() {_HEAD}
DECLARE was jsonb := to_jsonb(OLD); becomes jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN {_TRAIL_KEPT}; END IF;
  becomes := to_jsonb(NEW);
  IF becomes - ARRAY['changes', 'clashes'] IS DISTINCT FROM was - ARRAY['changes', 'clashes'] THEN
    {_TRAIL_KEPT};
  END IF;
  IF TG_TABLE_NAME = 'audit' THEN
    IF was ->> 'kind' = 'minute_entry' AND jsonb_typeof(was -> 'changes' -> 'raw') = 'array'
       AND becomes -> 'changes' = jsonb_set(was -> 'changes', ARRAY['raw'], '["", ""]'::jsonb)
       AND {disposed(schema, "(was ->> 'record_id')::uuid", settled)} THEN RETURN NEW; END IF;
    {_TRAIL_KEPT};
  END IF;
  IF was ->> 'clashes' IS NULL
     OR becomes -> 'clashes' = {no_clash_of_notes(schema, "was -> 'clashes'", settled)} THEN
    RETURN NEW;
  END IF;
  {_TRAIL_KEPT};
END $lock$"""


def _table(schema: str, settled: str) -> str:
    """No table with settled minutes is emptied in one go, and the trail never."""
    return f"""
CREATE FUNCTION {schema}.locked_table() {_HEAD}
BEGIN
  IF TG_TABLE_NAME IN ('audit', 'operation') THEN {_TRAIL_KEPT}; END IF;
  IF EXISTS (SELECT 1 FROM {schema}.minute_set s WHERE s.state IN ({settled})) THEN {_APPROVED}; END IF;
  RETURN NULL;
END $lock$"""
