"""Typing into the tree of a plan: F2, Enter or a double click opens a cell, Tab goes on to the right.

The model of the tree shows a plan and never changes one, so cells open as editors of the view and what was
typed is announced; the row changes when the edit has been stored.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttRow
from pmo_desktop.ui.gantt.model import COLUMNS, DONE, DURATION, FINISH, NAME, START, PlanModel
from pmo_desktop.ui.gantt.tips import days_text
from pmo_desktop.ui.gantt.tree import PlanDelegate, PlanTree
from pmo_desktop.ui.theme import current

_ORDER = (NAME, DURATION, START, FINISH, DONE)
_DIGITS = frozenset("0123456789")
AnyIndex = QModelIndex | QPersistentModelIndex


def may_type(row: GanttRow, column: int) -> bool:
    """Whether a cell can be typed into: summaries follow what lies below them, points have no length."""
    if column == NAME:
        return True
    if row.kind is GanttKind.SUMMARY or column not in _ORDER:
        return False
    if column == DONE and row.kind is GanttKind.DUTY:
        return False
    return not (column == DURATION and row.kind in POINT_KINDS)


def typed_text(row: GanttRow, column: int, per_day: int) -> str:
    """What stands in a cell while it is edited."""
    match column:
        case _ if column == NAME:
            return row.name
        case _ if column == DURATION:
            return days_text(row.duration, per_day).replace("\u00a0", " ")
        case _ if column == START:
            return shown.day(row.start.date()) if row.start else ""
        case _ if column == FINISH:
            return shown.day(row.finish.date()) if row.finish else ""
        case _:
            return shown.percent(row.progress).replace("\u00a0", " ")


class CellDelegate(PlanDelegate):
    """Paints as the tree does, and opens a line to type in."""

    done = Signal(QLineEdit, str)
    """An editor was left: it, and how ("enter", "right", "left", "escape", "away")."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """As the tree does; a duty is never partly done, so that cell stays empty."""
        row = index.data(Role.RECORD)
        if index.column() != DONE or not isinstance(row, GanttRow) or row.kind is not GanttKind.DUTY:
            super().paint(painter, option, index)
            return
        rect: QRect = getattr(option, "rect")  # noqa: B009 - Qt's stubs leave it out
        state: QStyle.StateFlag = getattr(option, "state")  # noqa: B009
        theme = current()
        if state & QStyle.StateFlag.State_Selected:
            active = state & QStyle.StateFlag.State_Active
            painter.fillRect(rect, theme.colour("selected" if active else "selected_idle"))
        painter.setPen(theme.colour("line_soft"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """A line as high as the row."""
        editor = QLineEdit(parent)
        editor.setProperty("look", "cell")
        editor.setAlignment(Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole))))
        editor.setAccessibleName(tr(COLUMNS[index.column()].title))
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """What stands there now, all of it selected."""
        model = index.model()
        if isinstance(editor, QLineEdit) and isinstance(model, PlanModel) and not editor.isModified():
            editor.setText(typed_text(model.row_at(index), index.column(), model.plan.minutes_per_day))
            editor.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex) -> None:
        """Over the cell."""
        rect: QRect = getattr(option, "rect")  # noqa: B009 - Qt's stubs leave it out
        editor.setGeometry(rect.adjusted(0, 0, 0, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that leave the line."""
        if not isinstance(watched, QLineEdit):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            how = _LEAVING.get(Qt.Key(event.key()), "")
            if how:
                self.done.emit(watched, how)
                return True
        if event.type() is QEvent.Type.FocusOut:
            self.done.emit(watched, "away")
        return False


_LEAVING = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Tab: "right",
    Qt.Key.Key_Backtab: "left",
    Qt.Key.Key_Escape: "escape",
}


class PlanCells(QObject):
    """Opens and closes the cells of a tree. `typed` names row, column and what was typed."""

    typed = Signal(str, int, str)
    closed = Signal()
    """No cell is open any more."""

    def __init__(self, tree: PlanTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self._at: QPersistentModelIndex | None = None
        self._editor: QLineEdit | None = None
        self._before = ""
        delegate = CellDelegate(tree)
        delegate.done.connect(self._leave)
        tree.setItemDelegate(delegate)
        tree.setExpandsOnDoubleClick(False)
        tree.doubleClicked.connect(self.open)
        tree.installEventFilter(self)

    @property
    def editing(self) -> bool:
        """Whether a cell is open."""
        return self._editor is not None

    def open(self, index: AnyIndex, typed: str = "") -> bool:
        """Open a cell, with the first letter typed; False where nothing can be typed."""
        model = self._tree.model()
        if not index.isValid() or not isinstance(model, PlanModel):
            return False
        if not may_type(model.row_at(index), index.column()):
            return False
        cell = model.index(index.row(), index.column(), index.parent())
        self._tree.setCurrentIndex(cell)
        self._tree.openPersistentEditor(cell)
        editor = self._tree.indexWidget(cell)
        if not isinstance(editor, QLineEdit):
            return False
        self._at, self._editor, self._before = QPersistentModelIndex(cell), editor, editor.text()
        if typed:
            editor.setText(typed)
        editor.show()
        editor.setFocus()
        return True

    def _leave(self, editor: QLineEdit, how: str) -> None:
        if editor is not self._editor or self._at is None:
            return
        model, before, text = self._tree.model(), self._before, editor.text()
        at = model.index(self._at.row(), self._at.column(), self._at.parent())
        self._editor, self._at = None, None
        self._tree.closePersistentEditor(at)
        if how != "away":
            self._tree.setFocus()
        row_id = model.row_at(at).id if isinstance(model, PlanModel) and at.isValid() else ""
        if at.isValid():
            self._go_on(at, how)
        if row_id and how != "escape" and text.strip() != before:
            self.typed.emit(row_id, at.column(), text.strip())
        self.closed.emit()

    def open_again(self, row_id: str, column: int, text: str) -> None:
        """Open a cell once more with what was typed, since it was not understood."""
        model = self._tree.model()
        if isinstance(model, PlanModel) and not self.editing:
            self.open(model.index_of(row_id, column), text)

    def _go_on(self, at: QModelIndex, how: str) -> None:
        """Enter goes down, Tab to the next cell of the row that can be typed into."""
        if how == "enter":
            lower = self._tree.indexBelow(at)
            if lower.isValid():
                self._tree.setCurrentIndex(lower.siblingAtColumn(at.column()))
        elif how in ("right", "left"):
            step = 1 if how == "right" else -1
            place = _ORDER.index(at.column()) + step
            while 0 <= place < len(_ORDER):
                cell = at.siblingAtColumn(_ORDER[place])
                if not self._tree.isColumnHidden(_ORDER[place]) and self.open(cell):
                    return
                place += step

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 and Enter open the current cell; a digit begins to type over a number or date."""
        if watched is not self._tree or not isinstance(event, QKeyEvent) or self.editing:
            return False
        now = self._tree.currentIndex()
        if event.type() is not QEvent.Type.KeyPress or not now.isValid():
            return False
        if Qt.Key(event.key()) in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.open(now) or self.open(now.siblingAtColumn(NAME))
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.text() in _DIGITS and now.column() in _ORDER[1:]:
            return self.open(now, event.text())
        return False
