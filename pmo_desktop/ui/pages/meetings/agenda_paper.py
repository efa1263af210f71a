"""Saves the agenda of the open meeting as PDF: the open copy or the chair's, under a name that is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.readmodels.agenda_printed import PrintedAgenda
    from pmo_desktop.services.office import Office
    from pmo_desktop.ui.minutes.sitting import Sitting

BuildAgenda = Callable[["PrintedAgenda"], bytes]


class AgendaPaper(QObject):
    """Writes the agenda of a sitting; without `build` nothing is offered."""

    told = Signal(str)

    def __init__(self, sitting: Sitting, window: QWidget) -> None:
        super().__init__(window)
        self._sitting, self._window = sitting, window
        self.build: BuildAgenda | None = None

    def why_not(self) -> str:
        """Why it cannot be saved now, "" when it can."""
        if self.build is None:
            return tr("This window cannot print")
        return "" if self._sitting.facts is not None else tr("The meeting is not there yet")

    def ask(self, *, chair: bool = False) -> None:
        """Ask for a file and write it."""
        facts = self._sitting.facts
        if facts is None:
            return
        title = tr("Save the chair's copy") if chair else tr("Save the agenda")
        kind = tr("chair's copy") if chair else tr("agenda")
        offered = f"{facts.meeting.ref} {kind}.pdf"
        name, _ = QFileDialog.getSaveFileName(self._window, title, offered, tr("PDF") + " (*.pdf)")
        if name:
            self.save(Path(name), chair=chair)

    def save(self, path: Path, *, chair: bool = False) -> None:
        """Read the meeting, print its agenda and write the file, in the background."""
        facts, build = self._sitting.facts, self.build
        if facts is None or build is None:
            return
        meeting = facts.meeting.id

        def work(office: Office) -> str:
            from pmo_desktop.services.filing import write_file
            from pmo_desktop.services.meetings.agenda_printing import read_agenda

            agenda = read_agenda(office.store.reader, meeting, chair=chair)
            if agenda is None:
                return tr("The meeting is not there any more.")
            write_file(path, build(agenda))
            return tr("Written to {path}", path=path)

        self._sitting.desk.query(work, self.told.emit, self.told.emit)
