"""Banners (one at a time, worst first), toasts and empty states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.ui.theme import current, paint_icon
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Label

_WORST_FIRST = ("neg", "warn", "info", "pos")
_ICONS = {"neg": "circle-alert", "warn": "triangle-alert", "info": "info", "pos": "circle-check"}


def _read_out(widget: QWidget) -> None:
    """Let a screen reader say it now."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


@dataclass(frozen=True, slots=True)
class Notice:
    """What a banner says. `tone`: "neg", "warn", "info", "pos"; `act` is the text of its one button."""

    key: str
    tone: str
    lead: str
    text: str = ""
    act: str = ""
    icon: str = ""


class Banner(QWidget):
    """One strip: icon, bold lead, sentence, one act. `acted` when the act is chosen."""

    acted = Signal(str)
    """Key of the notice."""

    def __init__(self, notice: Notice, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(Label(notice.lead, weight=600, tone=notice.tone))
        row.addWidget(Label(notice.text, wrap=True), 1)
        if notice.act:
            look = "plain" if notice.tone == "neg" else "link"
            row.addWidget(Button(notice.act, look=look, small=True, on_click=self._act))
        self.setMinimumHeight(current().px(36))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{notice.lead} {notice.text}".strip())

    def _act(self) -> None:
        self.acted.emit(self.notice.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pale strip and the icon."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.soft(self.notice.tone))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(self.width() - 34 if rtl else 10, 0, 24, self.height())
        shown = self.notice.icon or _ICONS[self.notice.tone]
        paint_icon(painter, box, shown, self.notice.tone)


class BannerPlace(QWidget):
    """The place under the page header: of all notices raised it shows the worst one."""

    acted = Signal(str)
    """Key of the notice whose act was chosen."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[str, Notice] = {}
        self._banner: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 4)
        self.hide()

    def raise_notice(self, notice: Notice) -> None:
        """Add a notice, or change the one with its key."""
        self._notices[notice.key] = notice
        self._show_worst()

    def clear(self, key: str) -> None:
        """Take a notice away; unknown keys are left alone."""
        if self._notices.pop(key, None):
            self._show_worst()

    def notices(self) -> list[Notice]:
        """All notices, worst first."""
        return sorted(self._notices.values(), key=lambda n: _WORST_FIRST.index(n.tone))

    def _show_worst(self) -> None:
        worst = next(iter(self.notices()), None)
        if self._banner and self._banner.notice == worst:
            return
        if self._banner:
            self._column.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        if worst:
            self._banner = Banner(worst)
            self._banner.acted.connect(self.acted)
            self._column.addWidget(self._banner)
            self._banner.show()
            _read_out(self._banner)
        self.setVisible(worst is not None)


class Toast(QWidget):
    """A short message at the bottom start corner of its window for six seconds, with an optional act."""

    def __init__(
        self, window: QWidget, text: str, *, act: str = "", icon: str = "check", seconds: float = 6
    ) -> None:
        super().__init__(window)
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 8, 16, 8)
        row.setSpacing(16)
        self._text = Label(text)
        row.addWidget(self._text)
        self.button = Button(act, look="tip", small=True, on_click=self.close) if act else None
        if self.button:
            row.addWidget(self.button)
        self._colour()
        self.setFixedHeight(current().px(40))
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._timer = QTimer(self, singleShot=True, interval=int(seconds * 1000))
        self._timer.timeout.connect(self.close)

    def _colour(self) -> None:
        self._text.setStyleSheet(f"color: {current().colour('tip_text').name()}")

    def show_at(self, place: QPoint) -> None:
        """Show with the lower start corner at a point of the window; the keyboard focus stays."""
        self.adjustSize()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.move(place.x() - self.width() if rtl else place.x(), place.y() - self.height())
        self.show()
        self.raise_()
        self._timer.start()
        _read_out(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark (in dark: light) plate."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("tip"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(self.width() - 38 if rtl else 12, 0, 24, self.height())
        paint_icon(painter, box, self._icon, theme.colour("tip_text"))


class EmptyState(QWidget):
    """What a page says when there is nothing: one sentence, what comes next, the ways on.

    `EmptyState("No overdue actions", "The next is due Monday 20 July.", icon="inbox", buttons=[...])`.
    """

    def __init__(
        self,
        sentence: str,
        more: str = "",
        *,
        icon: str = "inbox",
        buttons: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(4)
        column.addStretch(2)
        column.addSpacing(current().px(44))
        self._sentence = self._line(column, Label(sentence, size=16, weight=600, wrap=True))
        self._more = self._line(column, Label(more, tone="text2", size=14, wrap=True))
        self._more.setVisible(bool(more))
        column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    @staticmethod
    def _line(column: QVBoxLayout, label: Label) -> Label:
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label)
        return label

    @property
    def sentence(self) -> str:
        """What it says first."""
        return self._sentence.text()

    def set_text(self, sentence: str, more: str = "") -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self._more.setText(more)
        self._more.setVisible(bool(more))

    def sizeHint(self) -> QSize:
        """Room to breathe."""
        return QSize(current().px(420), current().px(260))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon above the sentence."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, top = theme.px(44), self._sentence.geometry().top() - theme.px(56)
        box = QRectF((self.width() - side) / 2, top, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(box, 8, 8)
        paint_icon(painter, box, self._icon, "accent_text", 24)
