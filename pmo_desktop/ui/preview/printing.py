"""A pack on a printer: the same pages that are shown, drawn as pictures, so that paper equals screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QRect, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from pmo_desktop.ui.preview.pdfium import POINTS_PER_INCH, PageSize, page_sizes, picture

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

    `progress` may raise to stop; what was sent by then is dropped. `dots` an inch are fewer for large
    sheets. Copies count once.
    """
    sizes = page_sizes(body, "")
    pages = [*range(max(first, 1) - 1, min(last or len(sizes), len(sizes)))]
    sheets = _copied(printer, pages)
    chosen = printer.pageLayout()
    painter = QPainter()
    _turn_to(printer, chosen, sizes, sheets[:1])
    painter.begin(printer)
    try:
        for n, page in enumerate(sheets):
            progress(n / max(len(sheets), 1), str(page + 1))
            if n:
                _turn_to(printer, chosen, sizes, [page])
                printer.newPage()
            made = picture(body, "", page, dots / POINTS_PER_INCH, grey=_grey(printer))
            form = QImage.Format.Format_RGB32
            image = QImage(made.pixels, made.width, made.height, made.stride, form)
            painter.drawImage(_within(painter.viewport(), image), image)
    except Exception:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(pages)


def _copied(printer: QPrinter, pages: Sequence[int]) -> list[int]:
    """The pages in the order in which they are sent: again for each copy where the printer makes none."""
    wanted = list(pages)
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return wanted * copies
    return [page for page in wanted for _ in range(copies)]


def _turn_to(printer: QPrinter, chosen: QPageLayout, sizes: Sequence[PageSize], pages: Sequence[int]) -> None:
    """The paper that was chosen; for a page of another size than the first, such as a fold-out, its own."""
    for page in pages:
        size, first = sizes[page], sizes[0]
        if abs(size.width - first.width) < 1 and abs(size.height - first.height) < 1:
            wanted = chosen
        else:
            low, high = sorted((size.width, size.height))
            fuzzy = QPageSize.SizeMatchPolicy.FuzzyMatch
            sheet = QPageSize(QSizeF(low, high), QPageSize.Unit.Point, "", fuzzy)
            upright = size.width <= size.height
            way = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
            wanted = QPageLayout(sheet, way, QMarginsF())
        if printer.pageLayout() != wanted:
            printer.setPageLayout(wanted)


def _within(room: QRect, image: QImage) -> QRectF:
    """The largest place for a picture in the middle of a page, undistorted."""
    scale = min(room.width() / max(image.width(), 1), room.height() / max(image.height(), 1))
    wide, high = image.width() * scale, image.height() * scale
    left, top = room.x() + (room.width() - wide) / 2, room.y() + (room.height() - high) / 2
    return QRectF(left, top, wide, high)


def _grey(printer: QPrinter) -> bool:
    return printer.colorMode() is QPrinter.ColorMode.GrayScale
