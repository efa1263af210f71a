"""The middle of the designer: how the pages are seen, which page, thumbnails, the page itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.preview.pdfium import PageSize
from pmo_desktop.ui.preview.renderer import Renderer
from pmo_desktop.ui.preview.thumbs import Thumbnails
from pmo_desktop.ui.preview.view import PageView
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button, Segments
from pmo_desktop.ui.widgets.folding import Folding
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.text import Label, line, surface

_BOTH = 380
"""Pixels below which the thumbnails give way to the page."""
_LEAST = 130
"""Pixels that the page number and the way to turn pages need."""


def _tool(icon: str, tip: str, act: Callable[[], object]) -> Button:
    return Button(icon=icon, look="quiet", tip=tip, on_click=act)


class PreviewPane(QWidget):
    """True pages of one PDF. `page_changed(page)` counts from 0."""

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "window")
        self.renderer = Renderer(self)
        self.view = PageView(self.renderer)
        self.thumbs = Thumbnails(self.renderer)
        self._labels: tuple[str, ...] = ()
        self.said = ""
        self._where = Label("", weight=500)
        self._wait = EmptyState(tr("The pages are being made"), icon="loader-circle")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._wait)
        self._stack.addWidget(self._pages())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tools())
        column.addWidget(line())
        column.addWidget(self._stack, 1)
        self._listen()

    def _tools(self) -> QWidget:
        bar = surface(QWidget(), "page")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        self.see_as = Segments([("colour", tr("Colour")), ("grey", tr("Grey"))])
        self.see_as.chosen.connect(lambda key: self.view.set_grey(key == "grey"))
        self._facing = Button(
            icon="book-open", look="quiet", tip=tr("Facing pages"), toggle=True, on_click=self._face
        )
        lead = Label(tr("See as"), tone="text2")
        row.addWidget(lead)
        row.addWidget(self.see_as)
        row.addStretch(1)
        back = _tool("chevron-left", tr("Page back (Page up)"), partial(self.view.turn, -1))
        on = _tool("chevron-right", tr("Next page (Page down)"), partial(self.view.turn, 1))
        for widget in (back, self._where, on, self._facing):
            row.addWidget(widget)
        smaller = _tool("zoom-out", tr("Smaller"), partial(self.view.step_zoom, -1))
        larger = _tool("zoom-in", tr("Larger"), partial(self.view.step_zoom, 1))
        whole = _tool("maximize", tr("Whole page"), partial(self.view.set_zoom, 0.0))
        for widget in (smaller, larger, whole):
            row.addWidget(widget)
        Folding(bar, row, (lead, self._facing, whole, self.see_as, smaller, larger))
        bar.setMinimumWidth(current().px(_LEAST))
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        return bar

    def _pages(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbs)
        row.addWidget(self.view, 1)
        return both

    def _listen(self) -> None:
        self.renderer.opened.connect(self._opened)
        self.renderer.failed.connect(self.say)
        self.thumbs.chosen.connect(self.view.go_to)
        self.view.page_changed.connect(self._moved)
        self.destroyed.connect(self.renderer.close)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page itself matters more than the small ones beside it."""
        super().resizeEvent(event)
        self.thumbs.setVisible(self.width() >= current().px(_BOTH))

    def show_pdf(
        self, body: bytes, name: str, labels: Sequence[str] = (), sizes: tuple[PageSize, ...] = ()
    ) -> None:
        """Show another document; the page number is kept where it can be."""
        self._labels = tuple(labels)
        self.renderer.show_document(body, name, sizes)

    def say(self, sentence: str, more: str = "") -> None:
        """A sentence in place of pages."""
        self.said = f"{sentence} {more}".strip()
        self._wait.set_text(sentence, more)
        self._stack.setCurrentIndex(0)

    def go_to(self, page: int) -> None:
        """A page, counted from 0."""
        self.view.go_to(page)

    @property
    def shows_pages(self) -> bool:
        """Whether pages are seen."""
        return self._stack.currentIndex() == 1

    def _opened(self, sizes: tuple[PageSize, ...]) -> None:
        self.thumbs.pages.set_pages(sizes, self._labels)
        self.view.set_sizes(sizes)
        self._stack.setCurrentIndex(1)
        self._moved(self.view.page)

    def _moved(self, page: int) -> None:
        label = self._labels[page] if page < len(self._labels) else str(page + 1)
        self._where.setText(tr("{n} of {all}", n=label, all=self.view.count))
        self.thumbs.follow(page)
        self.page_changed.emit(page)

    def _face(self) -> None:
        self.view.set_facing(self._facing.isChecked())
