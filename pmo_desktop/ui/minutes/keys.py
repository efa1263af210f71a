"""Key caps: one, and the row of markers below the line."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from pmo_desktop.domain.markers import MARKERS, EntryKind, Marker
from pmo_desktop.i18n import N_, tr
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.theme.paint import paint_key
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import Painted
from pmo_desktop.ui.widgets.text import Label

_GAP = 12


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
    """The markers in a row; those that do not fit go, from the least used on, into a menu at its end.

    While the roll is called the row says instead which letters come before initials.
    """

    chosen = Signal(object)
    """An EntryKind."""

    ORDER = (
        EntryKind.KEY_POINT, EntryKind.DECISION, EntryKind.ACTION, EntryKind.VOTE, EntryKind.QUESTION,
        EntryKind.RISK, EntryKind.INTEREST, EntryKind.RESTRICTED, EntryKind.ISSUE, EntryKind.PARKED,
        EntryKind.CORRECTION,
    )  # fmt: skip
    ROLL = (
        ("p", N_("present")), ("r", N_("remote")), ("a", N_("apologies")), ("x", N_("absent")),
        ("d", N_("deputy")),
    )  # fmt: skip
    _WANTED = 8
    """So many keys, up to Part B, matter more than the words at the end."""

    def __init__(self) -> None:
        super().__init__()
        by_kind = {m.kind: m for m in MARKERS}
        self._keys = [_MarkerKey(by_kind[kind]) for kind in self.ORDER]
        self._roll = [_key_and_word(letter, tr(word)) for letter, word in self.ROLL]
        self._calling = False
        self._more = Button(
            look="quiet", icon="ellipsis", tip=tr("More"), small=True, on_click=self._show_more
        )
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._end = Label(tr("Enter ends the line"), tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for key in self._keys:
            row.addWidget(key)
            key.pressed.connect(self.chosen)
        for widget in (*self._roll, self._more):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._end)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        self._share_out()

    def show_roll(self, *, calling: bool) -> None:
        """Speak of letters before initials, or of markers."""
        if calling is not self._calling:
            self._calling = calling
            self._share_out()

    def sizeHint(self) -> QSize:
        """One row, however wide."""
        return QSize(10, current().px(24))

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(1, current().px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit: first the words at the end, then the last keys."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        keys = self._roll if self._calling else self._keys
        for key in self._keys if self._calling else self._roll:
            key.hide()
        wides = [key.sizeHint().width() + _GAP for key in keys]
        end, more = (w.sizeHint().width() + _GAP for w in (self._end, self._more))
        worded = sum(wides[: self._WANTED]) + more + end <= self.width() or sum(wides) + end <= self.width()
        room = self.width() - (end if worded else 0)
        if sum(wides) > room:
            room -= more
        fitting = sum(sum(wides[: n + 1]) <= room for n in range(len(wides)))
        self._end.setVisible(worded)
        for n, key in enumerate(keys):
            key.setVisible(n < fitting)
        self._more.setVisible(fitting < len(keys) and not self._calling)

    def left_out(self) -> list[Marker]:
        """The markers for which the row has no room."""
        return [key.marker for key in self._keys if key.isHidden()]

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for marker in self.left_out():
            words = tr(marker.legend).replace("&", "&&")
            menu.addAction(f"{words}\t{marker.sign}", partial(self.chosen.emit, marker.kind))
        menu.popup(self._more.mapToGlobal(self._more.rect().topLeft()) - QPoint(0, menu.sizeHint().height()))


def _key_and_word(key: str, word: str) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(KeyHint(key))
    row.addWidget(Label(word, tone="text2"))
    return both
