"""The rows of a plan as a Qt tree: number, name, duration, dates, slip and progress."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pmo_desktop.i18n import N_, tr
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttModel, GanttRow
from pmo_desktop.ui.gantt.tips import days_text, sentence

Index = QModelIndex | QPersistentModelIndex
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


@dc.dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column of the tree: title, width in px at 100 %, text of a row, whether it is a number."""

    title: str
    width: int
    text: Callable[[GanttModel, GanttRow], str]
    number: bool = True


def _duration(model: GanttModel, row: GanttRow) -> str:
    return "" if row.kind in POINT_KINDS else days_text(row.duration, model.minutes_per_day)


def _start(model: GanttModel, row: GanttRow) -> str:
    return _date(model, row.start)


def _finish(model: GanttModel, row: GanttRow) -> str:
    return _date(model, row.finish)


def _date(model: GanttModel, at: datetime | None) -> str:
    """Without the year while the plan stays in one, since the head of the chart says which."""
    if at is None:
        return ""
    return shown.day(at.date()) if within_years(model) else shown.day_month(at.date())


def within_years(model: GanttModel) -> bool:
    """Whether a plan reaches over more than one year."""
    return model.start is not None and model.finish is not None and model.start.year != model.finish.year


def _slip(model: GanttModel, row: GanttRow) -> str:
    slip = model.slip(row)
    return "" if slip is None else shown.signed(slip)


def _done(_model: GanttModel, row: GanttRow) -> str:
    return shown.percent(row.progress)


COLUMNS = (
    PlanColumn(N_("#"), 34, lambda _m, row: str(row.number)),
    PlanColumn(N_("Name"), 208, lambda _m, row: row.name, number=False),
    PlanColumn(N_("Duration"), 64, _duration),
    PlanColumn(N_("Start"), 60, _start),
    PlanColumn(N_("Finish"), 60, _finish),
    PlanColumn(N_("± plan"), 52, _slip),
    PlanColumn(N_("Done"), 56, _done),
)
NUMBER, NAME, DURATION, START, FINISH, SLIP, DONE = range(7)


class PlanModel(QAbstractItemModel):
    """A tree over the flat rows of a `GanttModel`; the internal id of an index is the row's place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = GanttModel()
        self._below: dict[int, list[int]] = {}
        self._place: list[int] = []

    @property
    def plan(self) -> GanttModel:
        """What is shown."""
        return self._plan

    def set_plan(self, plan: GanttModel) -> None:
        """Show another plan."""
        self.beginResetModel()
        self._plan = plan
        self._below, self._place = {-1: []}, []
        for i, parent in enumerate(plan.parents):
            siblings = self._below.setdefault(parent, [])
            self._place.append(len(siblings))
            siblings.append(i)
        self.endResetModel()

    def row_at(self, index: Index) -> GanttRow:
        """The row behind an index."""
        return self._plan.rows[index.internalId()]

    def index_of(self, row_id: str, column: int = 0) -> QModelIndex:
        """The index of a row by its id, an invalid one for an unknown id."""
        at = self._plan.places.get(row_id)
        return QModelIndex() if at is None else self.createIndex(self._place[at], column, at)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The child at a place."""
        below = self._below.get(parent.internalId() if parent.isValid() else -1, [])
        if not (0 <= row < len(below) and 0 <= column < len(COLUMNS)):
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        """The row that a row lies under."""
        if not index.isValid():
            return QModelIndex()
        above = self._plan.parents[index.internalId()]
        return QModelIndex() if above < 0 else self.createIndex(self._place[above], 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows lie directly under one."""
        if parent.column() > 0:
            return 0
        return len(self._below.get(parent.internalId() if parent.isValid() else -1, []))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The same for every row."""
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles, aligned like their columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _END if COLUMNS[section].number else _START
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, weight and tone of a cell."""
        column, row = COLUMNS[index.column()], self.row_at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(self._plan, row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _END if column.number else _START
            case Qt.ItemDataRole.ToolTipRole:
                return None
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == NAME:
                return sentence(self._plan, row)
            case Role.STRONG:
                return (
                    self._late(row)
                    if index.column() == SLIP
                    else (index.column() == NAME and row.kind is GanttKind.SUMMARY)
                )
            case Role.TONE:
                return self._tone(index.column(), row)
            case Role.RECORD:
                return row
            case _:
                return None

    def _late(self, row: GanttRow) -> bool:
        return (self._plan.slip(row) or 0) > self._plan.slip_limit

    def _tone(self, column: int, row: GanttRow) -> str:
        if column == SLIP and self._late(row):
            return "neg"
        return "text2" if COLUMNS[column].number and column not in {START, FINISH} else "text"
