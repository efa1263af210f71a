"""What is shown, as a list to print, and a plain painter of such a list on pages."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen
from PySide6.QtWidgets import QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.ui.widgets.table import RecordTable

_ROW, _MARGIN = 6.2, 14.0
"""Height of a line and margin of the page, in millimetres."""


@dc.dataclass(frozen=True, slots=True)
class PrintedList:
    """A list as it is printed: heads, which columns hold numbers, and lines of cells.

    A line of one cell is the head of a group. `totals` has a cell per column.
    """

    title: str
    facts: str
    heads: tuple[str, ...]
    numbers: tuple[bool, ...]
    widths: tuple[int, ...]
    lines: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]


def printed(table: RecordTable, title: str, facts: str, totals: dict[int, str]) -> PrintedList:
    """The columns, order and lines that a table shows."""
    head, model = table.horizontalHeader(), table.model()
    order = map(head.logicalIndex, range(head.count()))
    columns = [c for c in order if not head.isSectionHidden(c)]
    ask: Callable[[int, Any], Any] = lambda c, role: model.headerData(c, Qt.Orientation.Horizontal, role)  # noqa: E731
    ends = Qt.AlignmentFlag.AlignRight
    return PrintedList(
        title,
        facts,
        tuple(str(ask(c, Qt.ItemDataRole.DisplayRole) or "") for c in columns),
        tuple(bool(ask(c, Qt.ItemDataRole.TextAlignmentRole) & ends) for c in columns),
        tuple(table.columnWidth(c) for c in columns),
        tuple(_line(table, row, columns) for row in range(model.rowCount())),
        tuple(totals.get(c, "") for c in columns),
    )


def _line(table: RecordTable, row: int, columns: Sequence[int]) -> tuple[str, ...]:
    model = table.model()
    group = model.index(row, 0).data(Role.GROUP)
    if isinstance(group, GroupRow):
        return (tr("{group}: {facts}", group=group.title, facts=group.facts),)
    return tuple(_cell(model.index(row, c)) for c in columns)


def _cell(index: Any) -> str:
    gate, text = index.data(Role.GATE), str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    return f"{gate} {text}" if gate else text


def print_list(listed: PrintedList, device: QPagedPaintDevice) -> int:
    """Paint a list on a printer or PDF writer, heads on every page, landscape A4; gives the pages."""
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
        QPageLayout.Unit.Millimeter,
    )
    device.setPageLayout(layout)
    painter = QPainter(device)
    try:
        return _Sheets(listed, painter, device).paint()
    finally:
        painter.end()


def print_with_dialog(parent: QWidget, listed: PrintedList) -> None:
    """Ask for a printer (or a PDF file) and print a list on it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(listed.title)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Print this view?"))
    if dialog.exec():
        print_list(listed, printer)


class _Sheets:
    """Paints the lines of one list, page after page."""

    def __init__(self, listed: PrintedList, painter: QPainter, device: QPagedPaintDevice) -> None:
        self._list, self._painter, self._device = listed, painter, device
        self._mm = device.logicalDpiX() / 25.4
        self._wide, self._high = painter.viewport().width(), painter.viewport().height()
        scale = self._wide / max(sum(listed.widths), 1)
        self._widths = [w * scale for w in listed.widths]
        self._page, self._top = 0, 0.0

    def paint(self) -> int:
        """All pages; gives their number."""
        self._begin_page()
        for line in self._list.lines:
            if self._top + 2 * _ROW * self._mm > self._high:
                self._device.newPage()
                self._begin_page()
            self._write(line, heavy=len(line) == 1)
        self._write(self._list.totals, heavy=True)
        return self._page

    def _font(self, points: float, *, heavy: bool = False) -> QFont:
        font = QFont(self._painter.font().family())
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
        return font

    def _begin_page(self) -> None:
        self._page += 1
        painter, high = self._painter, _ROW * self._mm
        painter.setFont(self._font(13, heavy=True))
        start = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(0, 0, self._wide, high), start, self._list.title)
        painter.setFont(self._font(8))
        end = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(0, 0, self._wide, high), end, tr("Page {n}", n=self._page))
        painter.drawText(QRectF(0, high * 0.95, self._wide, high), start, self._list.facts)
        self._top = high * 2.2
        self._write(self._list.heads, heavy=True)

    def _write(self, cells: Sequence[str], *, heavy: bool) -> None:
        painter, high, gap = self._painter, _ROW * self._mm, self._mm
        painter.setFont(self._font(8, heavy=heavy))
        left = 0.0
        widths = self._widths if len(cells) > 1 else [float(self._wide)]
        for cell, wide, number in zip(cells, widths, self._list.numbers, strict=False):
            side = Qt.AlignmentFlag.AlignTrailing if number else Qt.AlignmentFlag.AlignLeading
            box = QRectF(left + gap, self._top, wide - 2 * gap, high)
            said = painter.fontMetrics().elidedText(cell, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
            painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), said)
            left += wide
        self._top += high
        painter.setPen(QPen(Qt.GlobalColor.lightGray, self._mm * 0.1))
        painter.drawLine(0, int(self._top), self._wide, int(self._top))
        painter.setPen(Qt.GlobalColor.black)
