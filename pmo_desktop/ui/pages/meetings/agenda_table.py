"""The table of the agenda: several items moved by keys or by dragging, business dropped in from the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication

from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.table import RecordTable

ITEMS, BUSINESS = "application/x-pmo-agenda-items", "application/x-pmo-business"
_PLAIN = Qt.KeyboardModifier.NoModifier


def packed(ids: Sequence[UUID], kind: str) -> QMimeData:
    """Ids to be dragged."""
    mime = QMimeData()
    mime.setData(kind, " ".join(str(uid) for uid in ids).encode())
    return mime


def unpacked(mime: QMimeData, kind: str) -> tuple[UUID, ...]:
    """The ids that are dragged; none where it is something else."""
    said = bytes(mime.data(kind).data()).decode() if mime.hasFormat(kind) else ""
    return tuple(UUID(word) for word in said.split())


class DraggedTable(RecordTable):
    """A table whose selected rows can be dragged, as ids of one kind; a line shows where they would land."""

    def __init__(self, kind: str, takes: Sequence[str], **more: Any) -> None:
        super().__init__(**more)
        self._kind, self._takes = kind, tuple(takes)
        self._pressed: tuple[tuple[UUID, ...], QPoint] | None = None
        self._landing = -1
        self.setAcceptDrops(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def ids_at(self, lines: Sequence[int]) -> tuple[UUID, ...]:
        """The ids of the rows on these lines."""
        model: Any = self.model()
        found = (model.row(line) for line in lines)
        return tuple(row.id for row in found if row is not None)

    def chosen_ids(self) -> tuple[UUID, ...]:
        """The ids of the selected rows, in order."""
        return self.ids_at(self.selected_rows())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin here, of all selected rows when it begins on one of them."""
        place = event.position().toPoint()
        line, selected = self.indexAt(place).row(), self.selected_rows()
        plain = event.modifiers() == _PLAIN
        lines = selected if line in selected and plain else [line]
        ids = self.ids_at(lines)
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (ids, place) if ids and left and plain else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag after a few pixels."""
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed is None:
            super().mouseMoveEvent(event)
            return
        ids, place = self._pressed
        if (event.position().toPoint() - place).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(packed(ids, self._kind))
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only what belongs here."""
        self.judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only what belongs here; the line follows."""
        self.judge(event)
        self._show_landing(self.rowAt(event.position().toPoint().y()) if event.isAccepted() else -1)

    def dragLeaveEvent(self, event: Any) -> None:
        """Nothing lands."""
        super().dragLeaveEvent(event)
        self._show_landing(-1)

    def judge(self, event: QDropEvent) -> None:
        """Accept what can land here."""
        if any(event.mimeData().hasFormat(kind) for kind in self._takes):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was let go, and where."""
        self.judge(event)
        self._show_landing(-1)
        if event.isAccepted():
            self.landed(event.mimeData(), self.rowAt(event.position().toPoint().y()))

    def landed(self, mime: QMimeData, line: int) -> None:
        """What was let go on a line, -1 below the last."""

    def _show_landing(self, line: int) -> None:
        if line != self._landing:
            self._landing = line
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the line where what is dragged would land."""
        super().paintEvent(event)
        if self._landing >= 0:
            painter, y = QPainter(self.viewport()), self.rowViewportPosition(self._landing)
            painter.fillRect(0, max(0, y - 1), self.viewport().width(), 2, current().colour("focus"))
            painter.end()


class AgendaTable(DraggedTable):
    """The items. Alt with an arrow moves those selected, Delete takes them off, X is for the consent block.

    `dropped(ids, line)` items, `brought(ids, line)` business; the line is -1 below the last.
    """

    nudged = Signal(int)
    off = Signal()
    consented = Signal()
    dropped = Signal(object, int)
    brought = Signal(object, int)

    def __init__(self, **more: Any) -> None:
        super().__init__(ITEMS, (ITEMS, BUSINESS), name="agenda", **more)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or take off, else as every table."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if alt and by:
            self.nudged.emit(by)
        elif event.key() == Qt.Key.Key_Delete:
            self.off.emit()
        elif event.key() == Qt.Key.Key_X and event.modifiers() == _PLAIN:
            self.consented.emit()
        else:
            super().keyPressEvent(event)

    def landed(self, mime: QMimeData, line: int) -> None:
        """Items are moved, business is put on the agenda."""
        if ids := unpacked(mime, ITEMS):
            self.dropped.emit(ids, line)
        elif ids := unpacked(mime, BUSINESS):
            self.brought.emit(ids, line)

    def select_ids(self, ids: Sequence[UUID]) -> None:
        """Select these rows again after they were moved."""
        model: Any = self.model()
        lines = [line for line in map(model.line_of, ids) if line >= 0]
        if lines:
            self.select_row(lines[0])
            flags = self.selectionModel().SelectionFlag
            for line in lines[1:]:
                self.selectionModel().select(model.index(line, 0), flags.Select | flags.Rows)
