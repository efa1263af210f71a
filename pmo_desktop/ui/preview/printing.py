"""A pack on a printer: the same pages that are shown, drawn as pictures, so that paper equals screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from pmo_desktop.ui.preview.pdfium import POINTS_PER_INCH, page_sizes, picture

DOTS_PER_INCH = 300
_LETTER_HEIGHT = 792.0


def ready_printer(body: bytes, title: str) -> QPrinter:
    """A printer set to the sheet of a document: long-edge duplex, no margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    first = page_sizes(body, title)[0]
    letter = abs(first.height - _LETTER_HEIGHT) < 1
    sheet = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setDocName(title)
    printer.setResolution(DOTS_PER_INCH)
    return printer


def print_pages(
    printer: QPrinter,
    body: bytes,
    progress: Callable[[float, str], None],
    first: int = 0,
    last: int = 0,
    dots: float = DOTS_PER_INCH,
) -> int:
    """Print the pages of a document, all or from `first` to `last` (from 1), and give how many were sent.

    `progress` may raise to stop; what was sent by then is dropped. `dots` an inch are fewer for large sheets.
    """
    count = len(page_sizes(body, ""))
    pages = range(max(first, 1) - 1, min(last or count, count))
    painter = QPainter()
    painter.begin(printer)
    try:
        for n, page in enumerate(pages):
            progress(n / max(len(pages), 1), str(page + 1))
            if n:
                printer.newPage()
            made = picture(body, "", page, dots / POINTS_PER_INCH, grey=_grey(printer))
            form = QImage.Format.Format_RGB32
            image = QImage(made.pixels, made.width, made.height, made.stride, form)
            painter.drawImage(QRectF(painter.viewport()), image)
    except Exception:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(pages)


def _grey(printer: QPrinter) -> bool:
    return printer.colorMode() is QPrinter.ColorMode.GrayScale
