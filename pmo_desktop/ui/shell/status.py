"""The status bar: what is selected and what happened at the start, calendar and as-at time at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.progress import ThinProgress
from pmo_desktop.ui.widgets.text import Bar, Label, surface

if TYPE_CHECKING:
    from pmo_desktop.ui.jobs import Job


class JobLine(QWidget):
    """One piece of work under way: what, how far, and a way to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._label = Label(size=12)
        self._bar = ThinProgress()
        self._bar.setFixedWidth(120)
        row.addWidget(self._label)
        row.addWidget(self._bar)
        self.stop = Button(tr("Stop"), look="link", small=True, on_click=self._stop)
        row.addWidget(self.stop)
        self.hide()

    def follow(self, job: Job) -> None:
        """Show a job until it ends."""
        self._job = job
        self._label.setText(job.label)
        self._bar.set_share(0.0)
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)
        self.stop.setEnabled(True)
        self.show()

    def _progressed(self, share: float, text: str) -> None:
        if self.sender() is not self._job:
            return
        self._bar.set_share(share)
        if text and self._job:
            self._label.setText(tr("{work}: {detail}", work=self._job.label, detail=text))

    def _ended(self) -> None:
        if self._job and not self._job.running:
            self._job = None
            self.hide()

    def _stop(self) -> None:
        if self._job:
            self._job.stop()
            self.stop.setEnabled(False)
            self._label.setText(tr("Stopping"))


class StatusLine(Bar):
    """26 px at the bottom of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(26, parent)
        surface(self, "window")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 1, 14, 0)
        row.setSpacing(10)
        self._lead = Label(size=12, weight=600)
        self._rest = Label(size=12, tone="text2", elide=True)
        self._facts = Label(size=12, tone="text2")
        self.job = JobLine()
        row.addWidget(self._lead)
        row.addWidget(self._rest, 1)
        row.addWidget(self.job)
        row.addWidget(self._facts)
        self._lead.hide()

    def say(self, lead: str, rest: str = "") -> None:
        """What is selected, or happened: a bold lead and the rest."""
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._rest.setText(rest)

    def facts(self, text: str) -> None:
        """Calendar, currency, as-at time."""
        self._facts.setText(text)

    def said(self) -> str:
        """What stands at the start now."""
        return f"{self._lead.text()} {self._rest.text()}".strip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and its hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("window"))
        painter.fillRect(0, 0, self.width(), 1, current().colour("line_soft"))
