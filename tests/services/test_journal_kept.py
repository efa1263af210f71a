"""The journal under hard conditions: two windows, kills, full disks, lost folders, other versions."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.edits import Op, creation
from pmo_desktop.domain.ids import OrgUnitId
from pmo_desktop.domain.organisation import OrgUnit
from pmo_desktop.domain.values import LText
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.journal import InUse, Journal, is_second, open_journal, slot
from pmo_desktop.services.keeping import Keeper
from pmo_desktop.services.notes import Note
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Refused, StoreFault
from pmo_desktop.services.sending import Sender, Waits
from tests.services.memory import MemoryStore

ROOT = Path(__file__).parents[2]
HEAD = f"import os, signal, sys\nsys.path.insert(0, {str(ROOT)!r})\n"


def office() -> Office:
    store = MemoryStore()
    return Office(store, Editor(store))


def op(name: str, made: Office | None = None) -> Op:
    unit = OrgUnit(id=OrgUnitId(uuid4()), title=LText.of(name))
    return (made or office()).op(creation(unit), name)


def ids(journal: Journal) -> list[UUID]:
    return [each.id for each in journal.waiting()]


def run(code: str) -> int:
    """Run a program to its end, which may be a kill; gives its exit code."""
    return subprocess.run([sys.executable, "-c", HEAD + code], check=False, timeout=60).returncode


def test_a_second_window_has_a_file_of_its_own_and_takes_nothing_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    first = open_journal(path)
    first.write(mine := op("Roads"))
    second = open_journal(path)
    second.write(theirs := op("Rail"))
    assert (second.path, is_second(second), is_second(first)) == (slot(path, 2), True, False)
    assert (ids(first), ids(second)) == ([mine.id], [theirs.id])
    with pytest.raises(InUse, match="in use"):
        Journal(path)
    first.close()
    second.close()


def test_what_a_window_left_behind_is_taken_over_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    first, second = open_journal(path), open_journal(path)
    first.typing("minutes/1", "one line")
    second.typing("minutes/1", "another line")
    second.write(sent := op("Rail"))
    second.write(bad := op("Roads"))
    second.refuse(bad.id, "it is too long")
    for each in (second, first):
        each.close()
    again = open_journal(path)
    assert (ids(again), [(o.id, why) for o, why in again.refused()]) == (
        [sent.id],
        [(bad.id, "it is too long")],
    )
    assert again.growing() == {"minutes/1": "one line", "minutes/1#2": "another line"}
    again.close()
    twice = open_journal(path)
    assert (ids(twice), len(twice.growing())) == ([sent.id], 2)
    twice.close()
    emptied = Journal(slot(path, 2))
    assert (ids(emptied), emptied.growing()) == ([], {})
    emptied.close()


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    code = f"""
from pathlib import Path
from pmo_desktop.services.journal import open_journal
journal = open_journal(Path({str(path)!r}))
journal.typing("place", "a line")
os.kill(os.getpid(), signal.SIGKILL)
"""
    for _ in range(3):
        assert run(code) == -signal.SIGKILL
    journal = open_journal(path)
    assert (journal.path, journal.typed("place")) == (path, "a line")
    journal.close()


def test_a_kill_while_sending_again_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """The program dies after each op in turn of those that it sends again at its start."""
    path, database = tmp_path / "journal.db", tmp_path / "office.db"
    journal = open_journal(path)
    ops = [op(f"Unit {n}") for n in range(6)]
    for each in ops:
        journal.write(each)
    journal.close()
    code = f"""
from pathlib import Path
from pmo_desktop.bootstrap import open_office
from pmo_desktop.services.journal import open_journal
office = open_office({str(database)!r}, create=True)
journal = open_journal(Path({str(path)!r}))
left = int(sys.argv[1]) if len(sys.argv) > 1 else 2
def apply(op):
    global left
    office.editor.apply(op)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
