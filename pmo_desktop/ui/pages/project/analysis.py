"""The tab that looks at a plan as a whole: schedule quality, schedule risk, baselines."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels.plans import calendar_words
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.baselines_pane import BaselinesPane
from pmo_desktop.ui.pages.project.pane import Pane, PlanInView
from pmo_desktop.ui.pages.project.quality_pane import QualityPane
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.pages.project.risk_pane import RiskPane
from pmo_desktop.ui.pages.project.tab import Around, Tab
from pmo_desktop.ui.shell.acts import Act, in_bands
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button, Segments
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import line, surface

_PARTS = (("quality", N_("Quality")), ("risk", N_("Risk")), ("baselines", N_("Baselines")))
_KEPT = "project/analysis"


class AnalysisTab(Tab):
    """One pane at a time; which one is remembered, and may be named behind the tab in an address."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._known: Known | None = None
        self.quality = QualityPane(desk, remembered)
        self.risk = RiskPane(desk, remembered)
        self.baselines = BaselinesPane(desk, remembered)
        self.panes: dict[str, Pane] = dict(
            zip(("quality", "risk", "baselines"), (self.quality, self.risk, self.baselines), strict=True)
        )
        self._lay_out()
        for n, (key, title) in enumerate(_PARTS, 1):
            words, run = tr("Show {tab}", tab=tr(title)), partial(self.choose, key)
            self.does.add(words, run, keys=f"Ctrl+Alt+{n}", band=9, elsewhere=True)
        for key, pane in self.panes.items():
            pane.says.connect(lambda lead, rest, k=key: self._said(k, lead, rest))
            pane.go.connect(self.go)
            pane.toast.connect(self.toast)
        kept = str(remembered.value(_KEPT) or "")
        self.choose(kept if kept in self.panes else "quality")

    def _lay_out(self) -> None:
        self.parts = Segments([(key, tr(title)) for key, title in _PARTS])
        self.parts.setAccessibleName(tr("Analysis"))
        self.parts.chosen.connect(self.choose)
        self._heads, self._stack = QStackedWidget(), QStackedWidget()
        for pane in self.panes.values():
            pane.head.addActions(pane.actions())  # its keys are heard in its tools too
            self._heads.addWidget(pane.head)
            self._stack.addWidget(pane)
        plan = Button(tr("Open the plan"), look="primary", icon="chart-gantt", on_click=self._to_plan)
        self._empty = EmptyState(
            tr("Nothing to look at yet"),
            tr("Quality, risk and baselines need a plan with lines. Make or import one first."),
            icon="gauge", buttons=[plan],
        )  # fmt: skip
        self._stack.addWidget(self._empty)
        self._strip = surface(QWidget(), "page")
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.parts)
        row.addWidget(self._heads, 1)
        self._strip.setMinimumHeight(current().px(42))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(line())
        column.addWidget(self._stack, 1)

    @property
    def pane(self) -> Pane:
        """The pane in front."""
        return self.panes[self.parts.key]

    def choose(self, key: str) -> None:
        """Bring a pane to the front."""
        self.parts.choose(key)
        self.remembered.setValue(_KEPT, key)
        self._heads.setCurrentWidget(self.pane.head)
        if self._known is not None and self._stack.currentWidget() is not self._empty:
            self._stack.setCurrentWidget(self.pane)
            self.pane.spoken()

    def show_part(self, part: str) -> None:
        """Bring the pane of that name to the front."""
        if part in self.panes:
            self.choose(part)

    def work_with(self, around: Around) -> None:
        """Hand on what the window offers."""
        for pane in self.panes.values():
            pane.around = around

    def offered(self) -> list[Act]:
        """Acts of the pane in front, then of the tab."""
        shown = self._stack.currentWidget() is not self._empty
        return in_bands([*(self.pane.does.offered() if shown else ()), *super().offered()])

    def take(self, known: Known, found: Any, today: date) -> None:
        """Hand a plan, or the same one after a change, to all panes."""
        self._known = known
        self._strip.setVisible(found is not None and bool(found.items))
        if found is None or not found.items:
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(self.pane)
        file = known.file
        tolerance = getattr(file.work, "tolerance_time", None)
        plan = PlanInView(
            file.work.id, file.work.ref, file.title, found, today, file.counting, not known.parts, tolerance
        )
        for pane in self.panes.values():
            pane.take(plan)

    def spoken(self) -> None:
        """What the pane in front says."""
        if self._stack.currentWidget() is self._empty:
            super().spoken()
            return
        self.pane.spoken()
        plan = self.pane.plan
        self.facts.emit(calendar_words(plan.file) if plan else "")

    def focus_work(self) -> None:
        """Where the pane in front begins."""
        if self._stack.currentWidget() is self._empty:
            self._empty.setFocus()
        else:
            self.pane.focus_work()

    def _said(self, key: str, lead: str, rest: str) -> None:
        if self.parts.key == key:
            self.says.emit(lead, rest)

    def _to_plan(self) -> None:
        if self._known is not None:
            self.go.emit(f"project/{self._known.file.work.id}/plan")
