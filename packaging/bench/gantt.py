"""How fast the Gantt chart of the window is, for plans of several lengths, beside the usual way to draw one.

    python packaging/bench/gantt.py [--sizes 1000,10000,100000] [--no-peer] [--json FILE]

The window is the plan as people see it: tree and chart side by side in 1600 x 900, offscreen. A frame is a
step of rows and time at once (or of scale) until all of it is painted, words of the rows included. Peers in
the same run: an empty canvas, the copying of a picture as large as the chart, and the usual Matplotlib chart
with a bar for each task (`Axes.barh` in a loop) at 10,000 tasks. Frames of all lengths take turns, so that
what else the machine does falls on all alike; times of the clock and of the processor are both given. Memory
is that of a process of its own.

Goals: frame <= 8 ms median and <= 12 ms p95 at 100,000 rows, <= 1.2 times the cost at 1,000, >= 100 times
faster than a bar for each task; first draw <= that of an empty canvas + 40 ms; 100,000 tasks <= 250 MB.
"""

from __future__ import annotations

import argparse
import dataclasses as dc
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

SIZE = (1600, 900)
FRAMES = 120
PEER = 10_000
_DAYS_IN_VIEW = 480.0


class Blit(QWidget):
    """Shows one picture, nothing else."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.resize(image.size())
        self.image = image

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Copy it."""
        painter = QPainter(self)
        painter.drawImage(0, 0, self.image)
        painter.end()


def timed(step: Callable[[int], object], times: int = FRAMES) -> dict[str, float]:
    """Median and 95th percentile of a step, in ms."""
    return turns({"": step}, times)[""]


def turns(steps: Mapping[str, Callable[[int], object]], times: int = FRAMES) -> dict[str, dict[str, float]]:
    """Median and 95th percentile by the clock, median of the processor, of steps that take turns, in ms."""
    clock: dict[str, list[float]] = {name: [] for name in steps}
    busy: dict[str, list[float]] = {name: [] for name in steps}
    for i in range(times):
        for name, step in steps.items():
            began, used = time.perf_counter(), time.thread_time()
            step(i)
            clock[name].append((time.perf_counter() - began) * 1e3)
            busy[name].append((time.thread_time() - used) * 1e3)
    return {
        name: {
            "median": statistics.median(clock[name]),
            "p95": float(np.percentile(clock[name], 95)),
            "cpu": statistics.median(busy[name]),
        }
        for name in steps
    }


