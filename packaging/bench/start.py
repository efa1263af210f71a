"""How long the window takes to be shown, as a ratio to a bare PySide6 window in the same run.

    python packaging/bench/start.py [--rounds N]

Each start is a process of its own, from its first line until the first paint of the window is done; a bare
window and the program, started as a person starts it, take turns, and medians are compared, so that the load
of the machine weighs on both. `list` is the time until the register of the example office, read from SQLite,
is painted with its rows. Every module has its byte code, as in an installed program: the first start of each
makes it, in a folder of the measurement's own, also where the environment forbids Python to write any.
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
WATCH = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Painted(QObject):
    def __init__(self, widget, due, done):
        super().__init__(widget)
        self.due, self.done = due, done
        widget.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.due():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.done)  # after this paint
        return False
told = {}
def tell(name):
    told[name] = time.time()
    told.setdefault("loaded", [name for name in HEAVY if name in sys.modules])
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
{WATCH}
def shown():
    tell("shown")
    app.exit(0)
painted = Painted(window, lambda: True, shown)
window.show()
app.exec()
print(json.dumps(told))
"""
PROGRAM = f"""
from pmo_desktop.main import main
from pmo_desktop.commands import window
application = window.application()
{WATCH}
class Watched(application.Session):
    def show(self, engines, page):
        super().show(engines, page)
        Painted(self.place.shell, lambda: True, self.shown)
    def shown(self):
        tell("shown")
        self.look_for_rows()
    def look_for_rows(self):
        listed = getattr(self.place.shell.page_shown(), "listed", None)
        if listed is None:
            QTimer.singleShot(1, self.look_for_rows)
        else:
            Painted(listed.table.viewport(), listed.model.rowCount, self.listed)
    def listed(self):
        tell("list")
        application.QApplication.exit(0)
application.Session = Watched
main(["--db", URL, "--page", "register"])
print(json.dumps(told))
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
    bare = f"HEAVY = {HEAVY!r}\n{BARE}"
    program = f"HEAVY = {HEAVY!r}\nURL = {url!r}\n{PROGRAM}"
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
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env |= {"QT_QPA_PLATFORM": "offscreen", "PMO_DATA_DIR": folder, "PYTHONPATH": str(ROOT)}
        env |= {"PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode")}
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
