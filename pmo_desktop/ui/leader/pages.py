"""True pages of a paper or of the pack, over the window."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.leader.reading import Pages, read_pack, read_paper
from pmo_desktop.ui.preview.pane import PreviewPane


class PagesPanel(QWidget):
    """Shows a file that it reads in the background; a sentence when there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pane: PreviewPane | None = None
        self._first = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def pane(self) -> PreviewPane:
        """The preview, made when it is first wanted."""
        if self._pane is None:
            self._pane = PreviewPane()
            self._column.addWidget(self._pane)
            self._pane.renderer.opened.connect(lambda _sizes: self.pane.go_to(self._first))
        return self._pane

    def show_paper(self, document: UUID | None) -> None:
        """The file of a paper."""
        if document is None:
            self.pane.say(tr("This item has no paper."))
            return
        self._wait()
        self._desk.query(lambda office: read_paper(office, document), self._show, self._none)

    def show_pack(self, meeting: UUID, paper: str) -> None:
        """The pack as issued, at a paper."""
        self._wait()
        self._desk.query(lambda office: read_pack(office, meeting, paper), self._show, self._none)

    def _wait(self) -> None:
        self.pane.say(tr("The pages are being read"))

    def _show(self, found: Pages) -> None:
        self._first = found.first
        self.pane.show_pdf(found.body, found.name, found.labels)

    def _none(self, why: str) -> None:
        self.pane.say(why)
