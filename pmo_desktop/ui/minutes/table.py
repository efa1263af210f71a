"""The lines as a table for the mouse: sort, filter, edit, several at once, paste, drag between items."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.datewords import read_date
from pmo_desktop.domain.initials import resolve
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.i18n import tr, trl, trn, trnl
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.minutelines import line_columns
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_table import LineRow, line_rows
from pmo_desktop.services.meetings import meetings_lines as edits
from pmo_desktop.ui.minutes.lists import RowList
from pmo_desktop.ui.minutes.scribe import Scribe
from pmo_desktop.ui.widgets.buttons import Segments
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label

DRAGGED = "application/x-pmo-minute-lines"
ITEM, ALL, DECISIONS, ACTIONS, CHECK = "item", "all", "decisions", "actions", "check"


def dragged(event: QDropEvent) -> tuple[UUID, ...]:
    """The lines that a drag brings; none when it brings something else."""
    mime = event.mimeData()
    if not mime.hasFormat(DRAGGED):
        return ()
    return tuple(UUID(t) for t in bytes(mime.data(DRAGGED).data()).decode().split())


class LinesTable(RecordTable):
    """The rows; Delete puts lines away, Ctrl+V pastes some, dragging moves them."""

    removed, pasted, left = Signal(), Signal(str), Signal()
    dropped = Signal(object, object)
    """The ids dragged, and the row they were let go on (None below the last)."""

    def __init__(self, remembered: Remembered | None) -> None:
        super().__init__(name="lines", remembered=remembered)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Lines of the minutes"))
        self._pressed: Any = None

    def ids(self) -> list[UUID]:
        """The lines that are selected."""
        return [self.model().index(r, 0).data(Role.RECORD).id for r in self.selected_rows()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, paste, Esc back to the line; else as every table."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag of the selected lines may begin here; the selection stays while it may."""
        place = event.position().toPoint()
        held = self.indexAt(place).row() in self.selected_rows() and len(self.selected_rows()) > 1
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = place
        if not (held and plain):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag after a few pixels."""
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed is None:
            super().mouseMoveEvent(event)
            return
        moved = event.position().toPoint() - self._pressed
        if moved.manhattanLength() >= QApplication.startDragDistance() and self.ids():
            mime = QMimeData()
            mime.setData(DRAGGED, " ".join(map(str, self.ids())).encode())
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only lines."""
        event.setAccepted(bool(dragged(event)))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only lines."""
        event.setAccepted(bool(dragged(event)))

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring the lines to where they were let go."""
        if ids := dragged(event):
            row = self.rowAt(event.position().toPoint().y())
            self.dropped.emit(ids, self.model().index(row, 0).data(Role.RECORD) if row >= 0 else None)
            event.acceptProposedAction()


