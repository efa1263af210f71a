"""Kill the window again and again while minutes are typed into it, and say what text was lost.

    python packaging/soak/minutes_kill.py [--times 50] [--key-ms 40] [--most-seconds 900]

A child process runs the real window offscreen and types by Qt's own test keys. It writes each key with its
time to a file before it hands the key over. The parent kills it (SIGKILL) at a random moment, every fifth
time while it starts and sends again what was left, opens the database as the next start would, and compares
what was typed with what database, journal and the line kept for the next start hold. Bounded in count and
time; exit code 1 when more than 500 ms of typing was lost, or a line was stored twice.
"""

from __future__ import annotations

import argparse
import dataclasses as dc
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

LIMIT_MS = 500.0
_EARLY = 4
"""Of five kills, the one that comes while the program starts."""
WORDS = (
    "the supplier confirmed a second shift from the end of July",
    "k capacity of the crew is the binding limit until October",
    "a confirm night rates with finance @mk >fri week",
    "d approve option 2 and release the contingency",
    "d because the crew is the binding limit",
    "? does the contingency still cover winter heating",
    "v option 2 3-0-1",
    "~ look at the canteen contract",
)


def line_text(run: int, number: int) -> str:
    """The line typed at a place of a run; no two are the same."""
    text = WORDS[number % len(WORDS)]
    head, _, rest = text.partition(" ")
    if len(head) > 1 and head != "the":
        return f"{text} {run}x{number}"
    return f"{head} {run}x{number} {rest}"


# -- the child ---------------------------------------------------------------------------------------------


