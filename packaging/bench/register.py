"""How fast the register of works is: load, page shown, sort, filter, groups, refresh of one work.

    python packaging/bench/register.py [works]

Fills a SQLite file with works of twelve reports, four risks and four gates each, then prints medians in ms
and as ratios to a bare QTableView over the same rows in the same run. Goals: page shown <= 300 ms, sort
and filter per key <= 50 ms.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlalchemy as sa
from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.ids import PersonId, WorkId
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.itemmodels.ordering import SortKey
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.office import Office
from pmo_desktop.storage.engine import make_engine
from pmo_desktop.storage.rows import packed
from pmo_desktop.storage.store import parse_url
from pmo_desktop.storage.tables import TABLES
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.register import RegisterPage
from pmo_desktop.ui.theme import Look, register_fonts
from tests import builders as b

SIZE = (1244, 820)
TIMES = 15
_RATINGS = ("green", "amber", "red")


def records(works: int, rnd: random.Random) -> list[Record]:
    """A register with reports, risks and gates."""
    people = [b.person(f"Person {n}", ref=f"P-{n:03}") for n in range(300)]
    programmes = [b.programme(f"Programme {n}", ref=f"PRG-{n:03}") for n in range(works // 100 + 1)]
    made: list[Record] = [b.organisation(), *people, *programmes]
    for n in range(works):
        finish = dt.date(2026, 8, 1) + dt.timedelta(days=rnd.randrange(500))
        work = b.project(
            f"Work number {n}", ref=f"PRJ-{n:05}", parent=WorkId(rnd.choice(programmes).id),
            sponsor=PersonId(rnd.choice(people).id), manager=PersonId(rnd.choice(people).id),
            finish_forecast=finish, budget=b.eur(rnd.randrange(1, 900) / 10),
            phase=rnd.choice(("Build", "Design")),
        )  # fmt: skip
        made.append(work)
        made += [
            b.report(work.id, b.TODAY - dt.timedelta(days=1 + 30 * k), rnd.choice(_RATINGS))
            for k in range(12)
        ]
        made += [
            b.risk(work.id, (rnd.randrange(1, 6), rnd.randrange(1, 6)), ref=f"R-{n}-{k}") for k in range(4)
        ]
        plan = b.plan(work.id)
        made.append(plan)
        made += [
            b.gate(plan.id, f"G{k}", finish - dt.timedelta(days=90 * (4 - k)), number=k) for k in range(1, 5)
        ]
    return made


def fill(url: str, works: int) -> None:
    """Put the records into the tables directly: this measures reading."""
    by_family: dict[str, list[dict[str, Any]]] = {}
    always_the_same = random.Random(1)  # noqa: S311
    for record in records(works, always_the_same):
        kind = kind_of(record)
        by_family.setdefault(kind.family, []).append(packed(kind, dc.replace(record, revision=1)))
    with make_engine(parse_url(url), writer=True).begin() as conn:
        for family, rows in by_family.items():
            names = {name for row in rows for name in row}
            conn.execute(sa.insert(TABLES[family]), [{n: row.get(n) for n in names} for row in rows])
        conn.execute(sa.text("ANALYZE"))


class BareModel(QAbstractTableModel):
    """The same rows as plain texts: what no table of Python rows can be faster than."""

    def __init__(self, rows: list[WorkRow]) -> None:
        super().__init__()
        self._rows = [(r.ref, str(r.title), r.phase, r.gate, str(r.finish), str(r.slip)) for r in rows]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Columns."""
        return 6

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Texts."""
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def median(step: Callable[[int], object], times: int = TIMES) -> float:
    """The median of a step in ms."""
    taken = []
    for n in range(times):
        began = time.perf_counter()
        step(n)
        taken.append((time.perf_counter() - began) * 1e3)
    return statistics.median(taken)


def until(ready: Callable[[], bool], most: float = 20.0) -> None:
    """Run the event loop until something holds; SystemExit after so many seconds."""
    loop, poll, end = QEventLoop(), QTimer(interval=2), time.perf_counter() + most
    poll.timeout.connect(lambda: loop.quit() if ready() or time.perf_counter() > end else None)
    poll.start()
    loop.exec()
    poll.stop()
    if not ready():
        raise SystemExit("waited in vain")


def settle() -> None:
    """Half a second for what follows."""
    end = time.perf_counter() + 0.5
    until(lambda: time.perf_counter() > end)


def shown_page(desk: Desk) -> tuple[RegisterPage, float]:
    """A page built, read and painted, and the ms that took."""
    began = time.perf_counter()
    page = RegisterPage(desk)
    page.resize(*SIZE)
    page.show()
    until(lambda: page.listed.model.rowCount() > 0)
    page.listed.table.viewport().repaint()
    taken = (time.perf_counter() - began) * 1e3
    settle()
    page.hide()
    return page, taken


def refreshed(page: RegisterPage) -> Callable[[int], None]:
    """Edits one work and waits until its line is painted anew."""

    def step(n: int) -> None:
        row = next(r for r in page.listed.kept_rows() if r.kind == "project")
        column = page.listed.model.columns[page.listed.model.column_of("phase")]
        wanted = f"Build {n}"
        page.acts.edit_cell(row, column, wanted)
        uid = row.id
        until(lambda: any(r.id == uid and r.phase == wanted for r in page.listed.model.all_rows()[:400]))
        page.listed.table.viewport().repaint()

    return step


def measure(page: RegisterPage, office: Office, rows: list[WorkRow]) -> dict[str, float]:
    """Every step by its name, in ms."""
    listed, model, view = page.listed, page.listed.model, page.listed.table.viewport()

    def paint(_n: int) -> None:
        view.repaint()

    def sort(n: int) -> None:
        model.sort_by((SortKey(model.column_of(("slip", "title", "budget", "gate")[n % 4]), n % 2 == 0),))
        view.repaint()

    def key(n: int) -> None:
        listed.bar.line.setText("work number 12"[: 1 + n % 14])
        listed._by_hand()  # noqa: SLF001 - what a key does after its pause
        view.repaint()

    def regroup(n: int) -> None:
        listed.group_by(("programme", "sponsor")[n % 2])
        view.repaint()

    found = {"load": median(lambda _n: office.store.reader.works(b.TODAY), 5)}
    page.views.choose("all")
    found["sort"] = median(sort)
    found["filter, one key"] = median(key, 28)
    listed.bar.line.setText("")
    page.views.choose("active")
    found["sort, grouped"] = median(sort)
    found["filter, one key, grouped"] = median(key, 28)
    listed.bar.line.setText("")
    listed._by_hand()  # noqa: SLF001
    found["group by another field"] = median(regroup)
    found["paint"] = median(paint)
    page.views.choose("all")
    found["edit of a cell until painted"] = median(refreshed(page), 9)
    changed = dc.replace(rows[500], phase="Other")
    found["put one changed row"] = median(lambda n: listed.put_rows([changed if n % 2 else rows[500]], ()))
    return found


def main(works: int) -> int:
    """Fill, measure, print."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    register_fonts()
    look = Look(app)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        open_office(url, create=True).close()
        fill(url, works)
        office = open_office(url)
        office = dc.replace(office, now=lambda: dt.datetime.combine(b.TODAY, dt.time(9), tzinfo=dt.UTC))
        desk = Desk(lambda: office)
        desk.start()
        until(lambda: desk.is_open)
        office.store.reader.works(b.TODAY)
        rows = office.store.reader.works(b.TODAY)
        gc.freeze()  # as the window does a moment after its start
        bare = median(lambda _n: _bare(rows), 5)
        page, ms = shown_page(desk)
        shown = [ms]
        for _ in range(4):
            page, ms = shown_page(desk)
            shown.append(ms)  # the page before goes, since a window has one register
        page.show()
        until(page.listed.table.viewport().isVisible)
        settle()
        found = {"page shown, reading included": statistics.median(shown)}
        found |= measure(page, office, rows)
        print(f"{len(rows)} works, {SIZE[0]} x {SIZE[1]}; bare QTableView of the same rows: {bare:.1f} ms")
        for name, ms in found.items():
            print(f"  {name:32} {ms:8.1f} ms {ms / bare:8.2f} x bare")
        desk.close()
    del look
    return 0 if found["page shown, reading included"] <= 300 and found["filter, one key"] <= 50 else 1


def _bare(rows: list[WorkRow]) -> None:
    """A plain view of the rows, shown and painted."""
    table, model = QTableView(), BareModel(rows)
    table.setModel(model)
    table.resize(*SIZE)
    table.show()
    table.viewport().repaint()
    table.hide()


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
