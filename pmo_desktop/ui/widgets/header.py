"""The head of a page: title, one line of facts, buttons; and tabs or saved views below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.theme.paint import paint_focus
from pmo_desktop.ui.widgets.text import Label, surface


class PageHeader(QWidget):
    """Title 20/600, facts in secondary text, at most three buttons with the primary one at the end.

    `side_by_side` puts the facts after the title (lists); else they stand below it (records, Home).
    """

    def __init__(
        self,
        title: str,
        facts: str = "",
        actions: Sequence[QWidget] = (),
        *,
        mark: QWidget | None = None,
        side_by_side: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        surface(self, "page")
        self._title = Label(title, size=20, weight=600, elide=True)
        self._facts = Label(facts, tone="text2", elide=True)
        if not facts:
            self._facts.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 16, 8)
        self._row.setSpacing(8)
        self._lead = QHBoxLayout()
        self._lead.setSpacing(10)
        if mark:
            self._lead.addWidget(mark)
        self._words(side_by_side=side_by_side)
        self._row.addLayout(self._lead, 1)
        for action in actions:
            self.add_action(action)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(current().px(56))

    def _words(self, *, side_by_side: bool) -> None:
        if side_by_side:
            self._lead.addWidget(self._title)
            self._lead.addWidget(self._facts, 1)
            self._lead.addStretch(0)
            return
        column = QVBoxLayout()
        column.setSpacing(2)
        self._name = QHBoxLayout()
        self._name.setSpacing(10)
        self._name.addWidget(self._title)
        self._name.addStretch(1)
        column.addLayout(self._name)
        column.addWidget(self._facts)
        self._lead.addLayout(column, 1)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def set_facts(self, facts: str) -> None:
        """Show another line of facts."""
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))

    def add_action(self, widget: QWidget) -> None:
        """Add a button (or segments) at the end."""
        self._row.addWidget(widget)

    def add_beside_title(self, widget: QWidget) -> None:
        """Add a tag or code right after the title."""
        if hasattr(self, "_name"):
            self._name.insertWidget(self._name.count() - 1, widget)
        else:
            self._lead.insertWidget(self._lead.indexOf(self._title) + 1, widget)


class _Tab(QAbstractButton):
    def __init__(self, key: str, text: str, count: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.count = key, count
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text if count is None else f"{text} {count}")

    def _number(self) -> str:
        return "" if self.count is None else str(self.count)

    def _room(self) -> int:
        gap = current().px(7)
        return gap + QFontMetrics(font(11, 500)).horizontalAdvance(self._number()) if self._number() else 0

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(font(13, 600)).horizontalAdvance(self.text()) + 1
        return QSize(wide + self._room(), current().px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, middle = self.isChecked(), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("text" if on or self.underMouse() else "text2"))
        painter.setFont(font(13, 600 if on else 500))
        room = max(self.width() - self._room(), 0)
        said = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeading | middle), said)
        painter.setFont(font(11, 500))
        painter.setPen(theme.colour("text2" if on else "text3"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignTrailing | middle), self._number())
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRect(0, self.height() - 3, self.width(), 4), 1.5, 1.5)
        if self.hasFocus():
            paint_focus(painter, self.rect().adjusted(0, 4, 0, -6), theme)


class Tabs(QWidget):
    """Tabs of a record, or saved views of a list: a word, a count, a bar under the one in force."""

    chosen = Signal(str)
    """Key of the tab a person chose."""

    def __init__(self, tabs: Sequence[tuple[str, str]] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, _Tab] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(20)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for key, text in tabs:
            self.add(key, text)

    def add(self, key: str, text: str, count: int | None = None) -> None:
        """Add a tab at the end; the first becomes the one in force."""
        tab = _Tab(key, text, count, self)
        self._tabs[key] = tab
        self._group.addButton(tab)
        self._row.insertWidget(self._row.count() - 1, tab)
        tab.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
        if len(self._tabs) == 1:
            tab.setChecked(True)

    def add_end(self, widget: QWidget) -> None:
        """Put a button after the last tab (a plus for a new view)."""
        self._row.insertWidget(self._row.count() - 1, widget)

    def clear(self) -> None:
        """Take all tabs away."""
        for tab in self._tabs.values():
            self._group.removeButton(tab)
            self._row.removeWidget(tab)
            tab.deleteLater()
        self._tabs = {}

    @property
    def key(self) -> str:
        """Key of the tab in force, "" without any."""
        return next((k for k, t in self._tabs.items() if t.isChecked()), "")

    def keys(self) -> list[str]:
        """All keys in order."""
        return list(self._tabs)

    def choose(self, key: str) -> None:
        """Set the tab in force without a signal."""
        self._tabs[key].setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Show another number behind a tab."""
        self._tabs[key].count = count
        self._tabs[key].updateGeometry()
        self._tabs[key].update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move along the tabs in reading direction."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        if not step or not self._tabs:
            super().keyPressEvent(event)
            return
        step = -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step
        keys = list(self._tabs)
        key = keys[(keys.index(self.key) + step) % len(keys)]
        self._tabs[key].setFocus()
        self._tabs[key].click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline under the tabs."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current().colour("line"))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Nothing moves; the tabs show the pointer themselves."""
        super().enterEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of look."""
        if event.type() == QEvent.Type.StyleChange:
            for tab in self._tabs.values():
                tab.updateGeometry()
        super().changeEvent(event)