def plan_of(count: int) -> Any:
    """A plan in packages of ten, as arrays: links, a baseline, float, a critical path, people."""
    from pmo_desktop.readmodels.gantt import GanttModel
    from pmo_desktop.readmodels.gantt_columns import GanttColumns
    from pmo_desktop.readmodels.gantt_rows import GanttKind, GanttRow, Lazy, instant_of

    rng, at = np.random.default_rng(1), np.arange(count)
    summary, point = at % 10 == 0, at % 10 == 9
    start = 20_500 + (at // 10) * min(3.0, 4000 / max(count / 10, 1)) + (at % 10) * 6.0
    finish = np.where(point, start, start + np.where(summary, 60.0, rng.integers(4, 30, count)))
    task = np.flatnonzero(~summary)
    one = task[:-1]
    columns = GanttColumns(
        start=start, finish=finish, base_start=start - 4.0, base_finish=finish - 4.0,
        progress=np.clip((22_000 - start) / 2_000, 0, 1), critical=(at % 7 == 0) & ~summary, point=point,
        gate=point & (at % 20 == 19), summary=summary, link_from=one, link_to=task[1:],
        link_kind=np.zeros(len(one), dtype=np.intp), level=np.where(summary, 0, 1),
        slack=np.where(at % 3 == 0, 2400.0, np.nan), deadline=np.where(at % 50 == 5, finish + 9, np.nan),
        constraint=np.zeros(count, dtype=np.intp), constraint_date=np.full(count, np.nan),
    )  # fmt: skip
    kinds = (GanttKind.TASK, GanttKind.SUMMARY, GanttKind.MILESTONE)

    def row(i: int) -> GanttRow:
        return GanttRow(
            id=str(i), number=i + 1, name=f"Piling of pier {i}, north side", level=int(columns.level[i]),
            kind=kinds[int(summary[i]) + 2 * int(point[i])], start=instant_of(start[i]),
            finish=instant_of(finish[i]), baseline_finish=instant_of(finish[i] - 4),
            people="Crew A" if i % 4 == 0 else "",
        )  # fmt: skip

    ids = [str(i) for i in range(count)]
    return GanttModel.from_columns(columns, ids, Lazy(count, row), as_at=datetime(2027, 3, 1), name="Plan")


def paint(app: QApplication) -> None:
    """Let everything that is due be painted."""
    app.sendPostedEvents()
    app.processEvents()


def first_draw(app: QApplication, model: Any) -> float:
    """Until the chart of a plan is seen on a canvas that showed nothing, in ms."""
    from pmo_desktop.ui.gantt.canvas import GanttCanvas

    canvas = GanttCanvas()
    canvas.resize(1060, 850)
    canvas.show()
    paint(app)
    began = time.perf_counter()
    canvas.set_model(model)
    paint(app)
    taken = (time.perf_counter() - began) * 1e3
    canvas.close()
    return taken


class Window:
    """A plan in the window: how long it takes to stand there, and what a frame does."""

    def __init__(self, app: QApplication, count: int) -> None:
        from pmo_desktop.readmodels.gantt import GanttModel
        from pmo_desktop.ui.gantt.view import PlanView

        self._app = app
        model = plan_of(count)
        empty = min(first_draw(app, GanttModel()) for _ in range(3))
        first = min(first_draw(app, dc.replace(model)) for _ in range(2))
        self.view = view = PlanView()
        view.resize(*SIZE)
        view.show()
        paint(app)
        began = time.perf_counter()
        view.set_model(model)
        paint(app)
        stands = (time.perf_counter() - began) * 1e3
        self.found: dict[str, Any] = {
            "rows": count,
            "empty_ms": empty,
            "first_ms": first,
            "window_ms": stands,
        }
        view.set_layers(floats=True, deadlines=True)
        canvas = view.canvas
        canvas.show_span(canvas.span.zoomed(canvas.width() / _DAYS_IN_VIEW / canvas.span.per_day, 0))
        self._home, self._bar = canvas.span, view.tree.verticalScrollBar()

    def pan(self, i: int) -> None:
        """Rows and time at once."""
        self._bar.setValue(i * 40)
        self.view.canvas.show_span(self._home.panned(i * 9))
        paint(self._app)

    def scroll(self, i: int) -> None:
        """Three rows on."""
        self._bar.setValue(i * 72)
        paint(self._app)

    def zoom(self, i: int) -> None:
        """Another scale."""
        self.view.canvas.show_span(self._home.zoomed(1.02 ** (i % 30), 400))
        paint(self._app)


def frames(windows: list[Window]) -> None:
    """Measure the frames of all windows by turns and keep them with each."""
    gc.collect()
    for name in ("pan", "scroll", "zoom"):
        found = turns({str(i): getattr(window, name) for i, window in enumerate(windows)})
        for i, window in enumerate(windows):
            window.found[name] = found[str(i)]


def peer(app: QApplication) -> dict[str, float]:
    """The usual chart: a bar for each task, all of them on one axes, 42 rows in sight with their names."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    model = plan_of(PEER)
    began = time.perf_counter()
    figure = Figure(figsize=(16, 9), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    start, finish = model.columns.start, model.columns.finish
    names = [row.name for row in model.rows]
    for i in range(PEER):
        axes.barh(i, finish[i] - start[i], left=start[i], height=0.4)
    axes.set_ylim(42, 0)
    blit = Blit(QImage(*SIZE, QImage.Format.Format_RGBX8888))
    blit.show()
    paint(app)

    def pan(i: int) -> None:
        axes.set_ylim(42 + i, i)
        axes.set_yticks(range(i, i + 42), names[i : i + 42])
        axes.set_xlim(start[0] + i, start[0] + _DAYS_IN_VIEW + i)
        canvas.draw()
        blit.image = QImage(canvas.buffer_rgba(), *SIZE, QImage.Format.Format_RGBX8888)
        blit.update()
        paint(app)

    pan(0)
    first = (time.perf_counter() - began) * 1e3
    frame = timed(pan, 7)
    blit.close()
    return {"first_ms": first, **frame}


def copied(app: QApplication) -> float:
    """Copying a picture as large as the window, in ms."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    blit = Blit(image)
    blit.show()
    paint(app)

    def again(_i: int) -> None:
        blit.update()
        paint(app)

    taken = timed(again)["median"]
    blit.close()
    return taken


def resident() -> float:
    """What this process holds in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def memory(count: int) -> None:
    """Print what a process with a plan in the window holds, before and after, in MB."""
    app = started()
    before = resident()
    windows = [Window(app, count)]
    frames(windows)
    gc.collect()
    print(json.dumps({"before_mb": before, "mb": resident()}))


def memory_of(count: int) -> dict[str, float]:
    """`memory` of a new process."""
    done = subprocess.run(
        [sys.executable, __file__, "--memory", str(count)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def started() -> QApplication:
    """The application with its fonts, and everything imported that the first chart needs."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    from pmo_desktop.ui.gantt.surface import prepare
    from pmo_desktop.ui.theme.fonts import register_fonts

    register_fonts()
    prepare()
    return app


def report(found: dict[str, Any]) -> None:
    """The table."""
    heads = ("rows", "first", "- empty", "window", "MB", "pan", "scroll", "zoom")
    print(("{:>8}" * 5 + "{:>18}" * 3).format(*heads))
    for one in found["sizes"]:
        steps = [one[name] for name in ("pan", "scroll", "zoom")]
        print(
            f"{one['rows']:>8,}{one['first_ms']:>8.1f}{one['first_ms'] - one['empty_ms']:>8.1f}"
            f"{one['window_ms']:>8.0f}{one['memory']['mb']:>8.0f}"
            + "".join(f"{f['median']:>7.1f}/{f['p95']:4.1f}/{f['cpu']:4.1f}" for f in steps)
        )
    print("ms; frames: median / p95 of the clock / median of the processor, with the words of the rows")
    print("window: until tree and chart stand there; first: the chart alone")
    print(f"longest to shortest plan, pan: {found['long_to_short']:.2f} times (goal 1.2)")
    print(f"copying a picture of {SIZE[0]} x {SIZE[1]}: {found['copy_ms']:.2f} ms; load {found['load']:.1f}")
    one = found.get("peer")
    if one:
        print(
            f"a bar for each of {PEER:,} tasks: first {one['first_ms']:,.0f} ms, pan {one['median']:,.0f} ms"
        )
        print(f"that is {found['times_faster']:.0f} times as long as here (goal 100)")


def main(argv: list[str]) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.memory:
        memory(args.memory)
        return 0
    app = started()
    frames([Window(app, 200)])  # fonts, caches of words, first use of everything
    windows = [Window(app, int(n)) for n in args.sizes.split(",")]
    frames(windows)
    sizes: list[dict[str, Any]] = [window.found for window in windows]
    for one in sizes:
        one["memory"] = memory_of(one["rows"])
    pans = [one["pan"]["cpu"] for one in sizes]
    found: dict[str, Any] = {"sizes": sizes, "long_to_short": pans[-1] / pans[0], "copy_ms": copied(app)}
    if not args.no_peer:
        found["peer"] = peer(app)
        at = next((one for one in sizes if one["rows"] == PEER), sizes[-1])
        found["times_faster"] = found["peer"]["cpu"] / at["pan"]["cpu"]
    found["load"] = os.getloadavg()[0]
    report(found)
    text = json.dumps(found, indent=1)
    if args.json:
        args.json.write_text(text + "\n", encoding="utf-8")
    else:
        print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