def child(url: str, meeting: str, log: Path, run: int, key_ms: int) -> int:
    """Run the window and type until killed."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from pmo_desktop.bootstrap import engines
    from pmo_desktop.ui.pages.meetings import MeetingsPage
    from pmo_desktop.ui.theme import Look, Mode, register_fonts
    from pmo_desktop.ui.widgets.remembered import Memory
    from pmo_desktop.ui.window import Workplace

    app = QApplication([])
    register_fonts()
    place = Workplace(engines(url), Look(app, Mode.LIGHT), Memory())
    place.shell.resize(1280, 720)
    place.shell.show()
    place.start("meetings")
    keys = ((n, key) for n in range(10_000) for key in (*line_text(run, n), "\r"))
    with log.open("a", encoding="utf-8", buffering=1) as out:

        def press() -> None:
            page = place.shell.page("meetings")
            assert isinstance(page, MeetingsPage)
            line, key = next(keys)
            out.write(json.dumps([time.monotonic(), line, key]) + "\n")
            edit = page.live.capture.edit
            if key == "\r":
                QTest.keyClick(edit, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(edit, key)
            ticker.setInterval(random.randint(key_ms // 2, key_ms * 3 // 2))  # noqa: S311

        def begin() -> None:
            page = place.shell.page("meetings")
            if not place.desk.is_open or not isinstance(page, MeetingsPage):
                return
            if page.sitting.facts is None:
                if not opening:
                    opening.append(True)
                    place.shell.go(f"meetings/{meeting}/live")
                return
            waiter.stop()
            out.write(json.dumps(["offered", page.live.capture.whole]) + "\n")
            page.live.capture.clear()
            ticker.start()

        opening: list[bool] = []
        ticker = QTimer(interval=key_ms)
        ticker.timeout.connect(press)
        waiter = QTimer(interval=50)
        waiter.timeout.connect(begin)
        waiter.start()
        return app.exec()


# -- the parent --------------------------------------------------------------------------------------------


def prepare(url: str) -> UUID:
    """A database with a board of five and a meeting in session; gives the meeting."""
    from pmo_desktop.bootstrap import open_office
    from pmo_desktop.domain.edits import batch, creation
    from pmo_desktop.domain.governance import BodyState, Capacity, GovernanceBody, Membership
    from pmo_desktop.domain.ids import BodyId, MeetingId, MembershipId, PersonId
    from pmo_desktop.domain.organisation import Person
    from pmo_desktop.domain.values import LText, Zoned
    from pmo_desktop.services.meetings import series as meetings
    from pmo_desktop.services.meetings import session as meetings_session
    from pmo_desktop.services.meetings.reading import read_meeting
    from pmo_desktop.services.meetings.steps import Moment

    office = open_office(url, create=True)
    body = GovernanceBody(
        id=BodyId(uuid4()), code="PB", title=LText.of("Portfolio board"), state=BodyState.CONSTITUTED
    )
    names = ("Ingrid Solberg", "Henrik Baum", "Sofia Lindqvist", "Marta Kowalska", "Paul Adeyemi")
    people = [Person(id=PersonId(uuid4()), display_name=name) for name in names]
    seats = [
        Membership(
            id=MembershipId(uuid4()),
            body=body.id,
            person=p.id,
            capacity=Capacity.VOTING if n else Capacity.CHAIR,
        )
        for n, p in enumerate(people)
    ]
    office.change(batch(creation(r) for r in (body, *people, *seats)), "board")
    now = datetime.now(UTC) - timedelta(minutes=1)
    made = meetings.meeting_creation(body, Zoned(now, "Europe/London"), seats, Moment(now, uuid4))
    office.change(made, "meeting")
    uid = UUID(str(made.edits[0].id))  # type: ignore[union-attr]
    facts = read_meeting(office.store.reader, MeetingId(uid))
    assert facts is not None
    office.change(meetings_session.start(facts, Moment(now, uuid4)), "start")
    facts = read_meeting(office.store.reader, MeetingId(uid))
    assert facts is not None
    called = meetings_session.roll_call(facts, "p all", Moment(now, uuid4))
    assert called.edit is not None
    office.change(called.edit, "roll call")
    office.close()
    return uid


@dc.dataclass(frozen=True)
class Held:
    """What the next start finds: lines in the database after the journal was sent, and the growing line.

    `not_opened` is what the program says when it does not open the database at first, `twice` counts lines
    that are stored twice, or stored and still offered.
    """

    lines: frozenset[str]
    growing: str
    waiting: int
    not_opened: str = ""
    twice: int = 0


def held(url: str, meeting: UUID) -> Held:
    """Open the database as the program does, send what the journal kept, and read it."""
    from pmo_desktop.bootstrap import open_office
    from pmo_desktop.services.ports import Refused, StoreFault

    said = ""
    try:
        office = open_office(url, journal=True)
    except StoreFault as why:
        said = str(why)
        path = url.removeprefix("sqlite:///")
        sqlite3.connect(path).execute("PRAGMA quick_check").fetchall()  # takes back what was half written
        office = open_office(url, journal=True)
    journal = office.journal
    assert journal is not None
    waiting = sum(1 for _ in journal.waiting())
    journal.replay(office.editor.apply, (Refused,))
    entries = office.store.reader.where("minute_entry", "meeting", [meeting])
    raws, growing = [e.raw for e in entries], journal.typed(f"minutes/{meeting}")
    twice = len(raws) - len(set(raws)) + (growing in raws)
    found = Held(frozenset(raws), growing, waiting, said, twice)
    office.close()
    return found


@dc.dataclass(frozen=True)
class Loss:
    """What one kill cost: characters, and how old the oldest lost one was at the kill, in ms."""

    characters: int
    ms: float
    text: str = ""


def compare(keys: list[tuple[float, int, str]], killed: float, kept: Held) -> Loss:
    """The text that was typed and is not held; a line that was ended may also still be the growing one."""
    lines: dict[int, list[tuple[float, str]]] = {}
    for at, line, key in keys:
        lines.setdefault(line, []).append((at, key))
    worst = Loss(0, 0.0)
    for typed in lines.values():
        text = "".join(key for _, key in typed if key != "\r")
        ended = typed[-1][1] == "\r"
        if ended and text in kept.lines:
            continue
        same = _common(text, kept.growing)
        lost = len(text) - same
        if lost and (killed - typed[same][0]) * 1000 > worst.ms:
            worst = Loss(lost, (killed - typed[same][0]) * 1000, text[same:])
    return worst


def _common(text: str, kept: str) -> int:
    """How many characters of a line are kept."""
    return next(
        (n for n, (a, b) in enumerate(zip(text, kept, strict=False)) if a != b), min(len(text), len(kept))
    )


def one_kill(
    url: str, meeting: UUID, folder: Path, run: int, key_ms: int
) -> tuple[Loss, Held, int, str | None]:
    """Start, type, kill, compare."""
    log = folder / f"keys-{run}.jsonl"
    words = [sys.executable, __file__, "--child", url, str(meeting), str(log), str(run), str(key_ms)]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    if run % 5 == _EARLY:
        time.sleep(random.uniform(0.3, 3.0))  # noqa: S311
    else:
        _wait_for_typing(process, log)
        time.sleep(random.uniform(0.2, 4.0))  # noqa: S311
    if process.poll() is not None:
        raise SystemExit(f"The program ended by itself in run {run + 1}, exit code {process.returncode}.")
    process.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    process.wait()
    typed = log.read_text("utf-8").splitlines() if log.exists() else []
    rows = [json.loads(row) for row in typed if row.endswith("]")]
    offered = next((str(row[1]) for row in rows if row[0] == "offered"), None)
    keys = [(float(at), int(line), str(key)) for at, line, key in (r for r in rows if r[0] != "offered")]
    kept = held(url, meeting)
    return compare(keys, killed, kept), kept, len(keys), offered


def _wait_for_typing(process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < give_up:
        if log.exists() and log.read_text("utf-8").count("\n") > 1:
            break
        time.sleep(0.05)


def main() -> int:
    """Kill so many times and report."""
    parser = argparse.ArgumentParser(description="Kill the window while minutes are typed.")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--key-ms", type=int, default=40, help="mean time between keys")
    parser.add_argument("--most-seconds", type=float, default=900)
    parser.add_argument("--child", nargs=5, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        url, meeting, log, run, key_ms = args.child
        return child(url, meeting, Path(log), int(run), int(key_ms))
    with tempfile.TemporaryDirectory(prefix="pmo-soak-") as name:
        return soak(Path(name), args.times, args.key_ms, args.most_seconds)


def soak(folder: Path, times: int, key_ms: int, most_seconds: float) -> int:
    """All kills on one database."""
    os.environ["PMO_DATA_DIR"] = str(folder / "data")
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.chmod(0o700)
    url = f"sqlite:///{folder / 'office.db'}"
    meeting = prepare(url)
    started = time.monotonic()
    losses: list[Loss] = []
    typed, growing, wrong, shut, twice = 0, "", 0, 0, 0
    for run in range(times):
        if time.monotonic() - started > most_seconds:
            break
        loss, kept, keys, offered = one_kill(url, meeting, folder, run, key_ms)
        if growing and offered not in (None, growing) and growing not in kept.lines:
            wrong += 1
            print(f"     kept {growing!r}, offered {offered!r}")
        losses.append(loss)
        typed, growing = typed + keys, kept.growing
        shut, twice = shut + bool(kept.not_opened), max(twice, kept.twice)
        cost = f"lost {loss.characters:3} characters, {loss.ms:6.0f} ms  {loss.text!r}"
        print(f"{run + 1:3}  keys {keys:4}  {cost}  {kept.not_opened}", flush=True)
    worst = max(losses, key=lambda loss: loss.ms, default=Loss(0, 0.0))
    longest = max((loss.characters for loss in losses), default=0)
    print(f"kills {len(losses)}, keys {typed}, longest text lost: {longest} characters, {worst.ms:.0f} ms")
    print(f"lines not offered back: {wrong}, stored or offered twice: {twice}, starts that failed: {shut}")
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if worst.ms > LIMIT_MS or wrong or shut or twice else 0


if __name__ == "__main__":
    sys.exit(main())
