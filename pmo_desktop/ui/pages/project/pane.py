"""A pane of the tab that looks at the plan as a whole: what it is given and what it announces."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.tab import Around
from pmo_desktop.ui.shell.acts import ActList
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import surface


@dc.dataclass(frozen=True)
class PlanInView:
    """The plan that a pane looks at. `staffed` is false where assignments were not read."""

    work: UUID
    ref: str
    title: str
    file: PlanFile
    today: date
    reports: tuple[StatusReport, ...] = ()
    staffed: bool = True
    tolerance: int | None = None
    """Working days that the work may be late; None where it names none."""


class Pane(QWidget):
    """Shows one aspect of a plan. `head` stands in the strip above all panes, beside their names."""

    says = Signal(str, str)
    go = Signal(str)
    toast = Signal(str, str)

    def __init__(self, desk: Desk, remembered: Remembered) -> None:
        super().__init__()
        surface(self, "page")
        self.desk, self.remembered = desk, remembered
        self.around: Around | None = None
        self.plan: PlanInView | None = None
        self.does = ActList(self, lambda why: self.says.emit("", why))
        self.head = surface(QWidget(), "page")
        self.strip = QHBoxLayout(self.head)
        self.strip.setContentsMargins(0, 0, 0, 0)
        self.strip.setSpacing(8)

    def take(self, plan: PlanInView) -> None:
        """Take a plan, or the same one after a change."""
        self.plan = plan

    def spoken(self) -> None:
        """Fill the status bar."""
        self.says.emit("", "")

    def focus_work(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def go_to_line(self, item: UUID) -> None:
        """Show a line in the plan."""
        if self.plan is not None:
            self.go.emit(f"project/{self.plan.work}/plan/{item}")
