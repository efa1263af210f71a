"""Sheets of a meeting by one key: written as PDF and opened to be printed; no dialog takes the caret."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_sheets import SheetModel, crib_sheet, decision_sheet
from pmo_desktop.services.office import Office
from pmo_desktop.ui.minutes.sitting import Sitting

BuildSheet = Callable[[SheetModel], bytes]


def _shown(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class SheetPrinter(QObject):
    """Makes sheets of the sitting. Without `build` it says that this window cannot print."""

    told = Signal(str, str)
    failed = Signal(str, str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self.build: BuildSheet | None = None
        self.show: Callable[[Path], object] = _shown
        self.folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation))

    def decisions(self) -> None:
        """Decisions and actions, to read back and to take home."""
        self._make(decision_sheet)

    def crib(self) -> None:
        """Names, initials, items, times, markers."""
        self._make(crib_sheet)

    def _make(self, sheet: Callable[[MeetingFacts], SheetModel]) -> None:
        facts, build, folder = self._sitting.facts, self.build, self.folder
        if facts is None or build is None:
            return

        def work(office: Office) -> Path:
            from pmo_desktop.services.filing import write_file

            model = sheet(facts)
            paper = next((o.paper for o in office.store.reader.all("organisation")), model.paper)
            model = dc.replace(model, paper=paper)
            path = folder / f"{_plain(model.name)} {model.version}.pdf"
            write_file(path, build(model))
            return path

        def done(path: Path) -> None:
            self.told.emit(tr("Written to {path}", path=path), tr("print it from there"))
            self.show(path)

        self._sitting.desk.query(work, done, lambda why: self.failed.emit(why, ""))


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^\w .-]", "_", name)[:80]
