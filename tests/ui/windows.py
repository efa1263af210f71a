"""A real window on a real database, for tests: built as the program builds it, closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import engines
from pmo_desktop.ui.theme import Look, Mode
from pmo_desktop.ui.widgets.remembered import Memory
from pmo_desktop.ui.window import Workplace

LONGEST_MS = 30_000
HEAD = "Title,Reference,Manager,Rating,Finish,Budget\n"


def settled(qtbot: QtBot, place: Workplace) -> None:
    """Wait until nothing is read, written or worked out, and what follows from it is done."""
    qtbot.waitUntil(lambda: not place.busy, timeout=LONGEST_MS)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not place.busy, timeout=LONGEST_MS)


@contextmanager
def window(qtbot: QtBot, app: QApplication, database: Path, *, create: bool = True) -> Iterator[Workplace]:
    """The window of the program on a database, started and settled."""
    look = Look(app, Mode.LIGHT)
    place = Workplace(engines(str(database), create=create), look, Memory())
    with qtbot.waitExposed(place.shell):
        place.shell.show()
    place.start("home")
    settled(qtbot, place)
    try:
        yield place
    finally:
        place.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements sent meanwhile, by any thread; none for transactions."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, text: str, *_more: object) -> None:
        if not text.lstrip().upper().startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            sent.append(text)

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)


def register_file(folder: Path, name: str = "register.csv", works: int = 3) -> Path:
    """A small register of believable works."""
    titles = ("Harbour Link Bridge", "Ring Road East", "Old Mint Tunnel", "Signal Renewal North")
    rest = "Tomas Okafor,Green,2027-03-{day:02},EUR {n}00000\n"
    lines = [
        f"{titles[n % 4]} {n // 4 or ''},EXT-{n:03}," + rest.format(day=n % 28 + 1, n=n + 1)
        for n in range(works)
    ]
    path = folder / name
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path
