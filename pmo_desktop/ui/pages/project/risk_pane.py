"""Schedule risk: the plan worked through many times beside the window, its finish seen while it goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trc, trl
from pmo_desktop.itemmodels.analysis import item_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.schedulerisk import ItemRisk, ScheduleRisk
from pmo_desktop.services.filing import write_file
from pmo_desktop.services.plans.branchings import ways_told, without_branching
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.chart import ChartView
from pmo_desktop.ui.jobs import Job
from pmo_desktop.ui.pages.project.header import FigureRow
from pmo_desktop.ui.pages.project.pane import Pane, PlanInView
from pmo_desktop.ui.pages.project.risk_run import draw_bars, draw_curve, worked_through
from pmo_desktop.ui.pages.project.risk_side import RiskSide
from pmo_desktop.ui.pages.project.risk_ways import NEW, WaysDialog
from pmo_desktop.ui.pages.project.risk_words import risk_figures, runs_words
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.progress import ThinProgress
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.tablefile import ask_and_write
from pmo_desktop.ui.widgets.text import Label, line, surface

if TYPE_CHECKING:
    from pmo_desktop.domain.raid import Risk
    from pmo_desktop.services.plans.riskinputs import RiskSettings


class RiskPane(Pane):
    """Run begins; the first curve is there after the first thousand runs and improves until all are done."""

    def __init__(self, desk: Desk, remembered: Remembered) -> None:
        super().__init__(desk, remembered)
        self.risk: ScheduleRisk | None = None
        self._job: Job | None = None
        self._stale = False
        self.items: RowsModel[ItemRisk] = RowsModel(item_columns())
        self._lay_out()
        add, none = self.does.add, self._why_none
        add(trc("act", "Run"), self.run, keys="Ctrl+Return | Ctrl+Enter", icon="play")
        add(tr("Stop"), self.stop, icon="square", why_not=self._why_idle)
        add(tr("Go to the line in the plan"), self._follow, icon="chart-gantt", shown_key="Enter", band=1,
            why_not=none)  # fmt: skip
        add(tr("Add ways the work may go"), self.edit_ways, icon="git-branch", band=1)
        add(tr("Copy as a table"), self.table.copy_selection, icon="copy", band=1, shown_key="Ctrl+C",
            why_not=none)  # fmt: skip
        add(tr("Export these rows"), self.export, icon="file-down", band=1, why_not=none)
        add(tr("Print the chart"), self.print_chart, keys="Ctrl+P", icon="printer", band=1, why_not=none)

    # -- layout ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._run = Button(
            trc("act", "Run"), look="primary", icon="play", key="Ctrl+Enter", on_click=self.run
        )
        self._stop = Button(tr("Stop"), icon="square", on_click=self.stop)
        self._bar = ThinProgress()
        self._bar.setFixedWidth(90)
        self._told = Label("", tone="text2", elide=True)
        self._export = Button(tr("Export these rows"), look="quiet", icon="file-down", on_click=self.export)
        self._print = Button(tr("Print the chart"), look="quiet", icon="printer", on_click=self.print_chart)
        for widget in (self._run, self._stop, self._bar):
            self.strip.addWidget(widget)
        self.strip.addWidget(self._told, 1)
        for widget in (self._export, self._print):
            self.strip.addWidget(widget)
        self.side = RiskSide(self.remembered)
        self.side.go_to_risks.connect(self._to_risks)
        self.side.ways.wanted.connect(self.edit_ways)
        self.side.ways.removed.connect(self._without_ways)
        both = Splitter(name="project/risk_side", remembered=self.remembered, default=[900, 320])
        both.addWidget(self._results())
        both.addWidget(self.side)
        both.setStretchFactor(0, 1)
        both.restore()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(both)
        self._turn(running=False)

    def _results(self) -> QWidget:
        begin = Button(trc("act", "Run"), look="primary", icon="play", key="Ctrl+Enter", on_click=self.run)
        self._first = begin
        self._empty = EmptyState(
            tr("How sure is the finish?"),
            tr("Run works the plan through thousands of times; durations vary and risks happen."),
            icon="chart-line", buttons=[begin],
        )  # fmt: skip
        self.figures = FigureRow()
        self.curve, self.bars = ChartView(), ChartView()
        self.table = RecordTable(name="project/risk_items", remembered=self.remembered, row=COMPACT,
                                 row_focus=True)  # fmt: skip
        self.table.setModel(self.items)
        self.table.setAccessibleName(tr("Lines by criticality"))
        columns = self.items.columns
        widths = {i: c.width for i, c in enumerate(columns)}
        hidden = {i for i, c in enumerate(columns) if c.hidden}
        self.table.set_columns(widths, stretch=1, hidden=hidden)
        self.table.acted.connect(self._to_line)
        self.table.doubleClicked.connect(self._to_line)
        below = Splitter(name="project/risk_below", remembered=self.remembered, default=[540, 360])
        below.addWidget(self.table)
        below.addWidget(_padded(self.bars))
        below.restore()
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(16, 8, 16, 4)
        column.setSpacing(8)
        column.addWidget(self.figures)
        column.addWidget(self.curve, 1)
        parts = Splitter(
            Qt.Orientation.Vertical, name="project/risk", remembered=self.remembered, default=[340, 200]
        )
        parts.addWidget(surface(upper, "page"))
        parts.addWidget(below)
        parts.restore()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(parts)
        return self._stack

    # -- running -----------------------------------------------------------------------------------

    def take(self, plan: PlanInView) -> None:
        """Another plan begins anew; the same one after a change keeps what was found, and says so."""
        same = self.plan is not None and self.plan.file.plan.id == plan.file.plan.id
        changed = self.plan is None or self.plan.file != plan.file
        super().take(plan)
        if not same or changed:
            self.side.ways.show_ways(ways_told(plan.file.plan, plan.file.items))
        if not same:
            self.stop()
            self._job, self.risk, self._stale = None, None, False
            self._turn(running=False)
            self.items.set_rows([])
            self.side.show_assumed(None)
            self._stack.setCurrentIndex(0)
            self._tell()
        elif changed and self.risk is not None:
            self._stale = True
            self._tell()

    def run(self) -> None:
        """Read the risks, then work the plan through beside the window."""
        plan, settings = self.plan, self.side.form.settings()
        if plan is None or settings is None or self._job is not None or self.around is None:
            return
        self._turn(running=True)

        def read(office: Any) -> list[Risk]:
            found: list[Risk] = office.store.reader.where("risk", "work", [plan.work])
            return found

        self.desk.query(read, lambda risks: self._begin(plan, risks, settings))

    def _begin(self, plan: PlanInView, risks: Sequence[Risk], settings: RiskSettings) -> None:
        if self.plan is None or self.plan.file.plan.id != plan.file.plan.id or self.around is None:
            self._turn(running=False)
            return
        so_far: deque[ScheduleRisk] = deque(maxlen=1)
        work = partial(worked_through, plan.file, risks, settings, so_far)
        label = tr("Schedule risk of {ref}", ref=plan.ref)
        job = self.around.jobs.run(label, work, failed=self._failed)
        self._job, self._stale = job, False
        job.progressed.connect(lambda share, _text: self._progressed(job, share, so_far))
        job.ended.connect(lambda: self._ended(job, so_far))

    def stop(self) -> None:
        """End after the runs under way; what was found stays."""
        if self._job is not None:
            self._job.stop()

    def _progressed(self, job: Job, share: float, so_far: deque[ScheduleRisk]) -> None:
        if job is self._job:
            self._bar.set_share(share)
            self._show_last(so_far)

    def _ended(self, job: Job, so_far: deque[ScheduleRisk]) -> None:
        if job is self._job:
            self._job = None
            self._turn(running=False)
            if so_far:
                self._show(so_far[-1])
            if self.isVisible():
                self.spoken()

    def _failed(self, why: Exception) -> None:
        self._told.setText(
            str(why) if isinstance(why, Fault) else tr("The plan has nothing to work through.")
        )

    def _show_last(self, so_far: deque[ScheduleRisk]) -> None:
        if so_far and so_far[-1] is not self.risk:
            self._show(so_far[-1])

    def _turn(self, *, running: bool) -> None:
        self._run.setVisible(not running and self.risk is not None)
        self._first.setEnabled(not running)
        self._stop.setVisible(running)
        self._bar.setVisible(running)
        for button in (self._export, self._print):
            button.setVisible(self.risk is not None)

    # -- showing -----------------------------------------------------------------------------------

    def _show(self, risk: ScheduleRisk) -> None:
        self.risk = risk
        self._stack.setCurrentIndex(1)
        self.figures.set_figures(risk_figures(risk))
        self.curve.set_chart(partial(draw_curve, risk), risk.finding)
        self.bars.set_chart(partial(draw_bars, risk), tr("Lines that move the finish most"))
        if self._job is None or not self.items.rowCount():  # rows that change places are hard to read
            self.items.set_rows(list(risk.items))
            if risk.items and not self.table.currentIndex().isValid():
                self.table.select_row(0)
        self.side.show_assumed(risk)
        self._turn(running=self._job is not None)
        self._tell()

    def _tell(self) -> None:
        """How many runs, and what has to be known beside the curve."""
        risk = self.risk
        self._told.setText("" if risk is None else runs_words(risk, stale=self._stale))
        self._told.set_tone("warn" if self._stale else "text2")

    def spoken(self) -> None:
        """The finding."""
        self.says.emit(tr("Schedule risk"), self.risk.finding if self.risk else tr("not run yet"))

    def focus_work(self) -> None:
        """The lines, or the button that runs."""
        shown_first = self.table if self.risk is not None else self._first
        shown_first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acts --------------------------------------------------------------------------------------

    def _why_none(self) -> str:
        return "" if self.risk is not None else tr("Run first")

    def _why_idle(self) -> str:
        return "" if self._job is not None else tr("Nothing is running")

    def _to_line(self, index: QModelIndex) -> None:
        row = self.items.row(index.row()) if index.isValid() else None
        if row is not None:
            self.go_to_line(row.id)

    def _follow(self) -> None:
        self._to_line(self.table.currentIndex())

    def edit_ways(self, after: int = NEW) -> None:
        """The form of the ways that work may go after a line; `NEW` asks for the line too."""
        if self.plan is None:
            return
        form = WaysDialog(self.plan.file, after, self)
        form.accepted.connect(lambda: self._keep_ways(form))
        form.finished.connect(form.deleteLater)
        form.open()

    def _keep_ways(self, form: WaysDialog) -> None:
        if form.edit is not None and form.edit.changes:
            self.desk.submit(form.edit, trl("Change the ways of the work"), self._ways_stored)

    def _without_ways(self, after: int) -> None:
        if self.plan is not None:
            edit = without_branching(self.plan.file.plan, after)
            self.desk.submit(edit, trl("Take the ways of the work away"), self._ways_stored)

    def _ways_stored(self, _receipt: object) -> None:
        self.says.emit(tr("Ways the work may go"), tr("stored"))

    def _to_risks(self) -> None:
        if self.plan is not None:
            self.go.emit(f"project/{self.plan.work}/risks")

    def export(self) -> None:
        """Ask for a file and write the rows as they stand."""
        if self.around is not None and self.around.table_bytes is not None and self.plan is not None:
            title = tr("Schedule risk of {ref}", ref=self.plan.ref)
            said = ask_and_write(self, self.table, title, self.around.table_bytes)
            if said:
                self.toast.emit(said, "")

    def print_chart(self) -> None:
        """Ask for a file and write curve, tornado and assumptions on a page."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Print the chart"), "", tr("PDF") + " (*.pdf)")
        if name:
            self.write_pdf(Path(name))

    def write_pdf(self, path: Path) -> None:
        """Write the page; a toast says where it is, or why not."""
        risk, plan = self.risk, self.plan
        if risk is None or plan is None:
            return

        def draw(_office: object) -> str:
            from pmo_desktop.charts.finishes_page import risk_pdf

            try:
                write_file(path, risk_pdf(risk, plan.title, plan.ref, plan.today))
            except Fault as why:
                return str(why)
            return tr("The chart is in {path}.", path=path)

        self.desk.query(draw, lambda said: self.toast.emit(said, ""))


def _padded(chart: ChartView) -> QWidget:
    holder = surface(QWidget(), "page")
    column = QVBoxLayout(holder)
    column.setContentsMargins(16, 8, 12, 8)
    column.setSpacing(6)
    column.addWidget(Label(tr("What moves the finish most"), weight=600))
    column.addWidget(line())
    column.addWidget(chart, 1)
    return holder
