"""The rows of a plan as a Qt tree: number, name, duration, dates, slip and progress."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pmo_desktop.domain.plans import ConstraintKind, ItemKind
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.plancells import CHANGES, FROM_BELOW
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttModel, GanttRow
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.slips import slip_tone
from pmo_desktop.ui.gantt.columns import COLUMNS, KEYS, Sheet, within_years
from pmo_desktop.ui.gantt.tips import sentence

__all__ = ["COLUMNS", "PlanModel", "within_years"]

Index = QModelIndex | QPersistentModelIndex
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


NUMBER, NAME, DURATION, START, FINISH, SLIP, DONE = range(7)
_DATES = frozenset(KEYS.index(key) for key in ("start", "finish"))
_PLANNED = frozenset({"calendar", "manual", "effort", "repeats", "may_split"})
"""Cells that mean nothing of a summary."""


class PlanModel(QAbstractItemModel):
    """A tree over the flat rows of a `GanttModel`; the internal id of an index is the row's place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = Sheet()
        self._below: dict[int, list[int]] = {}
        self._place: list[int] = []

    @property
    def plan(self) -> GanttModel:
        """What is shown."""
        return self._sheet.plan

    @property
    def sheet(self) -> Sheet:
        """The rows with the records behind them."""
        return self._sheet

    def set_file(self, file: PlanFile | None) -> None:
        """Whose rows the next plan has: without it only what the chart knows can be shown."""
        self._sheet = Sheet(self.plan, file)

    def set_plan(self, plan: GanttModel) -> None:
        """Show another plan."""
        self.beginResetModel()
        self._sheet = Sheet(plan, self._sheet.file)
        self._below, self._place = {-1: []}, []
        for i, parent in enumerate(plan.parents):
            siblings = self._below.setdefault(parent, [])
            self._place.append(len(siblings))
            siblings.append(i)
        self.endResetModel()

    def set_values(self, plan: GanttModel, file: PlanFile, changed: Collection[str]) -> None:
        """Show other values of some rows, by id; the outline stays, so that nothing folds or scrolls."""
        self._sheet = Sheet(plan, file)
        last = len(COLUMNS) - 1
        for row_id in changed:
            first = self.index_of(row_id)
            if first.isValid():
                self.dataChanged.emit(first, first.siblingAtColumn(last))

    def row_at(self, index: Index) -> GanttRow:
        """The row behind an index."""
        return self.plan.rows[index.internalId()]

    def index_of(self, row_id: str, column: int = 0) -> QModelIndex:
        """The index of a row by its id, an invalid one for an unknown id."""
        at = self.plan.places.get(row_id)
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
        above = self.plan.parents[index.internalId()]
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
                return column.text(self._sheet, row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _END if column.number else _START
            case Qt.ItemDataRole.ToolTipRole:
                return None
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == NAME:
                return sentence(self.plan, row)
            case Role.STRONG:
                return (
                    self._late(row) is not None
                    if index.column() == SLIP
                    else (index.column() == NAME and row.kind is GanttKind.SUMMARY)
                )
            case Role.TONE:
                return self._tone(index.column(), row)
            case Role.RECORD:
                return row
            case _:
                return None

    def may_type(self, index: Index) -> bool:
        """Whether a cell can be typed into: summaries follow what lies below them, points have no length."""
        key, row = KEYS[index.column()], self.row_at(index)
        if key not in CHANGES or (self._sheet.file is not None and self._sheet.item(row) is None):
            return False
        if row.kind is GanttKind.SUMMARY and (key in FROM_BELOW or key in _PLANNED):
            return False
        if key == "done" and (row.kind is GanttKind.DUTY or self._service):
            return False
        return not (key == "duration" and row.kind in POINT_KINDS)

    @property
    def _service(self) -> bool:
        return self._sheet.file is not None and self._sheet.file.service

    def typed_text(self, index: Index) -> str:
        """What stands in a cell while it is edited."""
        return COLUMNS[index.column()].typed(self._sheet, self.row_at(index))

    def choices(self, index: Index) -> list[str]:
        """The words that a cell offers to choose from; none where anything may be typed."""
        match KEYS[index.column()]:
            case "kind":
                return [tr(kind.label) for kind in ItemKind if kind is not ItemKind.SUMMARY]
            case "constraint":
                return [tr(kind.label) for kind in ConstraintKind]
            case "manual" | "may_split":
                return [tr("Yes"), tr("No")]
            case "calendar" if self._sheet.file is not None:
                return [one.name for one in self._sheet.file.calendars if one.times.resource_uid is None]
            case _:
                return []

    def _late(self, row: GanttRow) -> str | None:
        return slip_tone(self.plan.slip(row), self.plan.tolerance)

    def _tone(self, column: int, row: GanttRow) -> str:
        if column == SLIP and (late := self._late(row)) is not None:
            return late
        return "text2" if COLUMNS[column].number and column not in _DATES else "text"
