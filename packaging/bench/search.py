"""How fast minutes, decisions and actions are searched, on SQLite and on a PostgreSQL of its own.

    python packaging/bench/search.py [--entries 50000] [--sqlite-only] [--json FILE]

Fills each database with entries in English and German (half of them minutes, a fifth decisions, a fifth
actions) over 400 meetings, then asks twenty times for each of eleven typical searches: a common word, rare
ones, a beginning of a word, phrases, terms of every sort. A search is what the page waits for: reading what
was typed, two statements, frozen lines. Also told: the size of the index, and what a meeting of 150 entries
costs to store with it and without.

Goal: p95 <= 100 ms for every search at 50,000 entries.
"""

from __future__ import annotations

import argparse
import dataclasses as dc
import datetime as dt
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlalchemy as sa

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.domain.ids import (
    BodyId,
    MeetingId,
    MinuteEntryId,
    MinuteSetId,
    PersonId,
    VoteId,
    WorkId,
)
from pmo_desktop.domain.minutes import MinuteEntry, MinuteSet, MinutesState, Vote
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.values import Rich
from pmo_desktop.services.meetings.searching import search
from pmo_desktop.services.office import Office
from pmo_desktop.storage.engine import make_engine
from pmo_desktop.storage.rows import packed
from pmo_desktop.storage.store import parse_url
from pmo_desktop.storage.tables import TABLES
from tests import builders as b
from tests.postgres import running_server

TIMES = 20
MEETINGS, BODIES, PEOPLE, WORKS = 400, 10, 200, 300
_COMMON = """the board of and to a in budget bridge project approved plan contract supplier report harbour
schedule risk cost phase gate review change request agreed noted tunnel signal renewal der die das Brücke
Prüfung Bericht genehmigt Mittel Termin Ausschreibung""".split()
_RARE = [f"{a}{z}" for a in "pier quay caisson dredge girder anchor cable drain kerb ramp".split()
         for z in "work line man side head stone way yard house mark".split()]  # fmt: skip
_LATER = 1_000_000
"""Entries from this number on are noted at the last meeting, whose minutes are still open."""
QUERIES = (
    "budget", "bud", "b", "caissonline", "harbour bridge", '"change request"', "bridge -tunnel",
    "is:open owner:p7", "body:B3 kind:decision date:2025", "is:overdue", "budget is:approved by:p9",
)  # fmt: skip


def sentence(rnd: random.Random) -> str:
    """Eight to twenty words, some of them rare."""
    words = [
        rnd.choice(_RARE) if rnd.random() < 0.06 else rnd.choice(_COMMON) for _ in range(rnd.randint(8, 20))
    ]
    return " ".join(words).capitalize() + "."


@dc.dataclass
class World:
    """What entries speak of."""

    rnd: random.Random
    people: list[PersonId]
    works: list[WorkId]
    meetings: list[tuple[MeetingId, BodyId, dt.datetime]]

    def entry(self, n: int) -> Record:
        """The entry of a number: every tenth kind by its share."""
        rnd, text = self.rnd, Rich(sentence(self.rnd))
        newest = self.meetings[-1:] if n >= _LATER else self.meetings
        meeting, body, at = rnd.choice(newest)
        who, day = rnd.choice(self.people), at.date()
        match n % 20:
            case 0 | 1 | 2 | 3:
                return b.decision(
                    str(text), [rnd.choice(self.works)], ref=f"D-{n}", body=body, meeting=meeting,
                    made_on=day, owner=who,
                )  # fmt: skip
            case 4 | 5 | 6 | 7:
                done = ActionState.DONE if rnd.random() < 0.8 else ActionState.OPEN
                due = day + dt.timedelta(days=rnd.randint(7, 90))
                return b.action(
                    str(text), due, ref=f"A-{n}", owner=who, meeting=meeting, body=body, state=done,
                    work=rnd.choice(self.works), raised_at=day,
                )  # fmt: skip
            case 8:
                return b.risk(rnd.choice(self.works), title=str(text), ref=f"R-{n}", raised_at=day)
            case 9:
                return Vote(id=VoteId(uuid4()), meeting=meeting, text=text, mover=who)
        return MinuteEntry(id=MinuteEntryId(uuid4()), meeting=meeting, text=text, at=at, speaker=who)


def world(rnd: random.Random) -> tuple[World, list[Record]]:
    """People, works, bodies and their meetings over eight years."""
    people = [b.person(f"Person {n}", initials=f"P{n}", ref=f"P-{n:03}") for n in range(PEOPLE)]
    works = [b.project(f"Work number {n}", ref=f"PRJ-{n:04}") for n in range(WORKS)]
    bodies = [b.body(f"Board {n}", f"B{n}", ref=f"BODY-{n}") for n in range(BODIES)]
    first = dt.date(2019, 1, 8)
    meetings = [
        b.meeting(bodies[n % BODIES].id, first + dt.timedelta(days=7 * n), ref=f"M-{n:04}")
        for n in range(MEETINGS)
    ]
    made = World(
        rnd,
        [PersonId(p.id) for p in people],
        [WorkId(w.id) for w in works],
        [(MeetingId(m.id), m.body, m.starts.at) for m in meetings],
    )
    return made, [*people, *works, *bodies, *meetings]


