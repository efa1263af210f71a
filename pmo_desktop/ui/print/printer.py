"""A plan on a printer: its sheets as pictures, as packs are printed, on paper of their own size.

Which printer was taken, how many copies and which sides: that is kept with the plan, as the form is.
"""

from __future__ import annotations

import dataclasses as dc
import json

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from pmo_desktop.charts.paper.pages import PaperSettings
from pmo_desktop.ui.preview.printing import DOTS_PER_INCH

_MOST_DOTS = 40_000_000
"""Of one page held at a time; a wall of A0 is printed at fewer dots an inch."""
MOST_COPIES = 999


@dc.dataclass(frozen=True, slots=True)
class PrinterChoice:
    """What a person chose in the dialog of the printer; an empty name is the printer of the system."""

    name: str = ""
    copies: int = 1
    duplex: str = QPrinter.DuplexMode.DuplexNone.name
    grey: bool = False
    collate: bool = True

    @classmethod
    def of(cls, printer: QPrinter) -> PrinterChoice:
        """What a printer is set to."""
        return cls(
            printer.printerName(),
            printer.copyCount(),
            printer.duplex().name,
            printer.colorMode() is QPrinter.ColorMode.GrayScale,
            printer.collateCopies(),
        )

    @classmethod
    def read(cls, text: str) -> PrinterChoice:
        """What `text` wrote; a field that cannot be read takes its default."""
        try:
            found = json.loads(text or "{}")
        except ValueError:
            return cls()
        made = cls()
        for field in dc.fields(cls) if isinstance(found, dict) else ():
            value = found.get(field.name)
            if type(value) is type(getattr(made, field.name)):
                made = dc.replace(made, **{field.name: value})
        known = QPrinter.DuplexMode.__members__
        duplex = made.duplex if made.duplex in known else cls().duplex
        return dc.replace(made, duplex=duplex, copies=min(max(made.copies, 1), MOST_COPIES))

    @property
    def text(self) -> str:
        """To be remembered."""
        return json.dumps(dc.asdict(self))

    def put_on(self, printer: QPrinter) -> None:
        """Set a printer so; one that is no longer there leaves that of the system."""
        if self.name and self.name in QPrinterInfo.availablePrinterNames():
            printer.setPrinterName(self.name)
        printer.setCopyCount(self.copies)
        printer.setCollateCopies(self.collate)
        printer.setDuplex(QPrinter.DuplexMode[self.duplex])
        printer.setColorMode(QPrinter.ColorMode.GrayScale if self.grey else QPrinter.ColorMode.Color)


def plan_printer(settings: PaperSettings, title: str, choice: PrinterChoice | None = None) -> QPrinter:
    """A printer set to what was chosen and to the paper of the settings, without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if choice is not None:
        choice.put_on(printer)
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
