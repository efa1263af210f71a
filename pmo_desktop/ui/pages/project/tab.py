"""A tab of the page of a work: what it is called, what it reads, which changes concern it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.exporting import Table
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change, Reader
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages.project.reading import Known, read_known
from pmo_desktop.ui.print.making import PlanPdf
from pmo_desktop.ui.shell.acts import Act, ActList
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import surface


@dc.dataclass(frozen=True, slots=True)
class Around:
    """What tabs need of the window beside the desk: where long work runs, how files are made."""

    jobs: Jobs
    table_bytes: Callable[[Table, str], bytes] | None = None
    plan_pdf: PlanPdf | None = None


ReadAgain = Callable[[Reader], PlanFile | None]
"""Reads a plan of which a part is known; None where it has to be read whole after all."""


class Tab(QWidget):
    """Shows what was read for it. Edits go to the desk; what the window should do is announced."""

    says = Signal(str, str)
    facts = Signal(str)
    go = Signal(str)
    toast = Signal(str, str)
    counted = Signal(str, int)
    """Key of a tab and the number to stand behind it."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.remembered = desk, remembered
        self.does = ActList(self, lambda why: self.says.emit("", why))
        surface(self, "page")

    def offered(self) -> list[Act]:
        """What can be done on the tab now."""
        return self.does.offered()

    def take(self, known: Known, found: Any, today: date) -> None:
        """Show a work with what was read; called again after every change that concerns the tab."""

    def again(self, changes: Sequence[Change]) -> ReadAgain | None:
        """What reads the plan again after changes, by what they touched alone; None: all is to be read."""
        return None

    def spoken(self) -> None:
        """Fill the status bar; called when the tab comes to the front."""
        self.says.emit("", "")
        self.facts.emit("")

    def work_with(self, around: Around) -> None:
        """Take what the window offers; called once, before the first record is shown."""

    def show_part(self, part: str) -> None:
        """Go to a part of the tab or one of its records, named behind the tab in an address; "" is none."""

    def focus_work(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()


_OF_THE_PLAN = ("plan", "analysis")
"""Tabs that show the plan of a programme or portfolio too."""


@dc.dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab before it is built. `kinds` are those of records whose change makes it read again."""

    key: str
    title: str
    build: Callable[[Desk, Remembered], Tab]
    read: Callable[[Reader, Known, date], Any]
    kinds: frozenset[str]
    keys: str = ""


@dc.dataclass(frozen=True, slots=True)
class Answer:
    """What one reading brought: the work, and what its tab shows."""

    known: Known | None
    tab: str
    found: object = None


def read_tab(office: Office, spec: TabSpec, target: str, today: date, known: Known | None) -> Answer:
    """In the reader's thread: the work unless it is known, then what the tab shows."""
    reader = office.store.reader
    planned = spec.key in _OF_THE_PLAN
    if known is None or (planned and known.file.plan is None):
        known = read_known(reader, target, today, plan=planned)
    if known is None:
        return Answer(None, spec.key)
    return Answer(known, spec.key, spec.read(reader, known, today))


def read_part(office: Office, known: Known, tab: str, again: ReadAgain) -> Answer:
    """In the reader's thread: the plan with what changed in it; no work where all is to be read."""
    plan = again(office.store.reader)
    if plan is None:
        return Answer(None, tab)
    return Answer(dc.replace(known, file=dc.replace(known.file, plan=plan)), tab, plan)
