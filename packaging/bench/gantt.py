"""How fast the Gantt chart is: first draw and pan step of a long plan, beside a bare blit in the same run.

    python packaging/bench/gantt.py [tasks]

Prints medians in ms, the 95th percentile, and ratios to copying an empty picture of the same size to a
widget (what no drawing can be faster than). Goals: first draw <= 300 ms, pan step <= 12 ms.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

SIZE = (1100, 900)


class Blit(QWidget):
    """Shows one picture, nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(*SIZE)
        self._image = QImage(*SIZE, QImage.Format.Format_RGBX8888)
        self._image.fill(Qt.GlobalColor.white)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Copy it."""
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.end()


def measured(step: Callable[[int], object], times: int = 80) -> tuple[float, float]:
    """Median and 95th percentile of a step, in ms."""
    taken = []
    for i in range(times):
        began = time.perf_counter()
        step(i)
        taken.append((time.perf_counter() - began) * 1e3)
    return statistics.median(taken), sorted(taken)[int(times * 0.95)]


def main(tasks: int) -> int:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    blit = Blit()
    blit.show()
    app.processEvents()
    bare, _ = measured(lambda _i: blit.repaint())
    began = time.perf_counter()
    from pmo_desktop.ui.gantt.canvas import GanttCanvas
    from pmo_desktop.ui.gantt.surface import prepare
    from pmo_desktop.ui.theme.fonts import register_fonts

    register_fonts()
    prepare()
    prepared = (time.perf_counter() - began) * 1e3
    from tests.charts.samples import long_plan

    plan = long_plan(tasks)
    canvas = GanttCanvas()
    canvas.resize(*SIZE)
    canvas.show()
    app.processEvents()
    began = time.perf_counter()
    canvas.set_model(plan)
    canvas.repaint()
    first = (time.perf_counter() - began) * 1e3
    canvas.show_span(canvas.span.zoomed(2.2 / canvas.span.per_day, 0))
    home = canvas.span

    def down(i: int) -> None:
        canvas.set_scroll(i * 75)
        canvas.repaint()

    def along(i: int) -> None:
        canvas.set_scroll(i * 40)
        canvas.show_span(home.panned(i * 8))
        canvas.repaint()

    def closer(i: int) -> None:
        canvas.show_span(home.zoomed(1.02 ** (i % 30), 400))
        canvas.repaint()

    print(
        f"{len(plan.rows)} tasks, {len(plan.links)} links, {SIZE[0]} x {SIZE[1]}; "
        f"imports before the first chart {prepared:.0f} ms"
    )
    print(f"bare blit        {bare:7.2f} ms")
    print(f"first draw       {first:7.2f} ms")
    for name, step in (("scroll rows", down), ("pan time and rows", along), ("zoom", closer)):
        median, late = measured(step)
        print(f"{name:<17}{median:7.2f} ms   p95 {late:6.2f}   {median / bare:5.1f} x bare blit")
    blit.close()
    canvas.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2440))
