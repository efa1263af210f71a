"""How long the window takes to be shown, as a ratio to a bare PySide6 window in the same run.

    python packaging/bench/start.py [--rounds N]

Each start is a process of its own, from its first line to the first paint of the window; a bare window
and the program take turns, and medians are compared, so that the load of the machine weighs on both.
`list` is the time until the register of the example office has its rows from SQLite.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("numpy", "sqlalchemy", "matplotlib", "reportlab", "alembic", "ortools", "openpyxl", "babel")
BARE = """
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
"""
PROGRAM = """
from pmo_desktop.main import chosen_language, parser_for
from pmo_desktop.settings import read_settings, settings_path
from pmo_desktop import i18n
i18n.use(chosen_language(read_settings(settings_path())))
parser_for(["--db", URL]).parse_args(["--db", URL])
from pmo_desktop.bootstrap import engines
from pmo_desktop.ui.application import _application
from PySide6.QtCore import QEvent, QObject
from pmo_desktop.ui.theme import Look, Mode
from pmo_desktop.ui.widgets.remembered import Memory
from pmo_desktop.ui.window import Workplace
app = _application("")
place = Workplace(engines(URL, journal=False), Look(app, Mode.LIGHT), Memory())
window = place.shell
"""
SHOW = """
import json, sys, time
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not told:
            told["shown"] = time.time()
            told["loaded"] = [name for name in HEAVY if name in sys.modules]
            after()
        return False
told = {}
seen = Painted()
window.installEventFilter(seen)
window.show()
app.exec()
print(json.dumps(told))
"""
AFTER_BARE = """
def after():
    app.exit(0)
"""
AFTER_PROGRAM = """
from PySide6.QtCore import QTimer
def look():
    page = place.shell.page_shown()
    listed = getattr(page, "listed", None)
    if listed is not None and listed.model.rowCount():
        told["list"] = time.time()
        place.close()
        app.exit(0)
    else:
        QTimer.singleShot(1, look)
def after():
    QTimer.singleShot(0, lambda: place.start("register"))
    QTimer.singleShot(0, look)
"""


def one_start(code: str, env: dict[str, str]) -> dict[str, float]:
    """Seconds from the start of a process to each thing it tells of."""
    begun = time.time()
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    if told.pop("loaded"):
        print("loaded before the first paint:", done.stdout.splitlines()[-1])
    return {name: at - begun for name, at in told.items()}


def measured(rounds: int, url: str, env: dict[str, str]) -> dict[str, float]:
    """Median seconds: the bare window shown, the program shown, the first list."""
    bare = f"HEAVY = {HEAVY!r}\n{BARE}{AFTER_BARE}{SHOW}"
    program = f"HEAVY = {HEAVY!r}\nURL = {url!r}\n{PROGRAM}{AFTER_PROGRAM}{SHOW}"
    one_start(bare, env)
    one_start(program, env)  # the first start writes the byte code
    times: dict[str, list[float]] = {"bare": [], "shown": [], "list": []}
    for _ in range(rounds):
        times["bare"].append(one_start(bare, env)["shown"])
        for name, seconds in one_start(program, env).items():
            times[name].append(seconds)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> int:
    """Measure and print; exit code 1 when a ratio is beyond its goal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PMO_DATA_DIR": folder, "PYTHONPATH": str(ROOT)}
        database = Path(folder) / "example.db"
        make = (
            "import sys; from pmo_desktop.bootstrap import load_example, open_office;"
            "office = open_office(sys.argv[1], create=True); load_example(office); office.close()"
        )
        subprocess.run([sys.executable, "-c", make, str(database)], env=env, cwd=ROOT, check=True)
        found = measured(rounds, str(database), env)
    shown, listed = found["shown"] / found["bare"], found["list"] / found["bare"]
    print(f"bare window {found['bare'] * 1000:.0f} ms (median of {rounds})")
    print(f"window shown {found['shown'] * 1000:.0f} ms, ratio {shown:.2f} (goal 1.5)")
    print(f"first list {found['list'] * 1000:.0f} ms, ratio {listed:.2f} (goal 4)")
    return 0 if shown <= 1.5 and listed <= 4 else 1


if __name__ == "__main__":
    sys.exit(main())
