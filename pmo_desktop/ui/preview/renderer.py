"""Pages of one document as images, made in a worker and kept; the window never waits for one."""

from __future__ import annotations

import dataclasses as dc
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from pmo_desktop.domain.fault import Fault
from pmo_desktop.ui.preview.pdfium import PageSize, Picture, page_sizes, picture

MOST_BYTES = 96 * 1024 * 1024
"""Of images kept; the ones not looked at for longest go first."""


@dc.dataclass(frozen=True, slots=True)
class Wanted:
    """One page (from 0) of the document shown, at so many pixels a point, perhaps in grey."""

    document: int
    page: int
    scale: float
    grey: bool = False


class Renderer(QObject):
    """Gives an image at once when it is kept, else makes it and says `made(Wanted)`.

    `opened(tuple[PageSize])` follows `show_document`, `failed(sentence)` when it cannot be read.
    """

    made = Signal(object)
    opened = Signal(object)
    failed = Signal(str)
    _settled = Signal(object, object)
    _sized = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "pages")
        self._body, self._name, self._document = b"", "", 0
        self._kept: OrderedDict[Wanted, QImage] = OrderedDict()
        self._asked: set[Wanted] = set()
        self._opening = False
        later = Qt.ConnectionType.QueuedConnection
        self._settled.connect(self._settle, later)
        self._sized.connect(self._open, later)

    @property
    def document(self) -> int:
        """The number of the document shown; it grows with each."""
        return self._document

    @property
    def busy(self) -> bool:
        """Whether pages are being made."""
        return bool(self._asked) or self._opening

    def show_document(self, body: bytes, name: str, sizes: tuple[PageSize, ...] = ()) -> None:
        """Show another document, called so in sentences; pages asked for before are forgotten.

        With the sizes of its pages given it is open at once.
        """
        self._body, self._name, self._document = body, name, self._document + 1
        self._kept.clear()
        self._asked.clear()
        if sizes:
            self.opened.emit(sizes)
            return
        self._opening = True
        number = self._document
        future = self._pool.submit(page_sizes, body, name)
        future.add_done_callback(lambda done: self._sized.emit(number, done))

    def image(self, page: int, scale: float, *, grey: bool = False) -> QImage | None:
        """The image of a page when it is there; None when it was asked for and will follow."""
        wanted = Wanted(self._document, page, round(scale, 3), grey)
        found = self._kept.get(wanted)
        if found is not None:
            self._kept.move_to_end(wanted)
            return found
        if wanted not in self._asked and self._body:
            self._asked.add(wanted)
            future = self._pool.submit(picture, self._body, self._name, page, wanted.scale, grey=grey)
            future.add_done_callback(lambda done: self._settled.emit(wanted, done))
        return None

    def close(self) -> None:
        """Make no more images."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _open(self, number: int, done: Future[tuple[PageSize, ...]]) -> None:
        if number != self._document or done.cancelled():
            return
        self._opening = False
        why = done.exception()
        if isinstance(why, Fault):
            self.failed.emit(str(why))
        elif why is not None:
            raise why
        else:
            self.opened.emit(done.result())

    def _settle(self, wanted: Wanted, done: Future[Picture]) -> None:
        self._asked.discard(wanted)
        if wanted.document != self._document or done.cancelled():
            return
        why = done.exception()
        if why is not None and not isinstance(why, Fault):
            raise why
        if why is None:
            self._keep(wanted, _image(done.result()))
            self.made.emit(wanted)

    def _keep(self, wanted: Wanted, image: QImage) -> None:
        self._kept[wanted] = image
        while len(self._kept) > 1 and sum(i.sizeInBytes() for i in self._kept.values()) > MOST_BYTES:
            self._kept.popitem(last=False)


def _image(made: Picture) -> QImage:
    """Pixels as an image with its own copy of them."""
    form = QImage.Format.Format_RGB32
    return QImage(made.pixels, made.width, made.height, made.stride, form).copy()