journal.replay(apply, ())
"""
    ends = [run(code) for _ in range(8)]
    assert ends[0] == -signal.SIGKILL
    assert ends[-1] == 0
    with sqlite3.connect(database) as db:
        assert db.execute("SELECT count(*), count(DISTINCT id) FROM org_unit").fetchone() == (6, 6)
    again = open_journal(path)
    assert ids(again) == []
    again.close()


def test_a_line_that_is_ended_stops_growing_in_the_same_moment(tmp_path: Path) -> None:
    journal = open_journal(tmp_path / "journal.db")
    journal.typing("minutes/1", "k the whole li")
    journal.write(op("Roads"), "minutes/1")
    with sqlite3.connect(f"file:{journal.path}?mode=ro&immutable=1", uri=True) as db:
        rows = db.execute("SELECT (SELECT count(*) FROM waiting), (SELECT count(*) FROM typing)")
        assert rows.fetchone() == (1, 0)
    journal.close()


def test_a_journal_of_an_older_version_is_read(tmp_path: Path) -> None:
    """Its tables had no version, its ops a field that is gone; what nobody can read stays in the file."""
    path = tmp_path / "journal.db"
    known = op("Roads")
    body = json.loads(Note.keep(known)[0].text)
    body["edit"]["values"]["colour"] = "green"
    strange = {
        **body,
        "id": str(uuid4()),
        "edit": {"do": "create", "kind": "punched_card", "id": str(uuid4())},
    }
    with sqlite3.connect(path) as db:
        db.execute(
            "CREATE TABLE waiting (n INTEGER PRIMARY KEY AUTOINCREMENT, op_id TEXT NOT NULL UNIQUE,"
            " body TEXT NOT NULL, refused TEXT)"
        )
        db.execute("CREATE TABLE typing (place TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL)")
        for each in (strange, body):
            db.execute("INSERT INTO waiting (op_id, body) VALUES (?, ?)", (each["id"], json.dumps(each)))
        db.execute("INSERT INTO typing VALUES ('minutes/1', 'a line', '2026-07-30')")
    db.close()
    journal = open_journal(path)
    assert ([o.edit for o in journal.waiting()], journal.typed("minutes/1")) == ([known.edit], "a line")
    assert (journal.unread, journal.refused()) == (1, [])
    journal.close()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM waiting").fetchone() == (2,)


def test_a_journal_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
        db.execute("CREATE TABLE kept (what TEXT)")
    db.close()
    before = path.read_bytes()
    journal = open_journal(path)
    assert (journal.path, path.read_bytes()) == (slot(path, 2), before)
    journal.close()


def test_a_folder_that_was_taken_away_is_made_again_with_everything(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    journal = open_journal(folder / "journal.db")
    journal.write(first := op("Roads"))
    journal.typing("place", "a line")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    journal.write(second := op("Rail"))
    journal.close()
    again = open_journal(folder / "journal.db")
    assert (ids(again), again.typed("place")) == ([first.id, second.id], "a line")
    again.close()


def test_a_place_that_takes_nothing_is_named_and_what_was_typed_comes_later(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    journal = open_journal(folder / "journal.db")
    journal.write(first := op("Roads"))
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("a file in the place of the folder")
    with pytest.raises(StoreFault, match=str(folder)):
        journal.write(second := op("Rail"))
    assert ids(journal) == [first.id, second.id]
    folder.unlink()
    journal.typing("place", "a line")
    journal.close()
    again = open_journal(folder / "journal.db")
    assert (ids(again), again.typed("place")) == ([first.id, second.id], "a line")
    again.close()


def test_a_full_disk_gives_the_reserve_back_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    journal = open_journal(path)
    reserve = path.with_suffix(".reserve")
    assert reserve.stat().st_size >= 1 << 20
    taken = [op(f"Unit {n}") for n in range(3)]
    journal.write(taken[0])
    broken = journal._db
    assert broken is not None
    broken.execute("PRAGMA max_page_count=4")  # SQLite then says that the disk is full
    for each in taken[1:]:
        journal.write(each)
    journal.typing("place", "x" * 50_000)
    assert not reserve.exists()
    journal.close()
    again = open_journal(path)
    assert (ids(again), len(again.typed("place"))) == ([o.id for o in taken], 50_000)
    again.close()


def test_the_keeper_writes_what_waits_in_one_go_and_the_last_of_a_line(tmp_path: Path) -> None:
    journal = open_journal(tmp_path / "journal.db")
    keeper = Keeper(journal)
    held, busy = Event(), Event()

    def slow() -> None:
        busy.set()
        held.wait(10)

    keeper._pool.submit(slow)
    busy.wait(10)
    futures = [keeper.typing("place", "x" * n) for n in range(1, 50)]
    futures.append(keeper.write(sent := op("Roads")))
    assert journal.typed("place") == "x" * 49
    assert len(set(futures)) == 1
    held.set()
    wait(futures)
    keeper.close()
    journal.close()
    again = open_journal(journal.path)
    assert (ids(again), again.typed("place")) == ([sent.id], "x" * 49)
    again.close()


class DistantStore(MemoryStore):
    """A store that can be away."""

    away = False

    @contextmanager
    def begin(self) -> Iterator[MemoryStore]:
        if self.away:
            raise StoreFault("the server is gone")
        with super().begin() as tx:
            yield tx


def test_nothing_overtakes_an_op_that_has_to_wait() -> None:
    store = DistantStore()
    made = Office(store, Editor(store))
    sender = Sender(made, None)
    first, second, third = (op(n, made) for n in ("Roads", "Rail", "Harbour"))
    store.away = True
    with pytest.raises(StoreFault, match="gone"):
        sender.send(first, None, strict=False)
    store.away = False
    with pytest.raises(Waits):
        sender.send(second, None, strict=False)
    assert sender.withdraw(third)
    assert not sender.withdraw(first), "the database may have it"
    sending = sender.send_all([first, second, third])
    assert [o.label for o, _ in sending.answers] == ["Roads", "Rail"]
    assert not any(isinstance(a, Refused) for _, a in sending.answers)
    assert [u.title.said("en") for u in store.all("org_unit")] == ["Roads", "Rail"]
