"""Minutes typed as a scribe types them: what the editor waits, actions per minute, seconds to the draft.

    python packaging/bench/capture.py [meeting] [stall] [--delay-ms 500] [--seconds 30] [--lines 150]

`meeting` replays a two-hour meeting key by key as fast as the window takes them: roll call, items, lines of
every kind, undo, changed lines; then the end, and the draft of its minutes as a PDF. It says how many
lines and actions a minute that makes, and checks that the database holds each once. `stall` types twelve keys
a second while each sync of a file takes so many milliseconds longer, with a library put before the system's
(needs a C compiler), and says how long the window did nothing else; without a delay beside it.
Exit code 1 when the editor stalled for more than 50 ms (99 of 100 times) or a line is missing.
"""

from __future__ import annotations

import argparse
import dataclasses as dc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from pmo_desktop.readmodels.meetings_facts import MeetingFacts
    from pmo_desktop.ui.pages.meetings import MeetingsPage
    from pmo_desktop.ui.window import Workplace

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

LIMIT_MS = 50.0
TICK_MS = 4
MEMBERS = (
    "Ingrid Solberg, chair\nHenrik Baum\nSofia Lindqvist\nJoana Teixeira\nRashid Al-Amin\n"
    "Marta Kowalska\nEun-ji Kang\nPaul Adeyemi\nGrace Whitfield\nNadia Petrova, scribe\n"
)
LINES = (
    "k capacity of the piling crew is the binding limit until October {n}",
    "supplier confirmed a second shift from the end of July if ordered by Friday {n}",
    "v option {n} 6-0-1",
    "d approve option {n}: release EUR 1.2 m for a second piling shift",
    "d because the crew is the binding limit {n}",
    "a confirm night rates with finance {n} @mk >fri week",
    "? does the contingency still cover winter heating {n}",
    "a order lamps for pier {n} @hb >31 dec",
    "~ look at the canteen contract {n}",
    "* the bidder may withdraw {n}",
)
SLOW = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
static void wait_first(void) { const char *ms = getenv("PMO_SYNC_MS"); if (ms) usleep(1000 * atoi(ms)); }
int fsync(int fd) { int (*real)(int) = dlsym(RTLD_NEXT, "fsync"); wait_first(); return real(fd); }
int fdatasync(int fd) { int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync"); wait_first(); return real(fd); }
"""


@dc.dataclass(frozen=True)
class Key:
    """A key, or the text of one, with a modifier."""

    key: Qt.Key | str
    control: bool = False
    shift: bool = False


def prepare(url: str) -> UUID:
    """A board of nine with a meeting of eight items."""
    from pmo_desktop.bootstrap import open_office
    from pmo_desktop.services.meetings import agenda
    from pmo_desktop.services.meetings.begin import Beginning, begin
    from pmo_desktop.services.meetings.reading import read_meeting
    from pmo_desktop.services.meetings.steps import Moment

    office = open_office(url, create=True)
    moment = Moment(datetime.now(UTC) - timedelta(minutes=1), uuid4)
    wanted = Beginning(moment.now.date(), "PB", "Portfolio board", MEMBERS)
    begun = begin(office.store.reader, wanted, moment)
    office.change(begun.edit, "board")
    for n in range(8):
        facts = read_meeting(office.store.reader, begun.meeting)
        assert facts is not None
        office.change(agenda.add(facts, f"Business {n + 1}", moment, minutes=15), "item")
    office.close()
    return UUID(int=begun.meeting.int)


def opened(url: str, meeting: UUID) -> Workplace:
    """The window on the live page of the meeting."""
    from PySide6.QtWidgets import QApplication

    from pmo_desktop.bootstrap import engines
    from pmo_desktop.ui.theme import Look, Mode, register_fonts
    from pmo_desktop.ui.widgets.remembered import Memory
    from pmo_desktop.ui.window import Workplace

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    register_fonts()
    place = Workplace(engines(url), Look(app, Mode.LIGHT), Memory())
    place.shell.resize(1440, 900)
    place.shell.show()
    place.start("meetings")
    wait_for(lambda: place.desk.is_open and not place.busy, 30_000)
    place.shell.go(f"meetings/{meeting}/live")
    wait_for(lambda: meetings(place).sitting.facts is not None and not place.busy, 30_000)
    return place


def meetings(place: Workplace) -> MeetingsPage:
    """The page of meetings."""
    from pmo_desktop.ui.pages.meetings import MeetingsPage

    page = place.shell.page("meetings")
    assert isinstance(page, MeetingsPage)
    return page


def sitting(place: Workplace) -> MeetingFacts:
    """The meeting as it stands on the page."""
    facts = meetings(place).sitting.facts
    assert facts is not None
    return facts


def wait_for(true: Callable[[], bool], longest_ms: int) -> None:
    """Let the window work until something is so."""
    from PySide6.QtTest import QTest

    end = time.monotonic() + longest_ms / 1000
    while not true():
        if time.monotonic() > end:
            raise SystemExit("The window did not come to rest.")
        QTest.qWait(2)


def press(place: Workplace, keys: Iterator[Key]) -> None:
    """Give keys to the line one by one."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    edit = meetings(place).live.capture.edit
    for each in keys:
        if each.key == Qt.Key.Key_Z:  # hands that take something back have seen it
            wait_for(lambda: not place.busy, 10_000)
        modifier = Qt.KeyboardModifier.NoModifier
        modifier |= Qt.KeyboardModifier.ControlModifier if each.control else modifier
        modifier |= Qt.KeyboardModifier.ShiftModifier if each.shift else modifier
        if isinstance(each.key, str):
            QTest.keyClicks(edit, each.key)
        else:
            QTest.keyClick(edit, each.key, modifier)


def typed(text: str) -> Iterator[Key]:
    """A line letter by letter, and Enter."""
    from PySide6.QtCore import Qt

    yield from (Key(letter) for letter in text)
    yield Key(Qt.Key.Key_Return)


def script(lines: int) -> Iterator[Key]:
    """The keys of two hours: eight items, with people who come and go, undo, and changes."""
    from PySide6.QtCore import Qt

    yield Key(Qt.Key.Key_S, control=True, shift=True)
    yield from typed("p is hb sl jt ra mk ek pa x gw p np")
    for n in range(lines):
        if n and n % max(1, lines // 8) == 0:
            yield Key(Qt.Key.Key_Down, control=True)
        yield from typed(LINES[n % len(LINES)].format(n=n))
        if n % 30 == 10:  # a line too much is taken back
            yield from typed(f"slip {n}")
            yield Key(Qt.Key.Key_Z, control=True)
        if n % 40 == 20:  # the last line gets a word more
            yield Key(Qt.Key.Key_Up)
            yield from typed(" indeed")
        if n % 50 == 5:
            yield Key(Qt.Key.Key_Period, control=True)


def meeting(folder: Path, lines: int) -> int:
    """Replay the meeting, end it, print the draft; say how long each took."""
    url = f"sqlite:///{folder / 'office.db'}"
    uid = prepare(url)
    place = opened(url, uid)
    keys, began = list(script(lines)), time.monotonic()
    press(place, iter(keys))
    wait_for(lambda: not meetings(place).sitting.unsaved and not place.busy, 60_000)
    took = time.monotonic() - began
    facts = sitting(place)
    actions = [a for a in facts.actions.all() if a.archived_at is None]
    wanted = sum(LINES[n % len(LINES)].startswith("a ") for n in range(lines))
    print(f"{len(keys)} keys, {len(facts.entries)} lines, {len(actions)} actions in {took:.1f} s")
    print(f"{60 * len(facts.entries) / took:.0f} lines a minute, {_alone(place):.0f} actions a minute")
    seconds, pages = _end(place, uid)
    print(f"from the end of the meeting to the draft of its minutes: {seconds:.2f} s, {pages} bytes")
    place.close()
    whole = len(facts.entries) == lines and len(actions) == wanted
    print("every line is there once" if whole else f"MISSING: {lines} lines, {wanted} actions were typed")
    return 0 if whole else 1


def _alone(place: Workplace, times: int = 20) -> float:
    """Actions with owner and date, each stored before the next is typed: so many a minute."""
    began = time.monotonic()
    for n in range(times):
        press(place, typed(f"a confirm rates with finance {n} @mk >fri week"))
        wait_for(lambda: not meetings(place).sitting.unsaved, 10_000)
    took = time.monotonic() - began
    for _ in range(times):
        place.desk.undo()
        wait_for(lambda: not place.busy, 10_000)
    return 60 * times / took


def _end(place: Workplace, uid: UUID) -> tuple[float, int]:
    """End the meeting and print its draft: seconds, and the size of the PDF."""
    from pmo_desktop.domain.ids import MeetingId
    from pmo_desktop.domain.meetings import MeetingState
    from pmo_desktop.services.meetings.minuting import minutes_model

    began = time.monotonic()
    page = meetings(place)
    page.live.ask_to_end()
    page.live.accept()
    wait_for(lambda: sitting(place).meeting.state is MeetingState.ENDED and not place.busy, 30_000)
    model = minutes_model(place.desk.office.store.reader, MeetingId(uid))
    assert model is not None
    body = place.engines.build_minutes(model)
    return time.monotonic() - began, len(body)


# -- stalls ------------------------------------------------------------------------------------------------


def typing(url: str, uid: str, seconds: float) -> int:
    """Type for a while and print how long the window was away each time it was looked for, in ms."""
    from PySide6.QtCore import QElapsedTimer, Qt, QTimer
    from PySide6.QtWidgets import QApplication

    place = opened(url, UUID(uid))
    press(
        place, iter([Key(Qt.Key.Key_S, control=True, shift=True), *typed("p is hb sl jt ra mk ek pa gw np")])
    )
    keys = (key for n in range(10_000) for key in typed(LINES[n % len(LINES)].format(n=n)))
    away: list[float] = []
    clock = QElapsedTimer()
    clock.start()

    def look() -> None:
        away.append(max(0.0, clock.nsecsElapsed() / 1e6 - TICK_MS))
        clock.restart()

    ticker = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
    ticker.timeout.connect(look)
    hands = QTimer(interval=80)
    hands.timeout.connect(lambda: press(place, iter([next(keys)])))
    ticker.start()
    hands.start()
    app = QApplication.instance()
    assert app is not None
    QTimer.singleShot(int(seconds * 1000), app.quit)
    app.exec()
    print(json.dumps(away), flush=True)
    os._exit(0)


def stall(folder: Path, delay: int, seconds: float) -> int:
    """Type without and with slow syncs; say how long the editor stalled."""
    compiler = shutil.which("cc")
    if compiler is None:
        print("There is no C compiler, and without one no sync can be made slow.")
        return 1
    (folder / "slow.c").write_text(SLOW, encoding="ascii")
    library = folder / "slow.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, folder / "slow.c", "-ldl"], check=True)
    worst = 0.0
    for n, extra in enumerate((0, delay)):
        url = f"sqlite:///{folder / f'stall-{n}.db'}"
        uid = prepare(url)
        env = dict(os.environ, LD_PRELOAD=str(library), PMO_SYNC_MS=str(extra))
        words = [sys.executable, __file__, "--child", url, str(uid), str(seconds)]
        done = subprocess.run(words, env=env, check=True, capture_output=True, text=True)
        away = sorted(json.loads(done.stdout.splitlines()[-1]))
        p99, most = away[int(len(away) * 0.99)], away[-1]
        worst = p99 if extra else worst
        said = f"p50 {away[len(away) // 2]:.1f}, p99 {p99:.1f}, most {most:.0f} ms"
        print(f"syncs {extra:3} ms slower: stalls {said} ({len(away)} looks)")
    return 1 if worst > LIMIT_MS else 0


def main() -> int:
    """Measure what is asked for, both unless said."""
    parser = argparse.ArgumentParser(description="Measure live capture.")
    parser.add_argument("what", nargs="*", choices=["meeting", "stall", []])
    parser.add_argument("--delay-ms", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--lines", type=int, default=150)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if args.child:
        return typing(args.child[0], args.child[1], float(args.child[2]))
    with tempfile.TemporaryDirectory(prefix="pmo-capture-") as name:
        folder = Path(name)
        os.environ["PMO_DATA_DIR"] = str(folder / "data")
        wanted = args.what or ["meeting", "stall"]
        codes = [meeting(folder, args.lines)] if "meeting" in wanted else []
        codes += [stall(folder, args.delay_ms, args.seconds)] if "stall" in wanted else []
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
