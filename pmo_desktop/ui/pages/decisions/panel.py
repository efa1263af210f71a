"""A form in the place of the list: a heading, fields, one act and the way back; no dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import Form
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label, surface


class FormPanel(QWidget):
    """Ctrl+Enter accepts, Esc goes back. `cancelled` when a person goes back."""

    cancelled = Signal()

    def __init__(self, act: str, icon: str) -> None:
        super().__init__()
        self.heading = Label("", size=16, weight=600, wrap=True)
        self.below = Label("", tone="text2", wrap=True)
        self.form = Form()
        self.act = Button(act, look="primary", icon=icon, key="Ctrl+Enter", on_click=self.accept)
        inner = surface(QWidget(), "page")
        inner.setMaximumWidth(current().px(620))
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(12)
        for widget in (self.heading, self.below, self.form):
            self.column.addWidget(widget)
        self.column.addLayout(
            row_of(self.act, Button(tr("Cancel"), key="Esc", on_click=self.cancelled.emit), 1)
        )
        self.column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def accept(self) -> None:
        """Do what the form is for."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter accepts, Esc goes back."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


def text_field(lines: int = 2) -> QPlainTextEdit:
    """A text of a few lines; Tab goes on."""
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + current().px(20))
    return made


def fill(box: QComboBox, rows: Sequence[tuple[str, object]], chosen: object = None) -> None:
    """Other choices in a list, with one of them in front."""
    blocker = QSignalBlocker(box)
    box.clear()
    for text, value in rows:
        box.addItem(text, value)
    at = next((n for n, (_, value) in enumerate(rows) if value == chosen), 0)
    box.setCurrentIndex(at if rows else -1)
    blocker.unblock()
