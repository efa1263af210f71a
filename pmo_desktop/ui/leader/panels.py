"""What slides over from the side: agenda, facts, pages; and the last decision in large type."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.leader import LeaderView
from pmo_desktop.readmodels.meetings_live import AgendaRow
from pmo_desktop.ui.leader.touch import TouchButton, TouchList, TouchRow
from pmo_desktop.ui.leader.words import Scale, clock
from pmo_desktop.ui.widgets.panels import IconMark, row_of
from pmo_desktop.ui.widgets.text import Bar, Label, line, surface


class Drawer(QWidget):
    """A panel over the window with a head, one content and a way out. `closed` when a person closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget, title: str, content: QWidget) -> None:
        super().__init__(parent)
        surface(self, "page")
        self.content = content
        self._title = Label(title, size=16, weight=600, elide=True)
        bar = Bar(56)
        self.head = QHBoxLayout(bar)
        self.head.setContentsMargins(20, 0, 8, 0)
        self.head.setSpacing(8)
        self.head.addWidget(self._title, 1)
        close = TouchButton(icon="x", look="quiet", tip=tr("Close (Esc)"), on_click=self.shut)
        self.head.addWidget(close)
        edge = line(vertical=True, strong=True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(line())
        column.addWidget(content, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(edge)
        row.addLayout(column, 1)
        self.hide()

    def set_title(self, title: str) -> None:
        """Another head."""
        self._title.setText(title)

    def add_tool(self, button: QWidget) -> None:
        """A button before the one that closes."""
        self.head.insertWidget(self.head.count() - 1, button)

    def shut(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()


def agenda_rows(rows: tuple[AgendaRow, ...], looked_at: object) -> list[TouchRow]:
    """The agenda to tap: number, title, who presents; what it took, or what it may take."""
    return [_agenda_row(row, looked_at) for row in rows]


def _agenda_row(row: AgendaRow, looked_at: object) -> TouchRow:
    parts = [
        tr(row.purpose.label),
        row.presenter,
        tr("paper {number}", number=row.paper) if row.paper else "",
    ]
    over = row.left < 0
    if row.done:
        end = clock(row.taken) if row.taken else tr(row.state.label)
    elif row.running:
        end = tr("{time} over", time=clock(row.left)) if over else tr("{time} left", time=clock(row.left))
    else:
        end = tr("{n} min", n=row.allotted)
    tone = "neg" if row.running and over else "text2"
    note = " · ".join(p for p in parts if p)
    return TouchRow(
        row.id,
        row.title,
        note,
        end,
        tone,
        lead=row.number,
        strong=row.running,
        dim=row.done and row.id != looked_at,
    )


class AgendaList(TouchList):
    """The agenda in tall rows."""

    def __init__(self) -> None:
        super().__init__(tr("Agenda"))


class ReadBack(QWidget):
    """The last decision in large type over the whole window, for the chair to say aloud."""

    def __init__(self, parent: QWidget, scale: Scale, done: Callable[[], object]) -> None:
        super().__init__(parent)
        surface(self, "page")
        self._scale = scale
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(48, 40, 48, 24)
        self._done = TouchButton(tr("Go on"), icon="check", tip=tr("Back (Esc)"), on_click=done)
        self._column.addLayout(row_of(1, self._done))
        self.hide()

    def show_view(self, view: LeaderView) -> None:
        """The words of the last decision, as they stand now."""
        if self._body is not None:
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = self._filled(view)
        self._column.insertWidget(0, self._body, 1)

    def _filled(self, view: LeaderView) -> QWidget:
        label = self._scale.label
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        card = view.read_back
        if card is None:
            column.addWidget(label(tr("Nothing was decided yet."), 28, tone="text2"))
        else:
            head = row_of(IconMark("gavel", "accent_text", size=24), spacing=12)
            head.addWidget(label(tr("Decision {ref}", ref=card.note), 20, weight=600, tone="accent_text"), 1)
            column.addLayout(head)
            column.addWidget(label(card.text, 34, weight=500))
            if view.reasons:
                column.addWidget(label(tr("Because {reasons}", reasons=view.reasons), 22, tone="text2"))
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return body
