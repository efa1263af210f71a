"""The end of a session: what is typed is on the disk before the computer takes the program away."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.meeting_window import database

ROOT = Path(__file__).parents[2]
CHILD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from PySide6.QtCore import SIGNAL, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pmo_desktop.ui.leaving import Leaving
app = QApplication([])
kept = []
leaving = Leaving(app, lambda: kept.append(True))
window = QWidget()
window.show()
if sys.argv[1] == "log-off":  # the manager of sessions cannot be made here, only asked for
    kept += [True] * app.receivers(SIGNAL("commitDataRequest(QSessionManager&)"))
    QTimer.singleShot(50, app.quit)
QTimer.singleShot(0, lambda: print("ready", flush=True))
app.exec()
print("kept" if kept else "lost", flush=True)
"""


def child(how: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", CHILD, how], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_polite_kill_closes_the_window_as_a_person_would(name: str) -> None:
    process = child("kill")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(getattr(signal, name))
    assert process.communicate(timeout=60)[0] == "kept\n"
    assert process.returncode == 0


def test_a_log_off_is_listened_to() -> None:
    process = child("log-off")
    assert process.communicate(timeout=60)[0].splitlines() == ["ready", "kept"]


def test_what_is_typed_is_on_the_disk_when_the_session_ends(
    qapp: QApplication, qtbot: QtBot, sqlite_url: str
) -> None:
    desk = database(sqlite_url).desk()
    desk.leaving.connect(lambda: desk.keep_typing("minutes/1", "a line that grows"))
    desk.keep_now()
    journal = desk.office.journal
    assert journal is not None
    with sqlite3.connect(f"file:{journal.path}?immutable=1", uri=True) as db:
        assert db.execute("SELECT text FROM typing").fetchall() == [("a line that grows",)]
    desk.close()
