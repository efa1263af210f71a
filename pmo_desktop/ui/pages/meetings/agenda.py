"""The agenda tab: items edited in place, moved by keys or by dragging, their minutes added up."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import between
from pmo_desktop.domain.initials import resolve
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.domain.values import LText, Minutes
from pmo_desktop.i18n import language, tr, trl, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.meetings import agenda_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_live import AgendaRow, agenda_rows
from pmo_desktop.services.meetings import agenda as edits
from pmo_desktop.ui.minutes.sitting import Sitting
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label

_NOBODY = object()
_DRAGGED = "application/x-pmo-agenda-item"


class AgendaTable(RecordTable):
    """The items; Alt with an arrow moves one, so does dragging; Delete takes it off."""

    def __init__(
        self, move: Callable[[int, int], None], drop_off: Callable[[int], None], **more: Any
    ) -> None:
        super().__init__(name="agenda", **more)
        self._move, self._drop_off = move, drop_off
        self._pressed: tuple[int, Any] | None = None
        self.setAcceptDrops(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or take off the row, else as every table."""
        row, alt = self.currentIndex().row(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if alt and by and row >= 0:
            self._move(row, row + by)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self._drop_off(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin here."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        self._pressed = (self.indexAt(place).row(), place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag a row after a few pixels."""
        super().mouseMoveEvent(event)
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed is None or self._pressed[0] < 0:
            return
        moved = event.position().toPoint() - self._pressed[1]
        if moved.manhattanLength() >= QApplication.startDragDistance():
            mime = QMimeData()
            mime.setData(_DRAGGED, str(self._pressed[0]).encode())
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only rows of this agenda."""
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only rows of this agenda."""
        self._judge(event)

    def _judge(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(_DRAGGED) and event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring the row to where it was let go."""
        self._judge(event)
        if event.isAccepted():
            source = int(bytes(event.mimeData().data(_DRAGGED).data()).decode())
            place = self.rowAt(event.position().toPoint().y())
            self._move(source, place if place >= 0 else self.model().rowCount() - 1)


class AgendaTab(QWidget):
    """The agenda of one meeting before and after it is held."""

    def __init__(self, sitting: Sitting, remembered: Remembered | None = None) -> None:
        super().__init__()
        self.sitting = sitting
        self.strip = Strip("warn", "clock")
        self.model: RowsModel[AgendaRow] = RowsModel(agenda_columns())
        self.table = AgendaTable(self.move_row, self._withdraw, remembered=remembered)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(self.model.columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("title"))
        self.table.setAccessibleName(tr("Agenda"))
        self.model.edit_requested.connect(self._edit)
        self.model.refused.connect(lambda _row, _column, _text, why: self.strip.say(why))
        self._sum = Label("", tone="text2")
        self._waiting = Label("", tone="text2", elide=True)
        self._accept = Button(tr("Put on the agenda"), look="link", small=True, on_click=self._accept_all)
        self.add_button = Button(tr("Add item"), icon="plus", key="Ctrl+N", on_click=self.add_item)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(10)
        for widget in (self.add_button, self._waiting, self._accept):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(Label(tr("Alt+↑ ↓ moves an item, Delete takes it off"), tone="text3"))
        foot.addWidget(self._sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(16, 6, 16, 6)
        above.addWidget(self.strip)
        column.addLayout(above)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        sitting.changed.connect(self.show_now)

    @property
    def _facts(self) -> MeetingFacts | None:
        return self.sitting.facts

    def show_now(self) -> None:
        """Show the agenda as it stands."""
        facts = self._facts
        if facts is None or not self.isVisible():
            return
        self.model.set_rows(agenda_rows(facts, self.sitting.now))
        load = edits.load_of(facts)
        total, length = shown.minutes(load.booked), shown.minutes(load.length)
        self._sum.setText(tr("{sum} of {length}", sum=total, length=length))
        self._sum.set_tone("warn" if load.over else "text2")
        lead, more = "", ""
        if load.over:
            lead = trn(
                "{n} minute more than the meeting has", "{n} minutes more than the meeting has", load.over
            )
            more = tr("shorten, take off or defer an item")
        elif load.tight:
            lead, more = (
                tr("Less than a tenth of the time is free"),
                tr("meetings run over when nothing is spare"),
            )
        self.strip.say(lead, more)
        waiting = facts.proposed
        names = ", ".join(i.title.said(language()) for i in waiting[:3])
        said = trn("{n} item proposed", "{n} items proposed", len(waiting)) if waiting else ""
        self._waiting.setText(f"{said}: {names}" if waiting else "")
        self._accept.setVisible(bool(waiting))

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is now."""
        super().showEvent(event)
        self.show_now()
        self.table.setFocus()

    def _item(self, row: AgendaRow | None) -> AgendaItem | None:
        return self._facts.agenda.get(row.id) if self._facts and row else None

    def move_row(self, row: int, to: int) -> None:
        """Bring the item of a line to another line."""
        facts, item = self._facts, self._item(self.model.row(row))
        if facts is None or item is None or not 0 <= to < self.model.rowCount():
            return
        edit = edits.move(facts, item, to)
        if edit is not None:
            self.sitting.send(edit, trl("Move of “{title}”", title=item.title.said(language())))
            self.table.select_row(self.model.line_of(item.id))

    def _withdraw(self, row: int) -> None:
        facts, item = self._facts, self._item(self.model.row(row))
        if facts is not None and item is not None and item.started_at is None:
            self.sitting.send(
                edits.withdraw(facts, item), trl("Removal of “{title}”", title=item.title.said(language()))
            )

    @property
    def chosen(self) -> int:
        """The line of the item with the focus, -1 for none."""
        return self.table.currentIndex().row()

    def why_not_off(self) -> str:
        """Why the item with the focus cannot be taken off, "" when it can."""
        item = self._item(self.model.row(self.chosen))
        if item is None:
            return tr("Select an item first")
        return tr("The item was taken up already") if item.started_at is not None else ""

    def withdraw_chosen(self) -> None:
        """Take the item with the focus off the agenda."""
        self._withdraw(self.chosen)

    def add_item(self) -> None:
        """A new item before the closing ones, its title ready to be typed over."""
        facts = self._facts
        if facts is None:
            return
        edit = edits.add(facts, tr("New item"), self.sitting.moment)
        self.sitting.send(edit, trl("New item"))
        made: Any = edit.edits[0]
        line = self.model.line_of(made.id)
        if line >= 0:
            self.table.select_row(line)
            self.table.edit(self.model.index(line, self.model.column_of("title")))

    def _accept_all(self) -> None:
        facts = self._facts
        for waiting in facts.proposed if facts else ():
            if self._facts is not None:
                self.sitting.send(edits.accept(self._facts, waiting), trl("Item put on the agenda"))

    def _edit(self, row: AgendaRow, column: Column[AgendaRow], wanted: Any) -> None:
        item = self._item(row)
        if item is None or self._facts is None:
            return
        value = self._value(item, column.field, wanted)
        if value is _NOBODY:
            self.strip.say(
                tr("Nobody is called {name}", name=wanted), tr("type initials or a part of the name")
            )
            return
        edit = between(item, dc.replace(item, **{column.field: value}))
        self.sitting.send(edit, trl("{field} of item {number}", field=column.title, number=row.number))

    def _value(self, item: AgendaItem, field: str, wanted: Any) -> Any:
        """What is stored for what was typed."""
        facts = self._facts
        if field == "title" and facts is not None:
            return LText.from_map({**dict(item.title.texts), facts.body.language: wanted})
        if field == "allotted":
            return Minutes(wanted)
        if field == "presenter" and facts is not None:
            found = resolve(wanted, facts.candidates(item)) if wanted else None
            return found.id if found else (None if not wanted else _NOBODY)
        return wanted
