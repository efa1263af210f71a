"""Places for content: card, inspector with blocks, splitter with a hairline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current, paint_icon
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import Tabs
from pmo_desktop.ui.widgets.marks import Painted
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import Label, line, surface


class IconMark(Painted):
    """An icon that is no button, in a tone."""

    def __init__(
        self, name: str, tone: str = "text2", *, size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size

    def sizeHint(self) -> QSize:
        """A square."""
        side = current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        paint_icon(self.painter(), self.rect(), self._name, self._tone, self._size)


class Card(QWidget):
    """A card of Home or a side panel: icon, title 13/600, facts, one act; then content edge to edge.

    Add content with `add(widget)` (inside the padding) or `add_wide(widget)` (a table, edge to edge).
    """

    def __init__(
        self,
        title: str = "",
        facts: str = "",
        *,
        icon: str = "",
        action: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 6)
        self._column.setSpacing(0)
        self._title = Label(title, weight=600, elide=True)
        self._facts = Label(facts, tone="text2")
        if title:
            head = QHBoxLayout()
            head.setContentsMargins(15, 6, 15, 6)
            head.setSpacing(8)
            if icon:
                head.addWidget(IconMark(icon))
            head.addWidget(self._title)
            head.addWidget(self._facts, 1)
            if action:
                head.addWidget(action)
            holder = QWidget()
            holder.setLayout(head)
            holder.setMinimumHeight(current().px(40))
            self._column.addWidget(holder)

    def set_title(self, title: str, facts: str = "") -> None:
        """Show another title and facts."""
        self._title.setText(title)
        self._facts.setText(facts)

    def add(self, item: QWidget | QLayout) -> None:
        """Add content inside the padding."""
        row = QHBoxLayout()
        row.setContentsMargins(15, 4, 15, 8)
        if isinstance(item, QLayout):
            row.addLayout(item)
        else:
            row.addWidget(item)
        self._column.addLayout(row)

    def add_wide(self, widget: QWidget) -> None:
        """Add content from edge to edge."""
        self._column.addWidget(widget)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate: a line, no shadow."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("line"))
        painter.setBrush(theme.colour("page"))
        radius = theme.px(10)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Block(QWidget):
    """A block of the inspector: an optional small heading, content, a hairline below."""

    def __init__(self, heading: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(4)
        if heading:
            self._column.addWidget(Label(heading, size=12, weight=600, tone="text2"))
        self._content = QVBoxLayout()
        self._content.setSpacing(6)
        self._column.addLayout(self._content)
        self._column.addSpacing(6)
        self._column.addWidget(line())

    def add(self, item: QWidget | QLayout) -> None:
        """Add one part below the others."""
        if isinstance(item, QLayout):
            self._content.addLayout(item)
        else:
            self._content.addWidget(item)

    def add_fact(self, name: str, value: str, *, tone: str = "text") -> Label:
        """Add a line "name ... value"; returns the label of the value."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(name, size=12, tone="text2"))
        shown = Label(value, tone=tone, elide=True)
        shown.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(shown, 1)
        self.add(row)
        return shown