class ItemDrop(QObject):
    """Lets lines be dropped on the items of the agenda."""

    def __init__(self, agenda: RowList, drop: Callable[[tuple[UUID, ...], UUID], object]) -> None:
        super().__init__(agenda)
        self._agenda, self._drop = agenda, drop
        agenda.setAcceptDrops(True)
        agenda.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over an item."""
        if not isinstance(event, QDropEvent):
            return False
        ids, row = dragged(event), self._agenda.indexAt(event.position().toPoint()).data(Role.RECORD)
        event.setAccepted(bool(ids) and (row is not None or event.type() == QEvent.Type.DragEnter))
        if event.type() == QEvent.Type.Drop and ids and row is not None:
            self._drop(ids, row.id)
        return True


class LinesView(QWidget):
    """Table with its filter; the same entries and the same edits as the list."""

    said = Signal(str)
    """Why something typed was not understood."""
    left = Signal()
    """Esc: back to the line."""

    def __init__(self, scribe: Scribe, remembered: Remembered | None = None) -> None:
        super().__init__()
        self._scribe = scribe
        self._shown: tuple[MeetingFacts | None, UUID | None] = (None, None)
        self.model: RowsModel[LineRow] = RowsModel(line_columns(self._read_day, self._read_person))
        self.table = LinesTable(remembered)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(self.model.columns)}
        hidden = {self.model.column_of("item")}
        self.table.set_columns(widths, stretch=self.model.column_of("text"), hidden=hidden)
        self.which = Segments([(ITEM, tr("This item")), (ALL, tr("All items")), (DECISIONS, tr("Decisions")),
                               (ACTIONS, tr("Actions")), (CHECK, tr("To check"))])  # fmt: skip
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Filter lines"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(240)
        self._count = Label("", tone="text2")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(10)
        tools.addWidget(self.which)
        tools.addWidget(self.words)
        tools.addStretch(1)
        tools.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _key: self._filter())
        self.words.textChanged.connect(lambda _text: self._filter())
        self.model.edit_requested.connect(self._edit)
        self.model.refused.connect(lambda _row, _column, _text, why: self.said.emit(why))
        self.table.removed.connect(self._remove)
        self.table.pasted.connect(self._paste)
        self.table.left.connect(self.left)
        self.table.dropped.connect(self._dropped)
        self.table.acted.connect(self.table.edit)

    def show_meeting(self, facts: MeetingFacts) -> None:
        """Show the lines as they stand; cheap when neither they nor the item are others."""
        item = self._scribe.item.id if self._scribe.item else None
        if facts is self._shown[0] and item == self._shown[1]:
            return
        self._shown = facts, item
        self.model.set_rows(line_rows(facts))
        self._filter()

    def _filter(self) -> None:
        key, words = self.which.key, self.words.text().casefold().split()
        item = self._scribe.item.id if self._scribe.item else None

        def keep(row: LineRow) -> bool:
            said = f"{row.number} {row.text} {row.owner_name} {row.speaker_name}".casefold()
            return _in(key, row, item) and all(word in said for word in words)

        self.model.set_filter(keep)
        self._count.setText(trn("{n} line", "{n} lines", self.model.rowCount()))

    # -- acts --------------------------------------------------------------------------------------

    @property
    def _facts(self) -> MeetingFacts | None:
        return self._scribe.facts

    def _edit(self, row: LineRow, column: Column[LineRow], wanted: Any) -> None:
        """One cell, or that cell of all selected lines when the row is one of them."""
        facts = self._facts
        if facts is None:
            return
        chosen = self.table.ids()
        several = column.field != "text" and row.id in chosen
        lines = chosen if several else [row.id]
        edit = edits.changed(facts, lines, column.field, wanted, self._scribe.sitting.moment)
        n = len(lines)
        label = (
            trl("{field} of {ref}", field=column.title, ref=row.number)
            if n == 1
            else trl("{field} of {n} lines", field=column.title, n=n)
        )
        self._send(edit, label)

    def _send(self, edit: Any, label: str) -> None:
        if edit.edits:
            self._scribe.sitting.send(edit, label)

    def _remove(self) -> None:
        facts, ids = self._facts, self.table.ids()
        if facts is not None and ids:
            label = trnl("Removal of {n} line", "Removal of {n} lines", len(ids))
            self._send(edits.put_away(facts, ids), label)

    def _paste(self, text: str) -> None:
        facts, item = self._facts, self._scribe.item
        if facts is not None and text.strip():
            made = edits.pasted(facts, item.id if item else None, text, self._scribe.sitting.moment)
            self._send(made, trl("Pasted lines"))

    def _dropped(self, ids: tuple[UUID, ...], row: LineRow | None) -> None:
        item = self._scribe.item
        target = row.item if row is not None else item.id if item else None
        self.bring(ids, target, row.id if row is not None else None)

    def bring(self, ids: tuple[UUID, ...], item: UUID | None, before: UUID | None = None) -> None:
        """Bring lines to an item."""
        facts = self._facts
        if facts is not None and ids:
            label = trnl("Move of {n} line", "Move of {n} lines", len(ids))
            self._send(edits.moved_to(facts, ids, item, before), label)

    def _read_day(self, text: str) -> date | None:
        facts = self._facts
        if not str(text).strip() or facts is None:
            return None
        today = shown.local(facts.zoned(self._scribe.sitting.now)).date()
        read = read_date(str(text), today, facts.body.language, facts.work_days)
        if read.date is None:
            raise ValueError(tr("“{text}” is no day: type “fri week”, “+10 wd” or “7/8”.", text=text))
        return read.date

    def _read_person(self, text: str) -> UUID | None:
        facts = self._facts
        if not str(text).strip() or facts is None:
            return None
        found = resolve(str(text).lstrip("@"), facts.candidates(self._scribe.item))
        if found is None:
            raise ValueError(tr("“{text}” fits nobody, or several people.", text=text))
        return found.id


def _in(key: str, row: LineRow, item: UUID | None) -> bool:
    match key:
        case "item":
            return row.item == item
        case "decisions":
            return row.kind in (EntryKind.DECISION, EntryKind.RESOLUTION)
        case "actions":
            return row.kind is EntryKind.ACTION
        case "check":
            return row.check_later
        case _:
            return True
