"""A plan on a printer: its sheets as pictures, as packs are printed, on paper of their own size."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from pmo_desktop.charts.paper.pages import PaperSettings
from pmo_desktop.ui.preview.printing import DOTS_PER_INCH

_MOST_DOTS = 40_000_000
"""Of one page held at a time; a wall of A0 is printed at fewer dots an inch."""


def plan_printer(settings: PaperSettings, title: str) -> QPrinter:
    """A printer set to the paper of the settings, without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    wide, high = sorted(settings.size)
    sheet = QPageSize(QSizeF(wide, high), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    upright = QPageLayout.Orientation.Portrait
    layout = QPageLayout(
        sheet, upright if settings.portrait else QPageLayout.Orientation.Landscape, QMarginsF()
    )
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setResolution(dots(settings))
    return printer


def dots(settings: PaperSettings) -> int:
    """Dots an inch at which one page can be held: 300 up to A2, fewer above."""
    wide, high = (side / 72 for side in settings.size)
    return min(DOTS_PER_INCH, int((_MOST_DOTS / (wide * high)) ** 0.5))