class Inspector(QWidget):
    """The panel at the end of the window: code, title, tabs, blocks that scroll, acts that stay.

    `tabs` are pairs (key, text); blocks go to a tab with `add(block, tab)`. `closed` asks to be hidden,
    `pinned(bool)` to be kept.
    """

    closed = Signal()
    pinned = Signal(bool)
    tab_chosen = Signal(str)

    def __init__(
        self,
        code: str,
        title: str,
        *,
        tabs: Sequence[tuple[str, str]] = (),
        actions: Sequence[QWidget] = (),
        can_pin: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        surface(self, "page")
        self._places: dict[str, QVBoxLayout] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(code, title, can_pin=can_pin))
        self.stack = QStackedWidget()
        self.tabs = Tabs(tabs)
        self.tabs.chosen.connect(self._choose)
        if tabs:
            column.addWidget(self.tabs)
        for key, _ in tabs or [("", "")]:
            self.stack.addWidget(self._page(key))
        column.addWidget(self.stack, 1)
        if actions:
            column.addWidget(self._foot(actions))

    def _head(self, code: str, title: str, *, can_pin: bool) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 0, 8, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.code = Label(code, size=12, tone="text2", elide=True)
        row.addWidget(self.code, 1)
        if can_pin:
            pin = Button(look="quiet", icon="pin", tip=tr("Pin"), toggle=True)
            pin.toggled.connect(self.pinned)
            row.addWidget(pin)
        close = Button(look="quiet", icon="x", tip=tr("Close inspector"), on_click=self.closed.emit)
        close.setObjectName("close")
        row.addWidget(close)
        self.title = Label(title, size=16, weight=600, wrap=True)
        column.addLayout(row)
        column.addWidget(self.title)
        return head

    def _page(self, key: str) -> QScrollArea:
        area, inner = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place = QVBoxLayout(inner)
        place.setContentsMargins(16, 2, 16, 12)
        place.setSpacing(0)
        place.addStretch(1)
        surface(inner, "page")
        area.setWidget(inner)
        self._places[key] = place
        return area

    @staticmethod
    def _foot(actions: Sequence[QWidget]) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 14)
        row.setSpacing(8)
        for action in actions:
            row.addWidget(action)
        row.addStretch(1)
        return foot

    def _choose(self, key: str) -> None:
        self.stack.setCurrentIndex(self.tabs.keys().index(key))
        self.tab_chosen.emit(key)

    def add(self, block: QWidget, tab: str | None = None) -> None:
        """Add a block at the end of a tab (the first by default)."""
        place = self._places[tab if tab is not None else next(iter(self._places))]
        place.insertWidget(place.count() - 1, block)

    def sizeHint(self) -> QSize:
        """324 px wide."""
        return QSize(current().px(324), current().px(480))


class _Handle(QSplitterHandle):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, middle = QPainter(self), self.rect().center()
        colour = current().colour("focus" if self.hasFocus() else "line")
        if self.orientation() == Qt.Orientation.Horizontal:
            painter.fillRect(middle.x(), 0, 1, self.height(), colour)
        else:
            painter.fillRect(0, middle.y(), self.width(), 1, colour)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        owner = self.splitter()
        if isinstance(owner, Splitter):
            owner.restore_default()


class Splitter(QSplitter):
    """Two places with a 1 px line and a 7 px grip; a double click gives the default; keeps its place.

    `name` with `remembered` keeps the sizes between starts.
    """

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        *,
        name: str = "",
        remembered: Remembered | None = None,
        default: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._name, self._kept, self._default = name, remembered, list(default)
        self.setHandleWidth(7)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._moved)

    def createHandle(self) -> QSplitterHandle:  # noqa: N802
        """A handle that paints one line."""
        return _Handle(self.orientation(), self)

    def restore(self) -> None:
        """Take the sizes kept from last time, else the default; call after the widgets are in."""
        kept = self._kept.value(f"splitter/{self._name}") if self._kept is not None and self._name else None
        sizes = [int(s) for s in str(kept).split(",")] if kept else self._default
        if len(sizes) == self.count():
            self.setSizes(sizes)

    def restore_default(self) -> None:
        """Take the default sizes."""
        if len(self._default) == self.count():
            self.setSizes(self._default)
            self._moved()

    def _moved(self) -> None:
        if self._kept is not None and self._name:
            self._kept.setValue(f"splitter/{self._name}", ",".join(map(str, self.sizes())))

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the lines in another look."""
        if event.type() == QEvent.Type.StyleChange:
            for at in range(1, self.count()):
                self.handle(at).update()
        super().changeEvent(event)


def row_of(*widgets: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; a whole number is a stretch."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(spacing)
    _fill(row, widgets)
    return row


def column_of(*widgets: QWidget | int, spacing: int = 8) -> QVBoxLayout:
    """Widgets below each other; a whole number is a stretch."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    _fill(column, widgets)
    return column


def _fill(layout: QBoxLayout, widgets: Sequence[QWidget | int]) -> None:
    for widget in widgets:
        if isinstance(widget, int):
            layout.addStretch(widget)
        else:
            layout.addWidget(widget)