def approved(made: World) -> list[Record]:
    """The minutes of three meetings in four; stored last, since nothing may be added to them."""
    settled = made.meetings[: MEETINGS * 3 // 4]
    return [MinuteSet(id=MinuteSetId(uuid4()), meeting=m, state=MinutesState.APPROVED) for m, _, _ in settled]


def fill(url: str, entries: int) -> tuple[World, float]:
    """Put the records into the tables directly; the world, and the seconds that it took."""
    made, records = world(random.Random(1))  # noqa: S311
    records += [made.entry(n) for n in range(entries)]
    records += approved(made)
    by_family: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        kind = kind_of(record)
        by_family.setdefault(kind.family, []).append(packed(kind, dc.replace(record, revision=1)))
    began = time.perf_counter()
    engine = make_engine(parse_url(url), writer=True)
    with engine.begin() as conn:
        for family, rows in by_family.items():
            names = {name for row in rows for name in row}
            conn.execute(sa.insert(TABLES[family]), [{n: row.get(n) for n in names} for row in rows])
    with engine.begin() as conn:
        conn.execute(sa.text("ANALYZE"))
    engine.dispose()
    return made, time.perf_counter() - began


def latencies(office: Office) -> Iterator[tuple[str, dict[str, float]]]:
    """For each search the lines found, median and 95th percentile in ms."""
    names = office.store.reader.known_names()
    for typed in QUERIES:
        answer = search(office, typed, names)
        taken = []
        for _ in range(TIMES):
            began = time.perf_counter()
            answer = search(office, typed, names)
            taken.append((time.perf_counter() - began) * 1e3)
        cuts = statistics.quantiles(taken, n=20)
        yield typed, {"found": sum(answer.found.counts.values()), "p50": cuts[9], "p95": cuts[18]}


def sized(url: str) -> dict[str, float]:
    """Megabytes of the records that are searched, and of the index."""
    engine = make_engine(parse_url(url), writer=False)
    tables = ("decision", "action", "minute_entry", "vote", "risk", "issue")
    with engine.connect() as conn:
        if engine.dialect.name == "postgresql":

            def size(name: str) -> float:
                return float(
                    conn.scalar(sa.text("SELECT pg_total_relation_size(:name)"), {"name": name}) or 0
                )

            found = {"records": sum(map(size, tables)), "index": size("searched")}
        else:
            of = "SELECT name FROM sqlite_master WHERE tbl_name {}"
            said = f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({of})"  # noqa: S608
            own = "IN ({})".format(", ".join(f"'{name}'" for name in tables))
            found = {}
            for what, which in (("records", own), ("index", "LIKE 'searched%'")):
                found[what] = float(conn.exec_driver_sql(said.format(which)).scalar() or 0)
    engine.dispose()
    return {what: n / 1e6 for what, n in found.items()}


def stored_meeting(office: Office, made: World) -> float:
    """Milliseconds to store the entries of a meeting as one edit."""
    entries = [made.entry(n) for n in range(_LATER, _LATER + 150)]
    entries = [dc.replace(e, ref="") for e in entries]
    began = time.perf_counter()
    office.change(batch(creation(e) for e in entries), "Meeting")
    return (time.perf_counter() - began) * 1e3


def without_index(url: str) -> None:
    """Take the triggers away: what is stored afterwards cannot be found."""
    engine = make_engine(parse_url(url), writer=True)
    with engine.begin() as conn:
        if engine.dialect.name == "postgresql":
            said = "SELECT 'ALTER TABLE ' || event_object_table || ' DISABLE TRIGGER ' || trigger_name FROM "
            said += "information_schema.triggers WHERE trigger_name LIKE 'searched%' GROUP BY 1"
        else:
            said = "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger' "
            said += "AND name LIKE 'searched%'"
        for text in conn.exec_driver_sql(said.replace("%", "%%")).scalars().all():
            conn.exec_driver_sql(text)
    engine.dispose()


def median(step: Callable[[], float], times: int = 7) -> float:
    """The median of several runs."""
    return statistics.median(step() for _ in range(times))


def measured(url: str, entries: int) -> dict[str, Any]:
    """Everything about one database."""
    open_office(url, create=True).close()
    made, seconds = fill(url, entries)
    office = open_office(url)
    found: dict[str, Any] = {"fill_s": seconds, "searches": dict(latencies(office)), "size_mb": sized(url)}
    indexed = median(lambda: stored_meeting(office, made))
    office.close()
    without_index(url)
    office = open_office(url)
    plain = median(lambda: stored_meeting(office, made))
    office.close()
    found["meeting_of_150_ms"] = {"with_index": indexed, "without": plain}
    return found


def told(name: str, found: dict[str, Any]) -> None:
    """Print one database."""
    print(f"\n{name}: filled in {found['fill_s']:.1f} s")
    for typed, ms in found["searches"].items():
        print(f"  {typed:40} {ms['found']:>7,.0f} found   p50 {ms['p50']:6.1f} ms   p95 {ms['p95']:6.1f} ms")
    size, cost = found["size_mb"], found["meeting_of_150_ms"]
    print(f"  index {size['index']:.1f} MB beside {size['records']:.1f} MB of records and their own indexes")
    print(
        f"  150 entries stored in {cost['with_index']:.0f} ms, without the index in {cost['without']:.0f} ms"
    )


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        found["SQLite"] = measured(f"sqlite:///{folder}/office.db", args.entries)
        told("SQLite", found["SQLite"])
    if not args.sqlite_only:
        with running_server() as server:
            found["PostgreSQL"] = measured(server.make("office"), args.entries)
            told("PostgreSQL", found["PostgreSQL"])
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
