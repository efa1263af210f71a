"""PDFium behind one lock: pages as pictures, page count, text. Knows nothing of the window.

PDFium is not made for several threads, so everything that calls it comes through here.
"""

from __future__ import annotations

import dataclasses as dc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    import pypdfium2 as pdfium

LARGEST = 100 * 1024 * 1024
"""Bytes of a file that is opened; larger ones are refused."""
POINTS_PER_INCH = 72
_ONE_AT_A_TIME = threading.Lock()


@dc.dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: four bytes each (blue, green, red, unused), rows of `stride` bytes."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dc.dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points (1/72 inch)."""

    width: float
    height: float


@contextmanager
def _opened(body: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """A document, closed at the end. Raises Fault with a sentence that names the file and the reason."""
    import pypdfium2 as pdfium

    if len(body) > LARGEST:
        raise Fault(tr("{name} is too large for a paper: at most 100 MB.", name=name))
    if not body.lstrip()[:1024].startswith(b"%PDF"):
        raise Fault(tr("{name} is not a PDF.", name=name))
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(body)
        except pdfium.PdfiumError as why:
            locked = "password" in str(why).lower() or "security" in str(why).lower()
            said = (
                tr("{name} is protected by a password. Save it without one, then add it again.", name=name)
                if locked
                else tr("{name} is damaged: no page of it can be read.", name=name)
            )
            raise Fault(said) from why
        try:
            yield document
        finally:
            document.close()


def page_sizes(body: bytes, name: str) -> tuple[PageSize, ...]:
    """The size of every page. Raises Fault for a file that is no PDF, damaged, protected or empty."""
    with _opened(body, name) as document:
        sizes = tuple(PageSize(*document.get_page_size(n)) for n in range(len(document)))
    if not sizes:
        raise Fault(tr("{name} has no pages.", name=name))
    return sizes


def labels(body: bytes, name: str) -> tuple[str, ...]:
    """The printed number of every page, counted where the file says none."""
    with _opened(body, name) as document:
        return tuple(document.get_page_label(n) or str(n + 1) for n in range(len(document)))


def outline(body: bytes, name: str) -> tuple[tuple[str, int], ...]:
    """The bookmarks of a document with their pages (from 0), in order."""
    with _opened(body, name) as document:
        found = []
        for mark in document.get_toc():
            place = mark.get_dest()
            page = place.get_index() if place is not None else None
            if page is not None:
                found.append((str(mark.get_title()), int(page)))
        return tuple(found)


def picture(body: bytes, name: str, page: int, scale: float, *, grey: bool = False) -> Picture:
    """One page (from 0) at so many pixels a point, in colour or as a printer without colour gives it."""
    with _opened(body, name) as document:
        sheet = document[page]
        bitmap: Any = sheet.render(scale=scale, grayscale=grey, rev_byteorder=False, prefer_bgrx=True)
        found = _picture(bitmap, grey=grey)
        bitmap.close()
        sheet.close()
    return found


def _picture(bitmap: Any, *, grey: bool) -> Picture:
    pixels = bytes(bitmap.buffer)
    if not grey:
        return Picture(bitmap.width, bitmap.height, bitmap.stride, pixels)
    rows = (pixels[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    flat = b"".join(rows)
    wide = bytearray(len(flat) * 4)
    wide[0::4], wide[1::4], wide[2::4], wide[3::4] = flat, flat, flat, b"\xff" * len(flat)
    return Picture(bitmap.width, bitmap.height, bitmap.width * 4, bytes(wide))


def first_text(body: bytes) -> str:
    """The words on the first page of a PDF; nothing for a file that cannot be read as one."""
    try:
        with _opened(body, "") as document:
            page = document[0] if len(document) else None
            return str(page.get_textpage().get_text_range()) if page is not None else ""
    except Fault:
        return ""
