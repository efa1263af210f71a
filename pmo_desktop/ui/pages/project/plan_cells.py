"""Typing into the tree of a plan: F2, Enter or a double click opens a cell, Tab goes on to the right.

The model of the tree shows a plan and never changes one, so cells open as editors of the view and what was
typed is announced; the row changes when the edit has been stored.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyleOptionViewItem, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.gantt.model import COLUMNS, NAME, PlanModel
from pmo_desktop.ui.gantt.tree import PlanDelegate, PlanTree

_DIGITS = frozenset("0123456789")
AnyIndex = QModelIndex | QPersistentModelIndex


class CellDelegate(PlanDelegate):
    """Paints as the tree does, and opens a line to type in."""

    done = Signal(QLineEdit, str)
    """An editor was left: it, and how ("enter", "right", "left", "escape", "away")."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        """A line as high as the row."""
        editor = QLineEdit(parent)
        editor.setProperty("look", "cell")
        editor.setAlignment(Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole))))
        editor.setAccessibleName(tr(COLUMNS[index.column()].title))
        model = index.model()
        words = model.choices(index) if isinstance(model, PlanModel) else []
        if words:
            editor.setCompleter(_completer(words, editor))
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """What stands there now, all of it selected."""
        model = index.model()
        if isinstance(editor, QLineEdit) and isinstance(model, PlanModel) and not editor.isModified():
            editor.setText(model.typed_text(index))
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
            if Qt.Key(event.key()) is Qt.Key.Key_Down and watched.completer() is not None:
                watched.completer().setCompletionPrefix("")
                watched.completer().complete()
                return True
            how = _LEAVING.get(Qt.Key(event.key()), "")
            if how:
                self.done.emit(watched, how)
                return True
        if event.type() is QEvent.Type.FocusOut and not _chooses(watched):
            self.done.emit(watched, "away")
        return False


def _chooses(editor: QLineEdit) -> bool:
    """Whether the words to choose from are open."""
    popup = editor.completer().popup() if editor.completer() is not None else None
    return popup is not None and popup.isVisible()


def _completer(words: list[str], editor: QLineEdit) -> QCompleter:
    """Offers words that hold what is typed; the down key shows all of them."""
    completer = QCompleter(words, editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(len(words))
    return completer


_LEAVING = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Tab: "right",
    Qt.Key.Key_Backtab: "left",
    Qt.Key.Key_Escape: "escape",
}


class PlanCells(QObject):
    """Opens and closes the cells of a tree. `typed` names the rows, the column and what was typed.

    With several rows selected, what is typed into one of them is meant for all.
    """

    typed = Signal(tuple, int, str)
    closed = Signal()
    """No cell is open any more."""

    def __init__(self, tree: PlanTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self._at: QPersistentModelIndex | None = None
        self._editor: QLineEdit | None = None
        self._before = ""
        self._rows: tuple[str, ...] = ()
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
        if not model.may_type(index):
            return False
        cell = model.index(index.row(), index.column(), index.parent())
        self._rows = self._meant(model, cell)
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

    def _meant(self, model: PlanModel, cell: QModelIndex) -> tuple[str, ...]:
        """The rows that typing into a cell is for; a row outside of the selection becomes the selection."""
        chosen, own = self._tree.selectionModel(), model.row_at(cell).id
        rows = tuple(model.row_at(index).id for index in chosen.selectedRows())
        if len(rows) > 1 and own in rows:
            chosen.setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.NoUpdate)
            return (
                own,
                *(row for row in rows if row != own and model.may_type(model.index_of(row, cell.column()))),
            )
        self._tree.setCurrentIndex(cell)
        return (own,)

    def _leave(self, editor: QLineEdit, how: str) -> None:
        if editor is not self._editor or self._at is None:
            return
        model, before, text = self._tree.model(), self._before, editor.text()
        at = model.index(self._at.row(), self._at.column(), self._at.parent())
        self._editor, self._at = None, None
        self._tree.closePersistentEditor(at)
        if how != "away":
            self._tree.setFocus()
        rows, self._rows = self._rows, ()
        if at.isValid() and (len(rows) < 2 or how != "enter"):
            self._go_on(at, how)
        if at.isValid() and how != "escape" and text.strip() != before:
            self.typed.emit(rows, at.column(), text.strip())
        self.closed.emit()

    def open_again(self, rows: tuple[str, ...], column: int, text: str) -> None:
        """Open a cell once more with what was typed, since it was not understood."""
        model = self._tree.model()
        if isinstance(model, PlanModel) and not self.editing and rows:
            self.open(model.index_of(rows[0], column), text)
            self._rows = rows

    def text_of(self, row_id: str, column: int) -> str:
        """A cell as it is typed; empty for a row that is not there."""
        model = self._tree.model()
        index = model.index_of(row_id, column) if isinstance(model, PlanModel) else QModelIndex()
        return model.typed_text(index) if isinstance(model, PlanModel) and index.isValid() else ""

    def rows_from_current(self) -> list[str]:
        """Ids of the lines from the current one down, as they stand on screen."""
        model, at = self._tree.model(), self._tree.currentIndex()
        found: list[str] = []
        while at.isValid() and isinstance(model, PlanModel):
            if model.sheet.item(model.row_at(at)) is not None:
                found.append(model.row_at(at).id)
            at = self._tree.indexBelow(at)
        return found

    def _go_on(self, at: QModelIndex, how: str) -> None:
        """Enter goes down, Tab to the next cell of the row that can be typed into."""
        if how == "enter":
            lower = self._tree.indexBelow(at)
            if lower.isValid():
                self._tree.setCurrentIndex(lower.siblingAtColumn(at.column()))
        elif how in ("right", "left"):
            step = 1 if how == "right" else -1
            place = at.column() + step
            while 0 <= place < len(COLUMNS):
                if not self._tree.isColumnHidden(place) and self.open(at.siblingAtColumn(place)):
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
        if plain and event.text() in _DIGITS and now.column() != NAME:
            return self.open(now, event.text())
        return False
