"""The strip that shows what pasting would do before it is done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.pasting import Pasted
from pmo_desktop.ui.theme import current, paint_icon
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Label, plain_tip

ASKS_ABOVE = 10
"""Cells: a paste that changes more shows the strip first."""


class PasteStrip(QWidget):
    """How many cells of how many works would change, what was not understood; `taken(Pasted)` or hidden."""

    taken = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan = Pasted()
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 4, 12, 4)
        row.setSpacing(8)
        self._lead, self._rest = Label(weight=600), Label(tone="text2", elide=True)
        row.addWidget(self._lead)
        row.addWidget(self._rest, 1)
        self._go = Button(tr("Paste"), look="primary", small=True, on_click=self._take)
        row.addWidget(self._go)
        row.addWidget(Button(tr("Cancel"), small=True, key="Esc", on_click=self.leave))
        self.setMinimumHeight(current().px(38))
        self.hide()

    def show_plan(self, plan: Pasted) -> None:
        """Show what would be done."""
        self._plan = plan
        self._lead.setText(paste_words(plan))
        self._rest.setText(left_words(plan))
        reasons = "\n".join(f"{text}: {why}" for text, why in plan.refused[:12])
        self._rest.setToolTip(plain_tip(reasons))
        self._go.setEnabled(bool(plan.edits))
        self.show()
        self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Paste nothing."""
        self.hide()
        self.left.emit()

    def _take(self) -> None:
        self.hide()
        self.taken.emit(self._plan)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc pastes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a pale strip with an icon."""
        theme, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), theme.soft("info"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_icon(
            painter, QRectF(self.width() - 36 if rtl else 12, 0, 24, self.height()), "clipboard-paste", "info"
        )


def paste_words(plan: Pasted) -> str:
    """What a paste changes."""
    cells = trn("{n} cell", "{n} cells", plan.cells)
    works = trn("{n} work", "{n} works", plan.works)
    return tr("Pasting changes {cells} in {works}.", cells=cells, works=works)


def left_words(plan: Pasted) -> str:
    """What a paste leaves as it is, with the first reason."""
    if not plan.refused:
        return ""
    text, why = plan.refused[0]
    left = trn("{n} cell is left as it is", "{n} cells are left as they are", len(plan.refused))
    return tr("{left}. “{text}”: {why}", left=left, text=text, why=why)
