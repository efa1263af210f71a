"""The pinned PySide6 keeps its reference counts.

Version 6.12.0 on Python 3.11 loses one reference of True with each emitted signal and one of None with each
pen that is set; after a few thousand the process ends. Hence a child process, which may die.
"""

from __future__ import annotations

import subprocess
import sys

CHILD = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPen

class Bell(QObject):
    rung = Signal(object)

app = QGuiApplication([])
heard = []
bell = Bell()
bell.rung.connect(heard.append)
for n in range(2_000):
    bell.rung.emit(n)
image = QImage(8, 8, QImage.Format.Format_ARGB32)
painter = QPainter(image)
pen = QPen()
for _ in range(20_000):
    painter.setPen(pen)
painter.end()
assert len(heard) == 2_000
print("alive")
"""


def test_signals_and_pens_cost_no_references() -> None:
    child = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=False)
    assert (child.returncode, child.stdout.strip()) == (0, "alive"), child.stderr
