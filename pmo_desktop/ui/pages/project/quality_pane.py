"""Schedule quality: the fourteen checks, and for the chosen one the lines it found fault with."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.analysis import check_columns, offender_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.quality import Offender, QualityCheck, ScheduleQuality
from pmo_desktop.scheduling.quality.finding import Verdict
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.pane import Pane, PlanInView
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.text import Label, line, plain_tip, surface

_CHECK, _WHY = 2, 2
"""Columns that take the room that is left: the checks' names, and what is wrong with a line."""


class QualityPane(Pane):
    """A click on a check lists its lines; one more, on a line's button, goes to the line in the plan."""

    def __init__(self, desk: Desk, remembered: Remembered) -> None:
        super().__init__(desk, remembered)
        self._asked = 0
        self.quality: ScheduleQuality | None = None
        self.checks: RowsModel[QualityCheck] = RowsModel(check_columns())
        self.lines: RowsModel[Offender] = RowsModel(offender_columns())
        self._lay_out()
        add = self.does.add
        add(tr("Go to the line in the plan"), self._follow, icon="chart-gantt", shown_key="Enter",
            why_not=self._why_no_line)  # fmt: skip
        add(tr("Copy as a table"), self._copy, icon="copy", band=1, shown_key="Ctrl+C")

    def _lay_out(self) -> None:
        self._score = Label("", weight=600)
        self._fails = Label("", tone="text2", elide=True)
        self.strip.addWidget(self._score)
        self.strip.addWidget(self._fails, 1)
        kept = self.remembered
        self.table = RecordTable(name="project/checks", remembered=kept, row=COMPACT, row_focus=True)
        self.table.setModel(self.checks)
        self.table.setAccessibleName(tr("Checks of the schedule"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.checks.columns)}, stretch=_CHECK)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _old: self._chosen(now))
        self.offenders = RecordTable(name="project/offenders", remembered=kept, row=COMPACT, row_focus=True)
        self.offenders.setModel(self.lines)
        self.table.acted.connect(lambda _index: self.offenders.setFocus())
        self.offenders.set_columns({i: c.width for i, c in enumerate(self.lines.columns)}, stretch=_WHY)
        self.offenders.acted.connect(self._to_line)
        self.offenders.doubleClicked.connect(self._to_line)
        both = Splitter(name="project/quality", remembered=kept, default=[720, 500])
        both.addWidget(self.table)
        both.addWidget(self._side())
        both.restore()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(both)

    def _side(self) -> QWidget:
        side = surface(QWidget(), "page")
        self._title = Label("", size=16, weight=600, wrap=True)
        self._says = Label("", wrap=True)
        self._facts = Label("", tone="text2", size=12, wrap=True)
        self._none = Label("", tone="text2", wrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(4)
        for label in (self._title, self._says, self._facts, self._none):
            head.addWidget(label)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self.offenders, 1)
        column.addStretch(0)
        self._column = column
        return side

    # -- showing -----------------------------------------------------------------------------------

    def take(self, plan: PlanInView) -> None:
        """Check the plan in the background; what was there stays until the answer comes."""
        super().take(plan)
        self._asked += 1
        asked = self._asked

        def work(_office: object) -> ScheduleQuality | str:
            return _checked(plan)

        def show(found: ScheduleQuality | str) -> None:
            if asked == self._asked:
                self._show(found)

        self.desk.query(work, show)

    def _show(self, found: ScheduleQuality | str) -> None:
        at = max(self.table.currentIndex().row(), 0) if self.quality is not None else -1
        self.quality = None if isinstance(found, str) else found
        checks = found.checks if isinstance(found, ScheduleQuality) else ()
        if isinstance(found, str):
            self._score.setText(tr("Not checked"))
            self._fails.setText(found)
        else:
            self._score.setText(found.score.words)
            failed = [str(one.id) for one in checks if one.verdict is Verdict.FAILED]
            numbers, named = ", ".join(failed), ", ".join(found.score.failures)
            self._fails.setText(tr("failed: no. {numbers}", numbers=numbers) if failed else "")
            self._fails.setToolTip(plain_tip(tr("failed: {names}", names=named)) if named else "")
        self.checks.set_rows(list(checks))
        if checks:
            first = next((n for n, one in enumerate(checks) if one.verdict is Verdict.FAILED), 0)
            self.table.select_row(at if at >= 0 else first)
        self._chosen(self.table.currentIndex())
        if self.isVisible():
            self.spoken()

    def _chosen(self, index: QModelIndex) -> None:
        check = self.checks.row(index.row()) if index.isValid() else None
        rows = list(check.offenders) if check else []
        self._title.setText(check.title if check else "")
        self._says.setText(check.says if check else "")
        facts = tr("{value}; limit: {limit}", value=check.value, limit=check.limit) if check else ""
        self._facts.setText(facts)
        self._none.setText(_nothing(check) if check and not rows else "")
        self._none.setVisible(not rows)
        self.lines.set_rows(rows)
        self.offenders.setVisible(bool(rows))
        self.offenders.setAccessibleName(check.title if check else tr("Lines"))
        self._column.setStretch(3, 0 if rows else 1)
        if rows:
            self.offenders.select_row(0)

    def spoken(self) -> None:
        """The score."""
        if self.quality is not None:
            self.says.emit(tr("Schedule quality"), self.quality.score.words)

    def focus_work(self) -> None:
        """The checks."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acts --------------------------------------------------------------------------------------

    def _to_line(self, index: QModelIndex) -> None:
        row = self.lines.row(index.row()) if index.isValid() else None
        if row is not None:
            self.go_to_line(row.id)

    def _why_no_line(self) -> str:
        return "" if self.lines.rowCount() else tr("This check found fault with no line")

    def _follow(self) -> None:
        self._to_line(self.offenders.currentIndex())

    def _copy(self) -> None:
        lines = self.focusWidget() is self.offenders
        (self.offenders if lines else self.table).copy_selection()


def _checked(plan: PlanInView) -> ScheduleQuality | str:
    """The checks, or one sentence why there are none."""
    from pmo_desktop.scheduling.worktime import OutOfTime
    from pmo_desktop.services.plans.quality import quality_of

    try:
        return quality_of(plan.file, staffed=plan.staffed)
    except OutOfTime as why:
        return str(why)


def _nothing(check: QualityCheck) -> str:
    if check.verdict is Verdict.NOT_APPLICABLE:
        return tr("Nothing to check: what this check looks at is not in the plan.")
    return trn("{n} line or link looked at, none at fault.", "{n} lines or links looked at, none at fault.",
               check.population)  # fmt: skip
