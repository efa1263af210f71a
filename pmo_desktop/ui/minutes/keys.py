"""Key caps: one, and the row of markers below the line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pmo_desktop.domain.markers import MARKERS, EntryKind, Marker
from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.theme.paint import paint_key
from pmo_desktop.ui.widgets.marks import Painted
from pmo_desktop.ui.widgets.text import Label


class KeyHint(Painted):
    """A key cap."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        theme = current()
        wide = QFontMetrics(font(11, 500)).horizontalAdvance(self._key)
        return QSize(max(theme.px(18), wide + theme.px(10)), theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        paint_key(self.painter(), self.rect(), self._key, current())


class _MarkerKey(QWidget):
    """A cap with its word; a click gives the line this marker."""

    pressed = Signal(object)

    def __init__(self, marker: Marker) -> None:
        super().__init__()
        self.marker = marker
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(KeyHint(marker.sign))
        row.addWidget(Label(tr(marker.legend), tone="text2"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tr(marker.kind.label))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Take this marker."""
        self.pressed.emit(self.marker.kind)


class MarkerKeys(QWidget):
    """The markers in a row; those that do not fit are left out from the least used on."""

    chosen = Signal(object)
    """An EntryKind."""

    ORDER = (
        EntryKind.KEY_POINT, EntryKind.DECISION, EntryKind.ACTION, EntryKind.VOTE, EntryKind.QUESTION,
        EntryKind.RISK, EntryKind.INTEREST, EntryKind.RESTRICTED, EntryKind.ISSUE, EntryKind.PARKED,
        EntryKind.CORRECTION,
    )  # fmt: skip
    _WANTED = 8
    """So many keys, up to Part B, matter more than the words at the end."""

    def __init__(self) -> None:
        super().__init__()
        by_kind = {m.kind: m for m in MARKERS}
        self._keys = [_MarkerKey(by_kind[kind]) for kind in self.ORDER]
        self._end = Label(tr("Enter ends the line"), tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for key in self._keys:
            row.addWidget(key)
            key.pressed.connect(self.chosen)
        row.addStretch(1)
        row.addWidget(self._end)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def sizeHint(self) -> QSize:
        """One row, however wide."""
        return QSize(10, current().px(24))

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(1, current().px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit: first the words at the end, then the last keys."""
        super().resizeEvent(event)
        needed = sum(key.sizeHint().width() + 12 for key in self._keys[: self._WANTED])
        end = self._end.sizeHint().width() + 12
        self._end.setVisible(needed + end <= self.width())
        room = self.width() - (end if needed + end <= self.width() else 0)
        for key in self._keys:
            room -= key.sizeHint().width() + 12
            key.setVisible(room >= 0)
