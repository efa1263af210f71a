"""Quiet strips over the lines: what the item lacks, no quorum, a line offered back, a refusal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pmo_desktop.domain.quorum import Quorum
from pmo_desktop.i18n import N_, tr
from pmo_desktop.ui.theme import current, paint_icon
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Label


class Strip(QWidget):
    """Icon, bold lead, how to go on, and words or a button at the end. Hidden while it has nothing to say."""

    def __init__(
        self, tone: str, icon: str, *, act: str = "", on_act: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._tone, self._icon = tone, icon
        self._lead = Label("", weight=500, tone=tone, elide=True)
        self._more = Label("", tone="text2", elide=True)
        self._end = Label("", size=12, tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(10)
        row.addSpacing(current().px(22))
        row.addWidget(self._lead)
        row.addWidget(self._more, 1)
        row.addWidget(self._end)
        self.button = Button(act, look="link", small=True, on_click=on_act) if act else None
        if self.button is not None:
            self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(self.button)
        self.setFixedHeight(current().px(28))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def lead(self) -> str:
        """What it says now; empty while hidden."""
        return "" if self.isHidden() else self._lead.text()

    def say(self, lead: str, more: str = "", end: str = "") -> None:
        """Show this, or nothing when the lead is empty. It is announced when it is new."""
        news = bool(lead) and lead != self._lead.text()
        self._lead.setText(lead)
        self._more.setText(more)
        self._end.setText(end)
        self._share_out()
        self.setAccessibleName(f"{lead} {more}".strip())
        self.setVisible(bool(lead))
        if news:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words at the end give way first."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        wide = sum(label.sizeHint().width() for label in (self._lead, self._more, self._end))
        self._end.setVisible(bool(self._end.text()) and wide + 80 < self.width())

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(60, current().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pale strip and the icon."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(self._tone))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(self.width() - 32 if rtl else 8, 0, 24, self.height())
        paint_icon(painter, box, self._icon, self._tone, 15)


class QuorumChip(QWidget):
    """Whether business is valid, in words and sign."""

    def __init__(self) -> None:
        super().__init__()
        self._quorate = True
        self._lead = Label("", weight=600, tone="pos")
        self._more = Label("", tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(7)
        row.addSpacing(current().px(22))
        row.addWidget(self._lead)
        row.addWidget(self._more)
        self.setFixedHeight(current().px(28))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._lead.text()} {self._more.text()}"

    def show_quorum(self, now: Quorum) -> None:
        """Show another count."""
        words = N_("Quorate {present} of {members}")
        words = words if now.quorate else N_("Not quorate {present} of {members}")
        self._quorate = now.quorate
        self._lead.setText(tr(words, present=now.present, members=now.members))
        self._lead.set_tone("pos" if now.quorate else "neg")
        self._more.setText(tr("needs {n}", n=now.needed))
        self.setAccessibleName(now.said())
        self.setToolTip("\n".join(now.lacking()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate and the sign."""
        theme, painter = current(), QPainter(self)
        tone = "pos" if self._quorate else "neg"
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(tone))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(self.width() - 32 if rtl else 8, 0, 24, self.height())
        paint_icon(painter, box, "circle-check" if self._quorate else "circle-alert", tone, 17)
