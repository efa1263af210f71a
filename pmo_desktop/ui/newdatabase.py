"""What a new database shows: three ways to begin, and the example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current, paint_icon
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.text import Label, line, surface

Take = Callable[[Sequence[Path]], None]
"""Takes files; without any it asks for them."""

_WIDE = 860
_LISTS = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm"}
_SCHEDULES = {".xml", ".mspdi", ".xer", ".mpx", ".gan", ".planner", ".mpp", ".pod"}


class _Way(QWidget):
    """One way to begin: icon, title, two lines, a button."""

    def __init__(self, icon: str, title: str, text: str, button: Button, aside: str = "") -> None:
        super().__init__()
        self._icon = icon
        column = QVBoxLayout(self)
        px = current().px
        column.setContentsMargins(px(18), px(76), px(18), px(18))
        column.setSpacing(px(8))
        column.addWidget(Label(title, size=14, weight=600, wrap=True))
        said = Label(text, tone="text2", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        column.addWidget(said, 1)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(button)
        row.addWidget(Label(aside, size=12, tone="text2", elide=True), 1)
        column.addLayout(row)
        column.insertSpacing(2, px(4))
        self.setMinimumHeight(px(220))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """A third of the way."""
        return QSize(current().px(272), current().px(220))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate and the icon on its tint."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("line"))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        side, edge = theme.px(44), theme.px(18)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        box = QRectF(self.width() - edge - side if rtl else edge, edge, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(box, 6, 6)
        paint_icon(painter, box, self._icon, "accent_text", 22)


class NewDatabase(QWidget):
    """Start with the work you already have: a list, schedules, or the first work by hand.

    What is None is not offered. Files may be dropped. `new_work` asks for the form of a new work.
    """

    new_work = Signal()

    def __init__(
        self, lists: Take | None, schedules: Take | None, example: Callable[[], None] | None
    ) -> None:
        super().__init__()
        surface(self, "page")
        self._take_lists, self._take_schedules = lists, schedules
        self.setAcceptDrops(lists is not None)
        middle = QWidget()
        middle.setMaximumWidth(current().px(_WIDE))
        column = QVBoxLayout(middle)
        column.setSpacing(current().px(8))
        column.addWidget(Label(tr("Start with the work you already have"), size=24, weight=600, wrap=True))
        column.addWidget(Label(
            tr("A spreadsheet is enough. Columns are recognised by their headings and values, nothing is "
               "stored before you have seen the result, and the whole import can be undone in one step."),
            size=14, tone="text2", wrap=True,
        ))  # fmt: skip
        column.addSpacing(8)
        column.addLayout(self._ways())
        if example is not None:
            column.addSpacing(8)
            column.addLayout(self._example(example))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(line())
        outer.addStretch(2)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)

    def _ways(self) -> QHBoxLayout:
        ways = QHBoxLayout()
        ways.setSpacing(current().px(16))
        if (lists := self._take_lists) is not None:
            choose = Button(tr("Choose a file…"), look="primary", on_click=lambda: lists([]))
            self.setFocusProxy(choose)
            text = tr("Excel or CSV. Health words, dates and currencies are recognised, doubts are marked.")
            way = _Way("file-spreadsheet", tr("Bring in a list"), text, choose, tr("or drop it here"))
            ways.addWidget(way, 1)
        if (schedules := self._take_schedules) is not None:
            choose = Button(tr("Choose files…"), on_click=lambda: schedules([]))
            text = tr("Microsoft Project, Primavera P6, GanttProject. Dates stay as the file has them.")
            ways.addWidget(_Way("chart-gantt", tr("Bring in schedules"), text, choose), 1)
        write = Button(tr("New work"), on_click=self.new_work.emit)
        text = tr("A name is enough to begin. All else can wait.")
        ways.addWidget(_Way("pencil", tr("Write the first work"), text, write, "Ctrl+N"), 1)
        return ways

    @staticmethod
    def _example(load: Callable[[], None]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(IconMark("layers"))
        row.addWidget(Label(tr("Only want to look around?"), tone="text2"))
        row.addWidget(Button(tr("Load the example office"), look="link", small=True, on_click=load))
        row.addStretch(1)
        return row

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand dropped files to the import that reads their kind."""
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        plans = [p for p in paths if p.suffix.casefold() in _SCHEDULES]
        lists = [p for p in paths if p not in plans]
        if lists and self._take_lists is not None:
            self._take_lists(lists)
        if plans and self._take_schedules is not None:
            self._take_schedules(plans)
        event.acceptProposedAction()
